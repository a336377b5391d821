namespace MemberValue.Rfm;

/// <summary>
/// One rule of a segment map: ranges of levels that must all hold (one left out holds for every level), or a list of codes.
/// </summary>
public sealed record SegmentRule
{
    /// <summary>The <see cref="Segment.Id"/> of the segment that a matching score belongs to.</summary>
    public required string Segment { get; init; }

    /// <summary>Levels of recency, whole numbers; null for any.</summary>
    public LevelRange? R { get; init; }

    /// <summary>Levels of frequency, whole numbers; null for any.</summary>
    public LevelRange? F { get; init; }

    /// <summary>Levels of monetary value, whole numbers; null for any.</summary>
    public LevelRange? M { get; init; }

    /// <summary>The exact mean of F and M, (F + M) / 2, in halves such as 3.5; null for any.</summary>
    public LevelRange? MeanOfFAndM { get; init; }

    /// <summary>The scores that match, instead of ranges; null when the rule has ranges.</summary>
    public IReadOnlyList<RfmScore>? Codes { get; init; }

    /// <summary>Whether the rule matches a score, regardless of the rules before it.</summary>
    /// <param name="score">The score.</param>
    /// <returns><see langword="false"/> for an unscored member.</returns>
    public bool Matches(RfmScore score)
    {
        if (!score.IsScored)
            return false;
        if (Codes is not null)
            return Codes.Any(code => code.Code == score.Code);
        return (R?.HoldsHalves(2 * score.R) ?? true) && (F?.HoldsHalves(2 * score.F) ?? true) && (M?.HoldsHalves(2 * score.M) ?? true)
            && (MeanOfFAndM?.HoldsHalves(score.F + score.M) ?? true);
    }

    /// <summary>The rule's conditions in English, such as <c>R 4-5, F 4-5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (Codes is not null)
            return "codes " + string.Join(' ', Codes);
        var parts = new List<string>();
        void Add(string name, LevelRange? range)
        {
            if (range is { } known)
                parts.Add($"{name} {known}");
        }

        Add("R", R);
        Add("F", F);
        Add("M", M);
        Add("mean of F and M", MeanOfFAndM);
        return string.Join(", ", parts);
    }

    /// <summary>Whether both say the same, in lists as well.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(SegmentRule? other) =>
        other is not null && Segment == other.Segment && Equals(R, other.R) && Equals(F, other.F) && Equals(M, other.M)
        && Equals(MeanOfFAndM, other.MeanOfFAndM) && (Codes is null ? other.Codes is null : other.Codes is not null && Codes.SequenceEqual(other.Codes));

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Segment, R, F, M, MeanOfFAndM, Codes?.Count);
}
