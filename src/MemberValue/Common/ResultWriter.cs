using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MemberValue.Common;

/// <summary>
/// Writes results as JSON: a number that is not finite as null, since JSON has no word for it, amounts of money without trailing zeros, days as dates. Names of
/// properties and values of the host's own types follow the host's options.
/// </summary>
internal readonly struct ResultWriter(Utf8JsonWriter json, JsonSerializerOptions options)
{
    public void Object<T>(T value, Action<ResultWriter, T> properties)
    {
        json.WriteStartObject();
        properties(this, value);
        json.WriteEndObject();
    }

    public void List<T>(IEnumerable<T> values) => List(values, static (to, value) => to.Value(value));

    public void List<T>(IEnumerable<T> values, Action<ResultWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var value in values)
            write(this, value);
        json.WriteEndArray();
    }

    public void Property<T>(string name, T value)
    {
        Name(name);
        Value(value);
    }

    public void Items<T>(string name, IEnumerable<T> values)
    {
        Name(name);
        List(values);
    }

    public void Items<T>(string name, IEnumerable<T> values, Action<ResultWriter, T> write)
    {
        Name(name);
        List(values, write);
    }

    public void Name(string name) => json.WritePropertyName(options.PropertyNamingPolicy?.ConvertName(name) ?? name);

    public void Value<T>(T value)
    {
        if (value is null)
            json.WriteNullValue();
        else if (value is IWritesJson own)
            own.WriteJson(this);
        else if (value is string text && !JsonTexts.IsUnicode(text))
            JsonTexts.Write(json, text);
        else if (value is double or decimal or float || !options.TryGetTypeInfo(typeof(T), out var type))
            Plain(value);
        else
            JsonSerializer.Serialize(json, value, (JsonTypeInfo<T>)type);
    }

    /// <summary>A document that is kept and read again, as it is.</summary>
    public void Document(string document) => json.WriteRawValue(document);

    /// <summary>A value of a column: of the types that documents have, the others as text.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "The words of JSON.")]
    public void Plain(object? value)
    {
        switch (value)
        {
            case null or float.NaN or double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity or float.NegativeInfinity:
                json.WriteNullValue();
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case decimal amount:
                json.WriteNumberValue(Trimmed(amount));
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateTime time:
                Time(time, isDay: time is { TimeOfDay.Ticks: 0, Kind: DateTimeKind.Unspecified });
                break;
            case IWritesJson own:
                own.WriteJson(this);
                break;
            default:
                JsonTexts.Write(json, ErrorText.Of(value));
                break;
        }
    }

    /// <summary>A time of the shop's clock, or of UTC with a Z.</summary>
    public void Time(DateTime time, bool isDay) =>
        json.WriteStringValue(time.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));

    /// <summary>The same amount without trailing zeros.</summary>
    public static decimal Trimmed(decimal amount) => amount / 1.0000000000000000000000000000m; // division strips them
}
