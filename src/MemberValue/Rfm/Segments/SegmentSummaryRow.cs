using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>One segment's members and what they are worth.</summary>
public sealed record SegmentSummaryRow
{
    /// <summary>The segment; null for the unscored members.</summary>
    public required Segment? Segment { get; init; }

    /// <summary>How many members.</summary>
    public required int Members { get; init; }

    /// <summary>Their share of all members, 0 to 1; NaN in a table without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MemberShare { get; init; }

    /// <summary>Their orders; null when orders were not fed.</summary>
    public required long? Orders { get; init; }

    /// <summary>Their net spend, exact.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal Revenue { get; init; }

    /// <summary>Their share of all net spend; NaN where that is 0, and outside 0 to 1 where refunds exceed sales.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double RevenueShare { get; init; }

    /// <summary>Mean cells since the last purchase, over the members who have all three values; NaN without one.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MeanRecency { get; init; }

    /// <summary>Median cells since the last purchase; NaN without a member who has it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MedianRecency { get; init; }

    /// <summary>Mean frequency; NaN without a member who has it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MeanFrequency { get; init; }

    /// <summary>Median frequency; NaN without a member who has it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MedianFrequency { get; init; }

    /// <summary>Mean monetary value; NaN without a member who has it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MeanMonetary { get; init; }

    /// <summary>Median monetary value; NaN without a member who has it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double MedianMonetary { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Segment = {Segment}, Members = {Members}, MemberShare = {MemberShare}, Orders = {Orders}, Revenue = {Revenue}, "
            + $"RevenueShare = {RevenueShare}, MeanRecency = {MeanRecency}, MedianRecency = {MedianRecency}, MeanFrequency = {MeanFrequency}, "
            + $"MedianFrequency = {MedianFrequency}, MeanMonetary = {MeanMonetary}, MedianMonetary = {MedianMonetary}");
}
