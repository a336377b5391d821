using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MemberValue.Common;

/// <summary>
/// One kind of JSON document: an object whose first fields are "type" and "version". Each stored type of the library has one, and writes and reads its
/// fields itself; the checks and the errors are the same for all.
/// </summary>
/// <param name="Name">The value of "type".</param>
/// <param name="Version">The version that is written; this and every earlier one is read.</param>
internal sealed record StoredKind(string Name, int Version)
{
    private const int MostWords = 200; // the parser repeats whatever follows a wrong letter

    /// <summary>Chinese stays readable, instead of escaped.</summary>
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Whether the text has line breaks; without them a document of many numbers is a third of the size.</summary>
    public bool IsIndented { get; init; } = true;

    /// <summary>Whether a value that does not exist is written as null, for readers that need every field, instead of being omitted.</summary>
    public bool WritesNulls { get; init; }

    /// <summary>The document as text.</summary>
    public string Write(Action<DocumentWriter> fields)
    {
        using var stream = new MemoryStream();
        Write(stream, fields);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the document in UTF-8; the stream stays open.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void Write(Stream stream, Action<DocumentWriter> fields)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = IsIndented, Encoder = Readable });
        var writer = new DocumentWriter(json, WritesNulls);
        json.WriteStartObject();
        writer.Text("type", Name);
        writer.Whole("version", Version);
        fields(writer);
        json.WriteEndObject();
    }

    /// <summary>Reads a document of this kind.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">It is not JSON, of another kind, of a newer version, or a field is wrong; the message says which.</exception>
    public T Read<T>(string json, Func<DocumentReader, T> fields)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(() => JsonDocument.Parse(json), fields);
    }

    /// <summary>Reads a document of this kind, from a stream that is read to its end and stays open.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">It is not JSON, of another kind, of a newer version, or a field is wrong; the message says which.</exception>
    public T Read<T>(Stream stream, Func<DocumentReader, T> fields)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(() => JsonDocument.Parse(stream), fields);
    }

    /// <summary>Writes one of the lines that follow such a document in a file: a line break, and an object without type and version.</summary>
    public void WriteLine(Stream stream, Action<DocumentWriter> fields)
    {
        stream.WriteByte((byte)'\n');
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Readable });
        json.WriteStartObject();
        fields(new DocumentWriter(json, WritesNulls));
        json.WriteEndObject();
    }

    /// <summary>Reads one of the lines that follow such a document in a file: an object without type and version.</summary>
    /// <exception cref="FormatException">It is not JSON, or a field is wrong; the message names the line.</exception>
    public T ReadLine<T>(string json, long line, Func<DocumentReader, T> fields)
    {
        FormatException OfLine(string what, Exception? inner) => Damaged(FormattableString.Invariant($"line {line}: {what}"), inner);
        using var document = Parsed(() => JsonDocument.Parse(json), OfLine);
        return DocumentReader.Read(OfLine, document.RootElement, "", fields);
    }

    public FormatException Damaged(string what, Exception? inner = null) => Error.Format($"The {Name} cannot be read: {what}.", inner);

    private T Read<T>(Func<JsonDocument> parse, Func<DocumentReader, T> fields)
    {
        using var document = Parsed(parse, Damaged);
        CheckKind(document.RootElement);
        return DocumentReader.Read(Damaged, document.RootElement, "", reader =>
        {
            reader.Text("type");
            var written = reader.Whole("version", 1);
            if (written > Version)
            {
                throw Error.Format($"The {Name} was written as version {written}; this library reads up to version {Version}.");
            }

            return fields(reader);
        });
    }

    private static JsonDocument Parsed(Func<JsonDocument> parse, Func<string, Exception?, FormatException> damaged)
    {
        try
        {
            return parse();
        }
        catch (JsonException error)
        {
            var why = error.Message.Length <= MostWords ? error.Message.TrimEnd('.')
                : FormattableString.Invariant($"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            throw damaged($"it is not JSON ({why})", error);
        }
        catch (ArgumentException error)
        {
            throw damaged("it is not JSON (it has half a character in it, as a text of UTF-16 may)", error);
        }
    }

    private void CheckKind(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Damaged($"it is not an object, and must be one with \"type\": \"{Name}\"");
        var type = root.EnumerateObject().Where(field => JsonTexts.NameOrNull(field) == "type" && field.Value.ValueKind == JsonValueKind.String)
            .Select(field => JsonTexts.ReadOrNull(field.Value)).FirstOrDefault();
        if (type != Name)
            throw Damaged(type is null ? $"it must have \"type\": \"{Name}\"" : $"it is a {type}, and must have \"type\": \"{Name}\"");
    }
}
