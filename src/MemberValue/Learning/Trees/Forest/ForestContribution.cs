using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>The contribution of one column to a row's probability.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Value">The row's value; NaN where it is missing.</param>
/// <param name="Change">The sum of the changes of probability at the trees' splits by this column, averaged over the trees: -1 to 1.</param>
public sealed record ForestContribution(
    string Feature,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Change)
{
    /// <summary>The contribution in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            var points = string.Create(CultureInfo.InvariantCulture, $"{(Change < 0 ? "-" : "+")}{100 * Math.Abs(Change):0.0}");
            var value = double.IsNaN(Value) ? Text.Of("missing", "缺失") : Text.Of($"= {TreeText.Number(Value)}");
            return Text.Of($"{Feature} {value.English} {points} points", $"{Feature} {value.Chinese}，{points}个百分点");
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
