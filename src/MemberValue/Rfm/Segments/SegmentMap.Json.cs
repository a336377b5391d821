using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class SegmentMap
{
    private const string JsonType = "SegmentMap";
    private const int JsonVersion = 1;

    /// <summary>The map as JSON text, the same in every culture; Chinese stays readable.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), RfmJson.Context.SegmentMapDocument);

    /// <summary>Writes the map as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), RfmJson.Context.SegmentMapDocument);
    }

    /// <summary>Reads a map.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no map, a rule or segment is wrong (the message names it), scores are left without a
    /// segment, or a newer version wrote it.</exception>
    public static SegmentMap FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a map.</summary>
    /// <param name="stream">Where from, UTF-8; read to its end, stays open.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no map, a rule or segment is wrong (the message names it), scores are left without a
    /// segment, or a newer version wrote it.</exception>
    public static SegmentMap FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, RfmJson.Context.SegmentMapDocument);
        try
        {
            return Create(new SegmentMapOptions
            {
                Name = document.Name ?? "",
                Levels = document.Levels is { Length: 3 } levels
                    ? new RfmLevels(levels[0], levels[1], levels[2])
                    : throw StoredJson.Damaged(JsonType, "\"levels\" must be the numbers of levels of R, F and M"),
                Segments = (document.Segments ?? throw StoredJson.Damaged(JsonType, "\"segments\" is missing")).Select(SegmentOf).ToList(),
                Rules = (document.Rules ?? throw StoredJson.Damaged(JsonType, "\"rules\" is missing")).Select(RuleOf).ToList(),
                Fallback = document.Fallback,
            });
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(JsonType, error.Message, error);
        }
    }

    private static Segment SegmentOf(JsonElement json, int index)
    {
        try
        {
            var segment = json.Deserialize(RfmJson.Context.SegmentDocument) ?? throw StoredJson.Damaged(JsonType, $"segment {index} is null");
            return new Segment
            {
                Id = segment.Id ?? "",
                Name = segment.Name ?? Text.Empty,
                Action = segment.Action ?? Text.Empty,
            };
        }
        catch (JsonException error)
        {
            throw StoredJson.Damaged(JsonType, $"segment {index} ('{NameIn(json, "id")}'): {error.Message}", error);
        }
    }

    private static SegmentRule RuleOf(JsonElement json, int index)
    {
        FormatException BadRule(string what, Exception? inner = null) =>
            StoredJson.Damaged(JsonType, $"rule {index} ('{NameIn(json, "segment")}'): {what}", inner);
        LevelRange? Range(string name, IReadOnlyList<double>? ends) => ends is null ? null : ends.Count == 2
            ? new LevelRange(ends[0], ends[1])
            : throw BadRule($"\"{name}\" must be two numbers, from and through");
        RfmScore Code(string? text) => RfmScore.TryParse(text, out var code) ? code : throw BadRule($"the code '{text}' is no score such as 543 or 10-5-3");
        static double[]? Whole(int[]? levels) => levels?.Select(level => (double)level).ToArray();

        try
        {
            var rule = json.Deserialize(RfmJson.Context.SegmentRuleDocument) ?? throw BadRule("it is null");
            return new SegmentRule
            {
                Segment = rule.Segment ?? "",
                R = Range("r", Whole(rule.R)),
                F = Range("f", Whole(rule.F)),
                M = Range("m", Whole(rule.M)),
                MeanOfFAndM = Range("fm", rule.Fm),
                Codes = rule.Codes?.Select(Code).ToList(),
            };
        }
        catch (JsonException error)
        {
            throw BadRule(error.Message, error);
        }
    }

    private static string NameIn(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var name) ? name.ToString() : "";

    private SegmentMapDocument Document()
    {
        static int[]? Whole(LevelRange? range) => range is { } known ? [(int)known.From, (int)known.Through] : null;
        return new SegmentMapDocument
        {
            Type = JsonType,
            Version = JsonVersion,
            Name = Name,
            Levels = [Levels.Recency, Levels.Frequency, Levels.Monetary],
            Segments = Segments.Select(segment => JsonSerializer.SerializeToElement(
                new SegmentDocument
                {
                    Id = segment.Id,
                    Name = segment.Name,
                    Action = segment.Action,
                },
                RfmJson.Context.SegmentDocument)).ToArray(),
            Rules = Rules.Select(rule => JsonSerializer.SerializeToElement(
                new SegmentRuleDocument
                {
                    Segment = rule.Segment,
                    R = Whole(rule.R),
                    F = Whole(rule.F),
                    M = Whole(rule.M),
                    Fm = rule.MeanOfFAndM is { } mean ? [mean.From, mean.Through] : null,
                    Codes = rule.Codes?.Select(code => code.ToString()).ToArray(),
                },
                RfmJson.Context.SegmentRuleDocument)).ToArray(),
            Fallback = Fallback?.Id,
        };
    }
}
