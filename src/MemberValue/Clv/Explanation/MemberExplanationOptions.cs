using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How one member is explained. A plain class that configuration can bind; checked when it is used.</summary>
public sealed class MemberExplanationOptions
{
    /// <summary>How far ahead the probability of a purchase looks, in <see cref="HorizonUnit"/>; above 0. 90 days by default.</summary>
    public double Horizon { get; set; } = 90;

    /// <summary>The unit of <see cref="Horizon"/>.</summary>
    public TimeUnit HorizonUnit { get; set; } = TimeUnit.Day;

    /// <summary>The level below which the probabilities are watched to fall; above 0, below 1. 0.2 by default.</summary>
    public double Level { get; set; } = 0.2;

    /// <summary>The number of cells from one point to the next; there is also a point at every purchase and at the end; 1 or more.</summary>
    public int CellsPerPoint { get; set; } = 1;

    internal void Check()
    {
        OptionError.Require(this, nameof(Horizon), Horizon, NumberRange.AboveZero);
        OptionError.RequireUnit(this, nameof(HorizonUnit), HorizonUnit.Seconds);
        OptionError.Require(this, nameof(Level), Level, NumberRange.Inside);
        OptionError.RequireWhole(this, nameof(CellsPerPoint), CellsPerPoint, 1);
    }
}
