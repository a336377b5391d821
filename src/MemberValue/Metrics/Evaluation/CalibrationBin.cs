using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A point of the calibration curve: rows with about the same predicted probability, and how often it came true.</summary>
/// <param name="Lowest">The lowest prediction in the bin, 0 to 1.</param>
/// <param name="Highest">The highest prediction in the bin, 0 to 1.</param>
/// <param name="MeanPrediction">The mean prediction of the bin's rows: the ideal of the curve.</param>
/// <param name="Observed">The share of its rows with a positive label, with Wilson's interval: the curve itself.</param>
public readonly record struct CalibrationBin(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lowest,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Highest,
    [property: JsonConverter(typeof(ResultJsonConverter))] double MeanPrediction,
    Proportion Observed)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Lowest = {Lowest}, Highest = {Highest}, MeanPrediction = {MeanPrediction}, Observed = {Observed}");
}
