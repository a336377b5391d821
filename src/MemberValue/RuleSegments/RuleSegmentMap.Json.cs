using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.RuleSegments;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class RuleSegmentMap : IWritesJson
{
    private static readonly StoredKind Stored = new("RuleSegmentMap", 1);

    /// <summary>The map as JSON text, the same in every culture; Chinese stays readable. Keys are stored by their names.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the map as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a map.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a map, a rule or segment is wrong (the message names it), values are left without a segment, or a
    /// newer version wrote it.</exception>
    public static RuleSegmentMap FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a map.</summary>
    /// <param name="stream">Where from, UTF-8; read to its end, stays open.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a map, a rule or segment is wrong (the message names it), values are left without a segment, or a
    /// newer version wrote it.</exception>
    public static RuleSegmentMap FromJson(Stream stream) => Stored.Read(stream, Read);

    private static RuleSegmentMap Read(DocumentReader from) => Create(new RuleSegmentMapOptions
    {
        Name = from.Text("name"),
        Segments = from.Parts("segments", static part => new NamedSegmentOptions
        {
            Id = part.Text("id"),
            Name = Words(part, "name"),
            Action = Words(part, "action"),
        }),
        Rules = from.Parts("rules", static part => new SegmentRuleOptions
        {
            Segment = part.Text("segment"),
            When = part.Parts("when", static part => new SegmentConditionOptions
            {
                Column = part.Text("column"),
                AtLeast = part.NumberOrNull("atLeast"),
                AtMost = part.NumberOrNull("atMost"),
                Below = part.NumberOrNull("below"),
                WithinDays = part.NumberOrNull("withinDays"),
                OneOf = part.TextsOrNull("oneOf"),
                NoneOf = part.TextsOrNull("noneOf"),
                IsMissing = part.Has("isMissing") ? part.Flag("isMissing") : null,
                Label = Words(part, "label"),
            }),
        }),
        Fallback = from.TextOrNull("fallback"),
    });

    private static Text? Words(DocumentReader from, string name) => from.Has(name) ? from.Words(name) : null;

    private void Write(DocumentWriter to)
    {
        to.Text("name", Name);
        to.Parts("segments", Segments, static (part, segment) =>
        {
            part.Text("id", segment.Id);
            part.Words("name", segment.Name);
            part.Words("action", segment.Action == Text.Empty ? null : segment.Action);
        });
        to.Parts("rules", _options.Rules!, (part, rule) =>
        {
            part.Text("segment", rule.Segment);
            part.Parts("when", rule.When!, (part, condition) =>
            {
                part.Text("column", condition.Column);
                part.Number("atLeast", condition.AtLeast);
                part.Number("atMost", condition.AtMost);
                part.Number("below", condition.Below);
                part.Number("withinDays", condition.WithinDays);
                if (condition.OneOf is { } listed)
                    part.Texts("oneOf", listed);
                if (condition.NoneOf is { } others)
                    part.Texts("noneOf", others);
                if (condition.IsMissing is { } isMissing)
                    part.Flag("isMissing", isMissing);
                part.Words("label", condition.Label is null ? null : _columns.First(column => column.Named.Name == condition.Column).Label);
            });
        });
        to.Text("fallback", Fallback?.Id);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
