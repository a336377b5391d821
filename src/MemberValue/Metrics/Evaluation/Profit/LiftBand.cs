using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One line of the lift table: a band of rows in the order of their predictions, highest first; a decile by default.</summary>
/// <param name="Band">Which band, from 1, that of the highest predictions.</param>
/// <param name="Rows">Rows in the band: n / bands up to one.</param>
/// <param name="Positives">Positive labels in the band; not whole where a tie crosses one of its borders.</param>
/// <param name="CumulativeRows">Rows in this band and all before.</param>
/// <param name="CumulativePositives">Positive labels in this band and all before.</param>
/// <param name="Gain">The share of all positive labels in this band and all before, 0 to 1: the cumulative gains curve. NaN without positive labels.</param>
/// <param name="Lift">The band's share of positive labels over that of all rows: 1 where the ranking does not help. NaN where the band has no rows or nobody
/// is positive.</param>
/// <param name="CumulativeLift">The same for this band and all before; 1 in the last band.</param>
/// <param name="SplitsTie">Whether rows with the same prediction, positive and negative ones, lie on both sides of the band's lower border.</param>
/// <remarks>
/// A border within a tie: the tie's positive labels are spread evenly over its rows, which is what putting them in random order gives on average.
/// So the table does not depend on the order of rows.
/// </remarks>
public readonly record struct LiftBand(
    int Band,
    int Rows,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Positives,
    int CumulativeRows,
    [property: JsonConverter(typeof(ResultJsonConverter))] double CumulativePositives,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Gain,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lift,
    [property: JsonConverter(typeof(ResultJsonConverter))] double CumulativeLift,
    bool SplitsTie)
{
    /// <summary>The share of positive labels in the band; NaN where it has no rows.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Rate => Positives / Rows;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Band = {Band}, Rows = {Rows}, Positives = {Positives}, CumulativeRows = {CumulativeRows}, CumulativePositives = {CumulativePositives}, "
            + $"Gain = {Gain}, Lift = {Lift}, CumulativeLift = {CumulativeLift}, SplitsTie = {SplitsTie}, Rate = {Rate}");
}
