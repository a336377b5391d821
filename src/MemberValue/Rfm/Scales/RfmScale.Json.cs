using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class RfmScale : IWritesJson
{
    private static readonly StoredKind Stored = new("RfmScale", 1);

    /// <summary>The scale as JSON text, a few hundred bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the scale as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a scale that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RfmScale FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a scale that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A scale that scores as the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scale, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RfmScale FromJson(Stream stream) => Stored.Read(stream, Read);

    private static RfmScale Read(DocumentReader from)
    {
        var method = from.Name<RfmScaleMethod>("method");
        var definitions = new RfmDefinitions
        {
            Frequency = from.Name<FrequencyBasis>("frequency"),
            Monetary = from.Name<RfmMonetary>("monetary"),
        };
        var calendar = from.Calendar();
        var (recency, frequency, monetary) = (Cuts(from, "recencyCuts"), Cuts(from, "frequencyCuts"), Cuts(from, "monetaryCuts"));
        if (method == RfmScaleMethod.HighLow && recency.Length + frequency.Length + monetary.Length != 3)
            throw from.Damaged("a HighLow scale has one cut point for each of R, F and M");
        var nested = method == RfmScaleMethod.Nested
            ? from.Part("nested", part => Nested(part, recency.Length + 1, frequency.Length + 1, monetary.Length + 1))
            : null;
        return new RfmScale(method, definitions, calendar, from.OriginOrNull(), recency, frequency, monetary, nested);
    }

    private static NestedCuts Nested(DocumentReader from, int r, int f, int m)
    {
        double[][] Sets(string name, int count, int levels)
        {
            var sets = from.Rows(name);
            if (sets.Length != count)
                throw from.Damaged($"{name} has {sets.Length} sets of cut points and must have {count}");
            for (var i = 0; i < count; i++)
                CheckCuts(from, FormattableString.Invariant($"{name}[{i}]"), sets[i], levels - 1);
            return sets;
        }

        bool[] Flags(string name, int count) => from.Flags(name) is var flags && flags.Length == count
            ? flags
            : throw from.Damaged($"{name} has {flags.Length} values and must have {count}");
        return new NestedCuts(Sets("frequencyCuts", r, f), Sets("monetaryCuts", r * f, m), Flags("emptyR", r), Flags("emptyRF", r * f));
    }

    private static double[] Cuts(DocumentReader from, string name)
    {
        var cuts = from.Numbers(name);
        CheckCuts(from, name, cuts, null);
        return cuts;
    }

    private static void CheckCuts(DocumentReader from, string name, double[] cuts, int? count)
    {
        if (cuts.Length is < RfmLevels.Min - 1 or > RfmLevels.Max - 1 || (count ?? cuts.Length) != cuts.Length)
            throw from.Damaged($"{name} has {cuts.Length} cut points and must have {(count is { } known ? ErrorText.Of(known) : "1 to 9")}");
        for (var i = 1; i < cuts.Length; i++)
        {
            if (cuts[i] < cuts[i - 1])
                throw from.Damaged($"{name}[{i}] is {cuts[i]} and must not be below the one before it, {cuts[i - 1]}");
        }
    }

    private void Write(DocumentWriter to)
    {
        to.Name("method", Method);
        to.Name("frequency", Definitions.Frequency);
        to.Name("monetary", Definitions.Monetary);
        to.Calendar(Calendar);
        to.Origin(Origin);
        to.Numbers("recencyCuts", _recency);
        to.Numbers("frequencyCuts", _frequency);
        to.Numbers("monetaryCuts", _monetary);
        to.Part("nested", _nested, static (part, nested) =>
        {
            part.Rows("frequencyCuts", nested.Frequency);
            part.Rows("monetaryCuts", nested.Monetary);
            part.Flags("emptyR", nested.EmptyR);
            part.Flags("emptyRF", nested.EmptyRF);
        });
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
