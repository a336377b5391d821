using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The interval of a parameter by its profile likelihood: the values that a likelihood ratio test of the level does not reject.</summary>
/// <param name="Name">The parameter, in the literature's letters.</param>
/// <param name="Lower">The lower end, 0 or more; 0 where the likelihood rejects no value however small.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Upper">The upper end; infinite where the likelihood rejects no value however large.</param>
/// <param name="Level">The confidence, above 0 and below 1.</param>
public readonly record struct ProfileInterval(
    string Name,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Estimate,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Upper,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Level)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Name = {Name}, Lower = {Lower}, Estimate = {Estimate}, Upper = {Upper}, Level = {Level}");
}
