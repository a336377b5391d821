using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>What contacting every member at or above a threshold brings.</summary>
/// <param name="Threshold">The threshold, a prediction that occurs; infinity for contacting nobody.</param>
/// <param name="Contacted">Members contacted.</param>
/// <param name="Leavers">Members contacted who leave unless saved: positive labels.</param>
/// <param name="Cost">What the contacts cost.</param>
/// <param name="Saved">Expected value of the members saved: save rate x the leavers' values.</param>
public readonly record struct ProfitPoint(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Threshold,
    int Contacted,
    int Leavers,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Cost,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Saved)
{
    /// <summary>The expected profit: saved less cost.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Profit => Saved - Cost;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Threshold = {Threshold}, Contacted = {Contacted}, Leavers = {Leavers}, Cost = {Cost}, Saved = {Saved}, Profit = {Profit}");
}
