namespace MemberValue.Rfm;

/// <summary>A member's scores at two dates, by one scale. A value of 8 bytes.</summary>
/// <param name="Earlier">The score at the earlier date.</param>
/// <param name="Later">The score at the later date.</param>
public readonly record struct RfmChange(RfmScore Earlier, RfmScore Later)
{
    /// <summary>Whether both dates have a score, so that there is a change to tell.</summary>
    public bool IsComparable => Earlier.IsScored && Later.IsScored;

    /// <summary>Levels of recency gained, below 0 when lost; null unless both dates have a score.</summary>
    public int? R => IsComparable ? Later.R - Earlier.R : null;

    /// <summary>Levels of frequency gained, below 0 when lost; null unless both dates have a score.</summary>
    public int? F => IsComparable ? Later.F - Earlier.F : null;

    /// <summary>Levels of monetary value gained, below 0 when lost; null unless both dates have a score.</summary>
    public int? M => IsComparable ? Later.M - Earlier.M : null;

    /// <summary>Levels gained in the three dimensions together, below 0 when lost; null unless both dates have a score.</summary>
    public int? Sum => IsComparable ? SumUnchecked : null;

    private int SumUnchecked => Later.R + Later.F + Later.M - Earlier.R - Earlier.F - Earlier.M;

    /// <summary>The change of the composite score.</summary>
    /// <param name="weights">The weights of the three dimensions.</param>
    /// <returns>The weighted sum of the changes, below 0 for a fall; NaN unless both dates have a score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <remarks>Computed from the changes of levels and not as a difference of two composites, so that equal changes have equal bits.</remarks>
    public double Composite(RfmWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return IsComparable
            ? weights.Recency * (Later.R - Earlier.R) + weights.Frequency * (Later.F - Earlier.F) + weights.Monetary * (Later.M - Earlier.M)
            : double.NaN;
    }

    /// <summary>Both scores, such as <c>543 to 433</c>; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Earlier} to {Later}";
}
