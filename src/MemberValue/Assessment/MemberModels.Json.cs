using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;

namespace MemberValue.Assessment;

/// <content>The set as one JSON document: each item with its name, its kind and its own document.</content>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class MemberModels : IWritesJson
{
    private static readonly StoredKind Stored = new("MemberModels", 1);

    /// <summary>The models as JSON text, some kilobytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the models as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads models that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The models, whose results are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text does not contain such models, is damaged, was written by a newer version, or has an item of an unknown
    /// kind; the message says what is wrong.</exception>
    public static MemberModels FromJson(string json) => Stored.Read(json, from => Read(from, AssessmentParts.All));

    /// <summary>Reads models that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The models, whose results are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text does not contain such models, is damaged, was written by a newer version, or has an item of an unknown
    /// kind; the message says what is wrong.</exception>
    public static MemberModels FromJson(Stream stream) => FromJson(stream, AssessmentParts.All);

    /// <summary>Reads a set with the kinds that these parts fit.</summary>
    internal static MemberModels FromJson(Stream stream, IReadOnlyList<AssessmentPart> parts) => Stored.Read(stream, from => Read(from, parts));

    private static MemberModels Read(DocumentReader from, IReadOnlyList<AssessmentPart> parts)
    {
        var id = from.TextOrNull("id");
        if (id is "")
            throw from.Damaged("id must not be empty");
        var (slots, kinds) = (AssessmentParts.Slots(parts), AssessmentParts.Kinds(parts));
        var items = new Dictionary<string, IFitted>(StringComparer.Ordinal);
        foreach (var (name, fitted) in from.Parts("items", item => ReadItem(item, slots, kinds)))
        {
            if (!items.TryAdd(name, fitted))
                throw from.Damaged($"there are two items '{name}'");
        }

        return Of(items, from.Has("notFitted") ? from.WordsList("notFitted") : [], id);
    }

    private static (string Name, IFitted Fitted) ReadItem(DocumentReader item, IReadOnlyList<FittedSlot> slots, IReadOnlyList<FittedKind> kinds)
    {
        var (name, kind) = (item.Text("name"), item.Text("kind"));
        var known = kinds.FirstOrDefault(known => known.Names.Contains(kind)) ?? throw item.Damaged(
            $"kind of '{name}' is '{kind}', which is not one of {string.Join(", ", kinds.SelectMany(known => known.Names))}");
        var fitted = item.DocumentOrNull("document", known.Read) ?? throw item.Damaged("document is missing");
        if (fitted.Kind != kind)
            throw item.Damaged($"kind of '{name}' is '{kind}', and its document is of the kind '{fitted.Kind}'");
        if (slots.FirstOrDefault(slot => slot.Name == name) is { } slot && !slot.Takes(fitted))
            throw item.Damaged($"kind of '{name}' is '{kind}' and must be {string.Join(" or ", slot.Kind.Names)}");
        return (name, fitted);
    }

    private void Write(DocumentWriter to)
    {
        to.Text("id", _givenId);
        to.Parts("items", _items, (item, each) =>
        {
            item.Text("name", each.Key);
            item.Text("kind", each.Value.Kind);
            item.Document("document", each.Value.ToJson());
        });
        if (NotFitted.Count > 0)
            to.Words("notFitted", NotFitted);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
