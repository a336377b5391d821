using System.Text.Json;

namespace MemberValue.Common;

/// <summary>
/// Writes the fields of one JSON document, in the order of the calls. Null and numbers that are not finite are omitted, or written as null where the
/// document's kind says so; in a list they are always null. Numbers keep every bit.
/// </summary>
internal sealed class DocumentWriter(Utf8JsonWriter json, bool writesNulls)
{
    private const int MostPending = 1 << 16; // bytes buffered before a flush, so that a long list does not need memory for its whole length

    public void Text(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
        else
            Nothing(name);
    }

    /// <summary>A value of an enumeration, by its name.</summary>
    public void Name<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum => json.WriteString(name, value.ToString());

    public void Flag(string name, bool value) => json.WriteBoolean(name, value);

    public void Whole(string name, long? value)
    {
        if (value is { } known)
            json.WriteNumber(name, known);
        else
            Nothing(name);
    }

    public void Number(string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
            json.WriteNumber(name, known);
        else
            Nothing(name);
    }

    public void Money(string name, decimal? value)
    {
        if (value is { } known)
            json.WriteNumber(name, known);
        else
            Nothing(name);
    }

    public void Texts(string name, IEnumerable<string> values) => Items(name, values, static (json, value) => json.WriteStringValue(value));

    public void Flags(string name, IEnumerable<bool> values) => Items(name, values, static (json, value) => json.WriteBooleanValue(value));

    public void Wholes(string name, IEnumerable<int> values) => Items(name, values, static (json, value) => json.WriteNumberValue(value));

    public void Numbers(string name, IEnumerable<double> values) => Items(name, values, WriteNumber);

    /// <summary>A list of lists of numbers.</summary>
    public void Rows(string name, IEnumerable<IEnumerable<double>> rows) => Items(name, rows, static (json, row) =>
    {
        json.WriteStartArray();
        foreach (var value in row)
            WriteNumber(json, value);
        json.WriteEndArray();
    });

    /// <summary>An object with fields of its own.</summary>
    public void Part(string name, Action<DocumentWriter> fields)
    {
        json.WriteStartObject(name);
        fields(this);
        json.WriteEndObject();
    }

    /// <summary>An object with fields of its own, where there is one.</summary>
    public void Part<T>(string name, T? value, Action<DocumentWriter, T> fields)
        where T : class
    {
        if (value is not null)
            Part(name, part => fields(part, value));
        else
            Nothing(name);
    }

    /// <summary>A list of objects.</summary>
    public void Parts<T>(string name, IEnumerable<T> values, Action<DocumentWriter, T> fields) => Items(name, values, (json, value) =>
    {
        json.WriteStartObject();
        fields(this, value);
        json.WriteEndObject();
    });

    /// <summary>A value of another form, where there is one.</summary>
    public void Value<T>(string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            Nothing(name);
            return;
        }

        json.WritePropertyName(name);
        write(json, value);
    }

    /// <summary>A whole document with its own type and version, where there is one; it keeps its own line breaks.</summary>
    public void Document(string name, string? document) => Value(name, document, static (json, text) => json.WriteRawValue(text));

    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }

    /// <summary>A list of values of another form.</summary>
    public void Items<T>(string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(json, value);
            if (json.BytesPending > MostPending)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private void Nothing(string name)
    {
        if (writesNulls)
            json.WriteNull(name);
    }
}
