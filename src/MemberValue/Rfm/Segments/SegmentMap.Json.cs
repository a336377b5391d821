using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class SegmentMap : IWritesJson
{
    private static readonly StoredKind Stored = new("SegmentMap", 1);

    /// <summary>The map as JSON text, the same in every culture; Chinese stays readable.</summary>
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
    /// <exception cref="FormatException">The text is not a segment map, a rule or segment is wrong (the message names it), scores are left without a
    /// segment, or a newer version wrote it.</exception>
    public static SegmentMap FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a map.</summary>
    /// <param name="stream">Where from, UTF-8; read to its end, stays open.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a segment map, a rule or segment is wrong (the message names it), scores are left without a
    /// segment, or a newer version wrote it.</exception>
    public static SegmentMap FromJson(Stream stream) => Stored.Read(stream, Read);

    private static SegmentMap Read(DocumentReader from) => Create(new SegmentMapOptions
    {
        Name = from.TextOrNull("name") ?? "",
        Levels = from.Wholes("levels") is [var r, var f, var m]
            ? new RfmLevels(r, f, m)
            : throw from.Damaged("levels must be the numbers of levels of R, F and M"),
        Segments = from.Parts("segments", static part => new Segment
        {
            Id = part.TextOrNull("id") ?? "",
            Name = part.Words("name"),
            Action = part.Words("action"),
            Outlook = part.NameOrNull<SegmentOutlook>("outlook") ?? SegmentOutlook.None,
        }),
        Rules = from.Parts("rules", Rule),
        Fallback = from.TextOrNull("fallback"),
    });

    private static SegmentRule Rule(DocumentReader from)
    {
        LevelRange? Range(string name, double[]? ends) => ends switch
        {
            null => null,
            [var least, var most] => new LevelRange(least, most),
            _ => throw from.Damaged($"{name} must be two numbers, from and through"),
        };
        LevelRange? Whole(string name) => Range(name, from.WholesOrNull(name)?.Select(level => (double)level).ToArray());
        RfmScore Code(string text) => RfmScore.TryParse(text, out var code)
            ? code
            : throw from.Damaged($"codes has '{text}', which is not a score such as 543 or 10-5-3");
        return new SegmentRule
        {
            Segment = from.TextOrNull("segment") ?? "",
            R = Whole("r"),
            F = Whole("f"),
            M = Whole("m"),
            MeanOfFAndM = Range("fm", from.NumbersOrNull("fm")),
            Codes = from.TextsOrNull("codes")?.Select(Code).ToList(),
        };
    }

    private void Write(DocumentWriter to)
    {
        static void Levels(DocumentWriter to, string name, LevelRange? range)
        {
            if (range is { } known)
                to.Wholes(name, [(int)known.From, (int)known.Through]);
        }

        to.Text("name", Name);
        to.Wholes("levels", [this.Levels.Recency, this.Levels.Frequency, this.Levels.Monetary]);
        to.Parts("segments", Segments, static (part, segment) =>
        {
            part.Text("id", segment.Id);
            part.Words("name", segment.Name);
            part.Words("action", segment.Action);
            part.Text("outlook", segment.Outlook == SegmentOutlook.None ? null : segment.Outlook.ToString());
        });
        to.Parts("rules", Rules, static (part, rule) =>
        {
            part.Text("segment", rule.Segment);
            Levels(part, "r", rule.R);
            Levels(part, "f", rule.F);
            Levels(part, "m", rule.M);
            if (rule.MeanOfFAndM is { } mean)
                part.Numbers("fm", [mean.From, mean.Through]);
            if (rule.Codes is { } codes)
                part.Texts("codes", codes.Select(code => code.ToString()));
        });
        to.Text("fallback", Fallback?.Id);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
