using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>One split on a row's path through a tree, and the side that the row went to.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Value">The row's value; NaN where it is missing.</param>
/// <param name="Threshold">What the value was compared with; positive infinity for a split between known and missing.</param>
/// <param name="WentLeft">Whether the row went left, to the values up to the threshold; a missing value goes to the side that the fit chose.</param>
/// <param name="ProbabilityBefore">The share of yes at the node, 0 to 1.</param>
/// <param name="ProbabilityAfter">The share of yes at the child that the row went to, 0 to 1.</param>
public sealed record TreeStep(
    string Feature,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Threshold,
    bool WentLeft,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityBefore,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityAfter)
{
    /// <summary>The change of the probability by the split.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Change => ProbabilityAfter - ProbabilityBefore;

    /// <summary>The step in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            var value = double.IsNaN(Value) ? Text.Of($"{Feature} is missing", $"{Feature}缺失")
                : double.IsPositiveInfinity(Threshold) ? Text.Of($"{Feature} = {TreeText.Number(Value)} is known", $"{Feature} = {TreeText.Number(Value)}，有值")
                : Text.Of($"{Feature} = {TreeText.Number(Value)} {(WentLeft ? "<=" : ">")} {TreeText.Number(Threshold)}");
            var (before, after) = (TreeText.Percent(ProbabilityBefore), TreeText.Percent(ProbabilityAfter));
            return Text.Of($"{value.English}: {before} to {after}", $"{value.Chinese}：由{before}变为{after}");
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
