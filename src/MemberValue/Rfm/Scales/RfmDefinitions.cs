using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>What frequency and monetary value mean in a scale. Recency always means cells from the last purchase to the window's last cell.</summary>
public sealed record RfmDefinitions
{
    private readonly FrequencyBasis _frequency;
    private readonly RfmMonetary _monetary;

    /// <summary>What frequency counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that the enumeration does not define.</exception>
    public FrequencyBasis Frequency
    {
        get => _frequency;
        init => _frequency = Enum.IsDefined(value)
            ? value
            : throw Error.OutOfRange(nameof(Frequency), $"Frequency is {value} and must be Purchases or Orders.");
    }

    /// <summary>What monetary value measures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that the enumeration does not define.</exception>
    public RfmMonetary Monetary
    {
        get => _monetary;
        init => _monetary = Enum.IsDefined(value)
            ? value
            : throw Error.OutOfRange(nameof(Monetary), $"Monetary is {value} and must be Net, Sales, MeanSpend or Margin.");
    }

    /// <summary>Both definitions as text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"frequency = {Frequency}, monetary = {Monetary}";
}
