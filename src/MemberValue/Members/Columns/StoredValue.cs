using System.Globalization;
using System.Text.Json;

namespace MemberValue.Members;

/// <summary>Values of columns in stored documents: which types there are, and how each is written and read. Null is missing.</summary>
internal static class StoredValue
{
    /// <summary>The type of values that have a text form by their key.</summary>
    public const string OwnType = "own";

    /// <summary>Reads an amount that may be missing.</summary>
    public static readonly MemberColumn<decimal?> Amount = new("amount");

    private const string NameType = "name";

    private const string Day = "yyyy-MM-dd";

    /// <summary>The word for a type, with a question mark where null is a value of it; null for a type that cannot be stored.</summary>
    public static string? TypeOf(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var word = (inner ?? type) switch
        {
            { IsEnum: true } => NameType,
            var known when known == typeof(int) => "int",
            var known when known == typeof(double) => "double",
            var known when known == typeof(decimal) => "decimal",
            var known when known == typeof(bool) => "bool",
            var known when known == typeof(string) => "text",
            var known when known == typeof(DateOnly) => "date",
            var known when known == typeof(DateTime) => "time",
            var known when known == typeof(long) => "long",
            var known when known == typeof(float) => "float",
            var known when known == typeof(short) => "short",
            var known when known == typeof(byte) => "byte",
            _ => null,
        };
        return inner is null || word is null ? word : word + "?";
    }

    /// <summary>A key for values of a stored type; null for the types that only the host knows: enumerations and its own.</summary>
    public static MemberColumn? KeyOf(string type, string name, string unit, string howToFeed) => type switch
    {
        "int" => new MemberColumn<int>(name, unit, howToFeed),
        "int?" => new MemberColumn<int?>(name, unit, howToFeed),
        "double" => new MemberColumn<double>(name, unit, howToFeed),
        "double?" => new MemberColumn<double?>(name, unit, howToFeed),
        "decimal" => new MemberColumn<decimal>(name, unit, howToFeed),
        "decimal?" => new MemberColumn<decimal?>(name, unit, howToFeed),
        "bool" => new MemberColumn<bool>(name, unit, howToFeed),
        "bool?" => new MemberColumn<bool?>(name, unit, howToFeed),
        "text" => new MemberColumn<string>(name, unit, howToFeed),
        "date" => new MemberColumn<DateOnly>(name, unit, howToFeed),
        "date?" => new MemberColumn<DateOnly?>(name, unit, howToFeed),
        "time" => new MemberColumn<DateTime>(name, unit, howToFeed),
        "time?" => new MemberColumn<DateTime?>(name, unit, howToFeed),
        "long" => new MemberColumn<long>(name, unit, howToFeed),
        "long?" => new MemberColumn<long?>(name, unit, howToFeed),
        "float" => new MemberColumn<float>(name, unit, howToFeed),
        "float?" => new MemberColumn<float?>(name, unit, howToFeed),
        "short" => new MemberColumn<short>(name, unit, howToFeed),
        "short?" => new MemberColumn<short?>(name, unit, howToFeed),
        "byte" => new MemberColumn<byte>(name, unit, howToFeed),
        "byte?" => new MemberColumn<byte?>(name, unit, howToFeed),
        _ => null,
    };

    /// <summary>What a value must be, as the end of a sentence.</summary>
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
                json.WriteNumberValue(ExactMoney.Trimmed(amount));
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
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary>Reads a value; false when it is none of the key's type.</summary>
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
            var given = key.Form is { } form ? json.ValueKind == JsonValueKind.String ? form.Read(json.GetString()!) : null
                : Read(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), json);
            if (given is not T known)
                return false;
            value = known;
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return false; // what a text form of the host's says of a text that is none
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
        JsonValueKind.String => Read(type, json.GetString()!),
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
}
