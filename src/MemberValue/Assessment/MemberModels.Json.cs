using System.Text;
using System.Text.Json;
using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <content>The models as one JSON document: each part as its own type writes it.</content>
public sealed partial record MemberModels
{
    private const string JsonType = "MemberModels";
    private const int JsonVersion = 1;

    /// <summary>The models as JSON text, some kilobytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        ToJson(stream);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the models as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteString("type", JsonType);
        writer.WriteNumber("version", JsonVersion);
        Write(writer, "scale", Scale?.ToJson());
        Write(writer, "purchases", Purchases?.ToJson());
        Write(writer, "spend", Spend?.ToJson());
        Write(writer, "rhythm", Rhythm?.ToJson());
        Write(writer, "limits", Limits?.ToJson());
        Write(writer, "formula", Formula?.ToJson());
        if (NotFitted.Count > 0)
        {
            writer.WriteStartArray("notFitted");
            foreach (var sentence in NotFitted)
                writer.WriteStringValue(sentence);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads models that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The models, with the same results to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text holds no such models, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static MemberModels FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads models that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The models, with the same results to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text holds no such models, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static MemberModels FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, AssessmentJson.Default.MemberModelsDocument);
        return new MemberModels
        {
            Scale = Read(document.Scale, RfmScale.FromJson),
            Purchases = Read(document.Purchases, AttritionModel.FromJson),
            Spend = Read(document.Spend, GammaGammaModel.FromJson),
            Rhythm = Read(document.Rhythm, PurchaseRhythm.FromJson),
            Limits = Read(document.Limits, LearnedLimits.FromJson),
            Formula = Read(document.Formula, FormulaValueCalculator.FromJson),
            NotFitted = Array.AsReadOnly(document.NotFitted ?? []),
        };
    }

    private static void Write(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is null)
            return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(json);
    }

    private static T? Read<T>(JsonElement? part, Func<string, T> read)
        where T : class => part is { ValueKind: not JsonValueKind.Null } known ? read(known.GetRawText()) : null;
}

/// <summary>The stored form: parts are read by their own types.</summary>
internal sealed class MemberModelsDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public JsonElement? Scale { get; set; }

    public JsonElement? Purchases { get; set; }

    public JsonElement? Spend { get; set; }

    public JsonElement? Rhythm { get; set; }

    public JsonElement? Limits { get; set; }

    public JsonElement? Formula { get; set; }

    public string[]? NotFitted { get; set; }
}
