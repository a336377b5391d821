using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How one member is explained. A plain class that configuration can bind; checked when it is used.</summary>
public sealed class MemberExplanationOptions
{
    /// <summary>How far ahead the probability of a purchase looks, in <see cref="HorizonUnit"/>; above 0. 90 days by default.</summary>
    public double Horizon { get; set; } = 90;

    /// <summary>The unit of <see cref="Horizon"/>.</summary>
    public TimeUnit HorizonUnit { get; set; } = TimeUnit.Day;

    /// <summary>The level that the probabilities are watched for falling under; above 0, below 1. 0.2 by default.</summary>
    public double Level { get; set; } = 0.2;

    /// <summary>A point every so many cells, and one at every purchase and at the end; 1 or more.</summary>
    public int CellsPerPoint { get; set; } = 1;

    internal void Check()
    {
        if (!(Horizon > 0 && Horizon <= double.MaxValue))
            throw new ArgumentException(FormattableString.Invariant($"Horizon is {Horizon} and must be a finite number above 0."), "options");
        if (!(HorizonUnit.Seconds > 0))
            throw new ArgumentException("HorizonUnit is default and must be one of TimeUnit's.", "options");
        if (!(Level > 0 && Level < 1))
            throw new ArgumentException(FormattableString.Invariant($"Level is {Level} and must be above 0 and below 1."), "options");
        if (CellsPerPoint < 1)
            throw new ArgumentException(FormattableString.Invariant($"CellsPerPoint is {CellsPerPoint} and must be 1 or more."), "options");
    }
}
