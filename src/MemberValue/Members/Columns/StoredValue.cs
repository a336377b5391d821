using System.Globalization;
using System.Text.Json;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Values of columns in stored documents: which types there are, and how each is written and read. Null is missing.</summary>
internal static class StoredValue
{
    // The types that need no key of the host's.
    private static readonly StoredType[] Types =
    [
        .. Both<int>("int"), .. Both<double>("double"), .. Both<decimal>("decimal"), .. Both<bool>("bool"), .. Both<DateOnly>("date"),
        .. Both<DateTime>("time"), .. Both<long>("long"), .. Both<float>("float"), .. Both<short>("short"), .. Both<byte>("byte"),
        new("text", typeof(string), static (name, unit, howToFeed) => new MemberColumn<string>(name, unit, howToFeed)),
    ];

    /// <summary>The type of values that have a text form by their key.</summary>
    public const string OwnType = "own";

    /// <summary>Reads an amount that may be missing.</summary>
    public static readonly MemberColumn<decimal?> Amount = new("amount");

    private const string NameType = "name";

    private const string Day = "yyyy-MM-dd";

    /// <summary>The word for a type, with a question mark where null is a value of it; null for a type that cannot be stored.</summary>
    public static string? TypeOf(Type type) => Nullable.GetUnderlyingType(type) is { IsEnum: true } ? NameType + "?"
        : type.IsEnum ? NameType
        : Array.Find(Types, known => known.Type == type)?.Word;

    /// <summary>Whether a text is the word for a type of values.</summary>
    public static bool IsType(string word) => word is OwnType or NameType or NameType + "?" || Array.Exists(Types, known => known.Word == word);

    /// <summary>A key for values of a stored type; null for the types that only the host knows: enumerations and its own.</summary>
    public static MemberColumn? KeyOf(string type, string name, string unit, string howToFeed) =>
        Array.Find(Types, known => known.Word == type)?.Key(name, unit, howToFeed);

    /// <summary>What a value must be, to end a sentence with.</summary>
    public static string WordsOf(Type type, string stored) => stored.TrimEnd('?') switch
    {
        NameType => $"one of {string.Join(", ", Enum.GetNames(Nullable.GetUnderlyingType(type) ?? type))}",
        OwnType => $"the text of a {(Nullable.GetUnderlyingType(type) ?? type).Name}",
        "text" => "a text",
        "bool" => "true or false",
        "date" => $"a date such as 2024-05-31",
        "time" => "a time such as 2024-05-31T12:00:00",
        "double" or "float" => "a number",
        "decimal" => "an amount of money",
        var whole => $"a whole number of type {whole}",
    };

    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or float.NaN or double.NaN:
                json.WriteNullValue();
                break;
            case double number when !double.IsFinite(number):
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case float number when !float.IsFinite(number):
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case decimal amount:
                json.WriteNumberValue(ResultWriter.Trimmed(amount));
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString(Day, CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            default: // texts, and enumerations by name
                JsonTexts.Write(json, value.ToString()!);
                break;
        }
    }

    /// <summary>Reads a value; false when it is not one of the key's type.</summary>
    public static bool TryRead<T>(MemberColumn<T> key, JsonElement json, out T? value)
    {
        value = default;
        if (json.ValueKind == JsonValueKind.Null)
        {
            if (key.IsCell || typeof(T) == typeof(double) || typeof(T) == typeof(float))
                value = (T)(key.IsCell ? MemberColumns.NoCell : typeof(T) == typeof(double) ? double.NaN : (object)float.NaN);
            return value is not null ? key.MayBeMissing : default(T) is null;
        }

        try
        {
            var given = key.Form is { } form
                ? JsonTexts.ReadOrNull(json) is { } written ? form.Read(written) : null
                : Read(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), json);
            if (given is not T known)
                return false;
            value = known;
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return false; // thrown by the host's text form for a text that is not a value
        }
    }

    private static object? Read(Type type, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False when type == typeof(bool) => json.GetBoolean(),
        JsonValueKind.Number when type == typeof(int) => json.TryGetInt32(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(double) => json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
        JsonValueKind.Number when type == typeof(decimal) => json.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(long) => json.TryGetInt64(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(float) => json.TryGetSingle(out var number) && float.IsFinite(number) ? number : null,
        JsonValueKind.Number when type == typeof(short) => json.TryGetInt16(out var number) ? number : null,
        JsonValueKind.Number when type == typeof(byte) => json.TryGetByte(out var number) ? number : null,
        JsonValueKind.Array when type == typeof(string) => JsonTexts.ReadOrNull(json),
        JsonValueKind.String => JsonTexts.ReadOrNull(json) is { } text ? Read(type, text) : null,
        _ => null,
    };

    private static object? Read(Type type, string text)
    {
        if (type == typeof(string))
            return text;
        if (type.IsEnum)
            return Enum.TryParse(type, text, out var name) && name!.ToString() == text ? name : null;
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (type == typeof(DateTime))
            return DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
        var infinite = text switch { "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => double.NaN };
        if (double.IsNaN(infinite))
            return null;
        return type == typeof(double) ? infinite : type == typeof(float) ? (float)infinite : null;
    }

    private static StoredType[] Both<T>(string word)
        where T : struct =>
    [
        new(word, typeof(T), static (name, unit, howToFeed) => new MemberColumn<T>(name, unit, howToFeed)),
        new(word + "?", typeof(T?), static (name, unit, howToFeed) => new MemberColumn<T?>(name, unit, howToFeed)),
    ];

    private sealed record StoredType(string Word, Type Type, Func<string, string, string, MemberColumn> Key);
}
