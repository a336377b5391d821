namespace MemberValue.Metrics;

/// <summary>A row of a chain that rests on few members or none.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <param name="Kind">What is doubtful.</param>
/// <param name="Label">The row's label.</param>
/// <param name="Members">The members that the row was counted from.</param>
/// <param name="Limit">The number below which a row is thin (<see cref="MarkovChainOptions.ThinRow"/>).</param>
public sealed record MarkovWarning<TLabel>(MarkovWarningKind Kind, TLabel Label, long Members, long Limit)
{
    /// <summary>The warning in words, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind == MarkovWarningKind.UnobservedRow
        ? $"{LabelText.Of(Label)} was never observed: what becomes of it is not known."
        : FormattableString.Invariant($"{LabelText.Of(Label)} was observed on {Members} members, fewer than {Limit}: its probabilities are rough.");
}
