using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class RfmScale
{
    private const string JsonType = "RfmScale";
    private const int JsonVersion = 1;

    /// <summary>The scale as JSON text, a few hundred bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), RfmJson.Context.RfmScaleDocument);

    /// <summary>Writes the scale as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), RfmJson.Context.RfmScaleDocument);
    }

    /// <summary>Reads a scale that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RfmScale FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a scale that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RfmScale FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, RfmJson.Context.RfmScaleDocument);
        try
        {
            return FromDocument(document);
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(JsonType, error.Message, error);
        }
    }

    private static RfmScale FromDocument(RfmScaleDocument document)
    {
        var kind = StoredJson.Name<RfmScaleMethod>(JsonType, "method", document.Method);
        var calendar = CellCalendar.Of(
            StoredJson.Name<EventGrain>(JsonType, "grain", document.Grain), StoredJson.Name<DayOfWeek>(JsonType, "firstDayOfWeek", document.FirstDayOfWeek));
        var definitions = new RfmDefinitions
        {
            Frequency = StoredJson.Name<FrequencyBasis>(JsonType, "frequency", document.Frequency),
            Monetary = StoredJson.Name<RfmMonetary>(JsonType, "monetary", document.Monetary),
        };
        var recency = CutsOf("recencyCuts", document.RecencyCuts, null);
        var frequency = CutsOf("frequencyCuts", document.FrequencyCuts, null);
        var monetary = CutsOf("monetaryCuts", document.MonetaryCuts, null);
        if (kind == RfmScaleMethod.HighLow && recency.Length + frequency.Length + monetary.Length != 3)
            throw StoredJson.Damaged(JsonType, "a HighLow scale has one cut point a dimension");
        return new RfmScale(
            kind, definitions, calendar,
            document.Origin?.Restore(JsonType), recency, frequency, monetary,
            kind == RfmScaleMethod.Nested ? NestedOf(document.Nested, recency.Length + 1, frequency.Length + 1, monetary.Length + 1) : null);
    }

    private static NestedCuts NestedOf(NestedCutsDocument? document, int r, int f, int m)
    {
        if (document is null)
            throw StoredJson.Damaged(JsonType, "nested is missing");
        double[][] Sets(string name, double?[]?[]? sets, int count, int levels) => sets?.Length == count
            ? sets.Select((cuts, index) => CutsOf($"nested.{name}[{index}]", cuts, levels - 1)).ToArray()
            : throw StoredJson.Damaged(JsonType, $"nested.{name} must have {count} sets of cut points");
        bool[] Flags(string name, bool[]? flags, int count) => flags?.Length == count
            ? flags
            : throw StoredJson.Damaged(JsonType, $"nested.{name} must have {count} elements");
        return new NestedCuts(
            Sets("frequencyCuts", document.FrequencyCuts, r, f), Sets("monetaryCuts", document.MonetaryCuts, r * f, m),
            Flags("emptyR", document.EmptyR, r), Flags("emptyRF", document.EmptyRF, r * f));
    }

    private static double[] CutsOf(string name, double?[]? cuts, int? length)
    {
        if (cuts is not { Length: >= RfmLevels.Min - 1 and <= RfmLevels.Max - 1 } || (length ?? cuts.Length) != cuts.Length)
            throw StoredJson.Damaged(JsonType, $"{name} must have {(length is { } known ? known : "1 to 9")} cut points and has {cuts?.Length ?? 0}");
        for (var i = 0; i < cuts.Length; i++)
        {
            if (cuts[i] is not { } cut || !double.IsFinite(cut) || (i > 0 && cut < cuts[i - 1]))
                throw StoredJson.Damaged(JsonType, $"{name}[{i}] must be a finite number, not below the one before it");
        }

        return cuts.Select(cut => cut!.Value).ToArray();
    }

    private RfmScaleDocument Document()
    {
        static double?[] Cuts(double[] cuts) => cuts.Select(cut => double.IsFinite(cut) ? cut : (double?)null).ToArray();
        return new RfmScaleDocument
        {
            Type = JsonType,
            Version = JsonVersion,
            Method = Method.ToString(),
            Frequency = Definitions.Frequency.ToString(),
            Monetary = Definitions.Monetary.ToString(),
            Grain = Calendar.Grain.ToString(),
            FirstDayOfWeek = Calendar.FirstDayOfWeek.ToString(),
            Origin = Origin is null ? null : OriginDocument.Of(Origin),
            RecencyCuts = Cuts(_recency),
            FrequencyCuts = Cuts(_frequency),
            MonetaryCuts = Cuts(_monetary),
            Nested = _nested is null ? null : new NestedCutsDocument
            {
                FrequencyCuts = _nested.Frequency.Select(Cuts).ToArray(),
                MonetaryCuts = _nested.Monetary.Select(Cuts).ToArray(),
                EmptyR = _nested.EmptyR,
                EmptyRF = _nested.EmptyRF,
            },
        };
    }
}
