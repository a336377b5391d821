using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>How code that reads columns of any type sees the values of a column.</summary>
internal enum ColumnKind
{
    /// <summary>Of a type that only its own key can read.</summary>
    Other = 0,

    Number = 1,

    /// <summary>True or false: the number 1 or 0.</summary>
    Flag = 2,

    /// <summary>A date: as a number, its <see cref="DateOnly.DayNumber"/>.</summary>
    Date = 3,

    /// <summary>A text, or a value of an enumeration by its name.</summary>
    Text = 4,
}

/// <summary>Values of one type as numbers and texts; a null is missing.</summary>
internal static class ColumnReading<T>
{
    private static readonly (T Value, string Name)[] Names = NamesOf();

    public static ColumnKind Kind { get; } = ColumnReading.KindOf(typeof(T));

    /// <summary>The value as a number, NaN where it is missing or not of that kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Number(T value)
    {
        if (typeof(T) == typeof(double))
            return Unsafe.As<T, double>(ref value);
        if (typeof(T) == typeof(int))
            return Unsafe.As<T, int>(ref value);
        if (typeof(T) == typeof(bool))
            return Unsafe.As<T, bool>(ref value) ? 1 : 0;
        return value is null ? double.NaN : OfKnown(value);
    }

    /// <summary>The value as a text, null where it is missing or not of that kind. Allocates nothing for a text, a flag or a named value.</summary>
    public static string? Text(T value)
    {
        if (value is null)
            return null;
        if (typeof(T) == typeof(string))
            return Unsafe.As<T, string>(ref value);
        if (typeof(T) == typeof(bool))
            return Unsafe.As<T, bool>(ref value) ? "true" : "false";
        if (typeof(T) == typeof(bool?))
            return Unsafe.As<T, bool?>(ref value) == true ? "true" : "false";
        foreach (var (known, name) in Names)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
                return name;
        }

        return Kind == ColumnKind.Text ? ((object)value).ToString() : null; // an enumeration's value without a name, or flags together
    }

    /// <summary>The first of some texts that is not a value of the type; null when all can be.</summary>
    public static string? FirstUnknown(string[] texts)
    {
        foreach (var text in texts)
        {
            var isKnown = Kind switch
            {
                ColumnKind.Flag => text is "true" or "false",
                ColumnKind.Text => Names.Length == 0 || IsName(text),
                _ => false,
            };
            if (!isKnown)
                return text;
        }

        return null;
    }

    private static bool IsName(string text)
    {
        foreach (var (_, name) in Names)
        {
            if (name == text)
                return true;
        }

        return false;
    }

    private static double OfKnown(T value)
    {
        if (typeof(T) == typeof(double?))
            return Unsafe.As<T, double?>(ref value)!.Value;
        if (typeof(T) == typeof(int?))
            return Unsafe.As<T, int?>(ref value)!.Value;
        if (typeof(T) == typeof(bool?))
            return Unsafe.As<T, bool?>(ref value)!.Value ? 1 : 0;
        if (typeof(T) == typeof(DateOnly))
            return Unsafe.As<T, DateOnly>(ref value).DayNumber;
        if (typeof(T) == typeof(DateOnly?))
            return Unsafe.As<T, DateOnly?>(ref value)!.Value.DayNumber;
        return (object?)value switch // rarer types: one box per value
        {
            long number => number,
            decimal number => (double)number,
            float number => number,
            short number => number,
            byte number => number,
            DateTime time => DateOnly.FromDateTime(time).DayNumber,
            _ => double.NaN,
        };
    }

    private static (T Value, string Name)[] NamesOf()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!type.IsEnum)
            return [];
        var names = new List<(T, string)>();
        foreach (var number in Enum.GetValuesAsUnderlyingType(type))
        {
            var value = Enum.ToObject(type, number);
            names.Add(((T)value, value.ToString()!));
        }

        return [.. names];
    }
}

/// <summary>The kind of the values of a type.</summary>
internal static class ColumnReading
{
    /// <summary>The kind of the values of a key: a type of the host's whose key gives it a text form is read as that text.</summary>
    public static ColumnKind KindOf(MemberColumn key) => KindOf(key.ValueType) is var kind and not ColumnKind.Other ? kind
        : key.StoredType == StoredValue.OwnType ? ColumnKind.Text : ColumnKind.Other;

    public static ColumnKind KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum || type == typeof(string))
            return ColumnKind.Text;
        if (type == typeof(bool))
            return ColumnKind.Flag;
        if (type == typeof(DateOnly) || type == typeof(DateTime))
            return ColumnKind.Date;
        return type == typeof(double) || type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(float)
            || type == typeof(short) || type == typeof(byte)
                ? ColumnKind.Number
                : ColumnKind.Other;
    }
}

/// <summary>The places of texts in a list of them, by plain loops: code that is generic over a type of references is several times slower.</summary>
internal static class TextPlaces
{
    public static void Of(ReadOnlySpan<string?> values, string[] texts, Span<double> destination)
    {
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i] is { } text ? Of(text, texts) : double.NaN;
    }

    /// <summary>As Array.IndexOf, and faster where texts differ in their length or last letter.</summary>
    public static int Of(string text, string[] texts)
    {
        for (var place = 0; place < texts.Length; place++)
        {
            var other = texts[place];
            if (text.Length == other.Length && (text.Length == 0 || (text[^1] == other[^1] && text.AsSpan().SequenceEqual(other))))
                return place;
        }

        return -1;
    }
}
