using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// The range of what will actually happen: chance (who leaves, how many purchases, how much each) and the uncertainty of the fit together. Of many members
/// with such intervals, the share <see cref="Level"/> ends up inside.
/// </summary>
/// <param name="Lower">The lower end: the share (1 - level) / 2 of the draws lies below it, or less where many draws are alike (no purchase).</param>
/// <param name="Median">The median of the draws.</param>
/// <param name="Mean">The mean of the draws: the expected value except for the randomness of the draws.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Level">The share of the draws between the ends, above 0 and below 1.</param>
public readonly record struct PredictiveInterval(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Median,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Mean,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Upper,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Level)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Lower = {Lower}, Median = {Median}, Mean = {Mean}, Upper = {Upper}, Level = {Level}");
}
