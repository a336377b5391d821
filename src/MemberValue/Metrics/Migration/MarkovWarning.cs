using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A row of a chain that rests on few members or none.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <param name="Kind">What is doubtful.</param>
/// <param name="Label">The row's label.</param>
/// <param name="Members">The members that the row was counted from.</param>
/// <param name="Limit">The number below which a row is thin (<see cref="MarkovChainOptions.ThinRow"/>).</param>
public sealed record MarkovWarning<TLabel>(MarkovWarningKind Kind, TLabel Label, long Members, long Limit)
{
    /// <summary>The warning in English and Chinese; labels are written as they are.</summary>
    public Text Message => Kind == MarkovWarningKind.UnobservedRow
        ? Text.Of(
            $"{LabelText.Of(Label)} was never observed: where its members go is not known.",
            $"从未观测到{LabelText.Of(Label)}，其会员的去向未知。")
        : Text.Of(
            $"{LabelText.Of(Label)} was observed on {LabelText.Whole(Members)} members, fewer than {LabelText.Whole(Limit)}: "
                + "its probabilities are imprecise.",
            $"{LabelText.Of(Label)}仅观测到 {LabelText.Whole(Members)} 位会员，少于 {LabelText.Whole(Limit)} 位，其概率不精确。");

    /// <summary>The warning in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Message.English;
}
