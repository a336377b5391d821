using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>How long members took from one step to the next, in the funnel's unit. Quartiles are type 7 of Hyndman and Fan 1996.</summary>
public sealed record FunnelTime
{
    /// <summary>Of the members who reached the step, those whose times of it and of the step before are known: all other numbers are of these
    /// members.</summary>
    public required Proportion Known { get; init; }

    /// <summary>The mean; NaN without a known time.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Mean { get; init; }

    /// <summary>A quarter took at most this long; NaN without a known time.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double LowerQuartile { get; init; }

    /// <summary>Half took at most this long; NaN without a known time.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Median { get; init; }

    /// <summary>Three quarters took at most this long; NaN without a known time.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double UpperQuartile { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Known = {Known}, Mean = {Mean}, LowerQuartile = {LowerQuartile}, Median = {Median}, UpperQuartile = {UpperQuartile}");
}
