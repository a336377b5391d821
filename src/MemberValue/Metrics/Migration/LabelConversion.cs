namespace MemberValue.Metrics;

/// <summary>One transition of interest, such as New to FirstTime.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <param name="From">The label at the earlier date.</param>
/// <param name="To">The label at the later date.</param>
/// <param name="Share">Of the members with <paramref name="From"/> at the earlier date, leavers included, those with <paramref name="To"/> at the later
/// one.</param>
public sealed record LabelConversion<TLabel>(TLabel From, TLabel To, Proportion Share)
{
    /// <summary>The transition with its share and counts, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{LabelText.Of(From)} -> {LabelText.Of(To)}: {Share}";
}
