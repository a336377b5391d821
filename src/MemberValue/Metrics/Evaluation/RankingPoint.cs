using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>What saying yes to every prediction at or above a threshold finds: a point of the ROC curve, and one of precision and recall.</summary>
/// <param name="Threshold">The threshold, a prediction that occurs; infinity for saying yes to nobody.</param>
/// <param name="TruePositiveRate">The share of all positive rows that is found, 0 to 1: recall. NaN without positive rows.</param>
/// <param name="FalsePositiveRate">The share of all negative rows that is taken for positive, 0 to 1. NaN without negative rows.</param>
/// <param name="Precision">The share of positive rows among those said yes to, 0 to 1. NaN for nobody.</param>
public readonly record struct RankingPoint(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Threshold,
    [property: JsonConverter(typeof(ResultJsonConverter))] double TruePositiveRate,
    [property: JsonConverter(typeof(ResultJsonConverter))] double FalsePositiveRate,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Precision)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Threshold = {Threshold}, TruePositiveRate = {TruePositiveRate}, FalsePositiveRate = {FalsePositiveRate}, Precision = {Precision}");
}
