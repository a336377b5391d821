using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// How far a parameter or a mean (expected purchases, expected value) is known: what its fit leaves open. It narrows with the number of members, and says
/// nothing about what one member will do; <see cref="PredictiveInterval"/> does.
/// </summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Median">The median of the draws.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Level">The share of the draws between the ends, above 0 and below 1.</param>
public readonly record struct ParameterInterval(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Median,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Upper,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Level)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Lower = {Lower}, Median = {Median}, Upper = {Upper}, Level = {Level}");
}
