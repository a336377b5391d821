using System.Text.Json;

namespace MemberValue.Common;

/// <summary>
/// Reads the fields of one JSON object, in any order. A field that is missing, of the wrong type or out of range is an error that names it, and so is a
/// field that is not read. Null is the same as missing. The error of a missing field names one that is written almost the same.
/// </summary>
internal sealed class DocumentReader
{
    /// <summary>Reads a value; false where it is not one.</summary>
    public delegate bool TryRead<T>(JsonElement json, out T value);

    private const int MostShown = 40;

    private readonly Func<string, Exception?, FormatException> _damaged;
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<string> _fields;
    private readonly List<string> _read = [];

    private DocumentReader(Func<string, Exception?, FormatException> damaged, JsonElement element, string path) =>
        (_damaged, _element, _path, _fields) = (damaged, element, path, FieldsOf(element, what => damaged($"{path}{what}", null)));

    /// <summary>Reads an object and checks that every field of it was read.</summary>
    /// <param name="damaged">Creates the error from a sentence.</param>
    /// <param name="element">The object.</param>
    /// <param name="path">Its path, such as <c>limits[2].</c>; empty for the document itself.</param>
    /// <param name="fields">Reads the fields. An argument exception in it, of a constructor that checks, means that the document is damaged.</param>
    public static T Read<T>(Func<string, Exception?, FormatException> damaged, JsonElement element, string path, Func<DocumentReader, T> fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw damaged($"{(path.Length == 0 ? "it" : path.TrimEnd('.'))} is {Shown(element)} and must be an object", null);
        var reader = new DocumentReader(damaged, element, path);
        T value;
        try
        {
            value = fields(reader);
        }
        catch (ArgumentException error)
        {
            throw damaged((path.Length == 0 ? "" : $"{path.TrimEnd('.')}: ") + Words(error), error);
        }

        reader.CheckAllRead();
        return value;
    }

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name);

    public string? TextOrNull(string name) =>
        Find(name) is { } value ? Text(name, value) : null;

    /// <summary>A value of an enumeration, by its name exactly as written.</summary>
    public TEnum Name<TEnum>(string name)
        where TEnum : struct, Enum => NameOrNull<TEnum>(name) ?? throw Missing(name);

    public TEnum? NameOrNull<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (TextOrNull(name) is not { } text)
            return null;
        return Array.IndexOf(Enum.GetNames<TEnum>(), text) is >= 0 and var index
            ? Enum.GetValues<TEnum>()[index]
            : throw Damaged($"{name} is '{text}' and must be one of {string.Join(", ", Enum.GetNames<TEnum>())}");
    }

    public bool Flag(string name) => Find(name) is not { } value ? throw Missing(name) : Flag(name, value);

    /// <summary>A whole number of at least <paramref name="least"/> and at most <paramref name="most"/>.</summary>
    public int Whole(string name, int least = int.MinValue, int most = int.MaxValue) => WholeOrNull(name, least, most) ?? throw Missing(name);

    public int? WholeOrNull(string name, int least = int.MinValue, int most = int.MaxValue) => (int?)LongOrNull(name, least, most);

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public long Long(string name, long least = long.MinValue) => LongOrNull(name, least, long.MaxValue) ?? throw Missing(name);

    public double Number(string name, NumberRange? range = null) => NumberOrNull(name, range) ?? throw Missing(name);

    public double? NumberOrNull(string name, NumberRange? range = null) => Find(name) is { } value ? Number(name, value, range ?? NumberRange.Finite) : null;

    /// <summary>A number, or NaN where it is missing.</summary>
    public double NumberOrNaN(string name, NumberRange? range = null) => NumberOrNull(name, range) ?? double.NaN;

    public decimal Money(string name) => MoneyOrNull(name) ?? throw Missing(name);

    public decimal? MoneyOrNull(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var money) ? money : throw Wrong(name, value, "an amount of money");

    public string[] Texts(string name) => TextsOrNull(name) ?? throw Missing(name);

    public string[]? TextsOrNull(string name) =>
        ListOrNull(name, Text);

    public bool[] Flags(string name) => ListOrNull(name, Flag) ?? throw Missing(name);

    public int[] Wholes(string name, int least = int.MinValue, int most = int.MaxValue) => WholesOrNull(name, least, most) ?? throw Missing(name);

    public int[]? WholesOrNull(string name, int least = int.MinValue, int most = int.MaxValue) =>
        ListOrNull(name, (place, item) => (int)Whole(place, item, least, most));

    public double[] Numbers(string name, NumberRange? range = null) => NumbersOrNull(name, range) ?? throw Missing(name);

    public double[]? NumbersOrNull(string name, NumberRange? range = null) =>
        ListOrNull(name, (place, item) => Number(place, item, range ?? NumberRange.Finite));

    /// <summary>Numbers that may not exist: NaN where the list has null.</summary>
    public double[] NumbersOrNaN(string name, NumberRange? range = null) =>
        ListOrNull(name, (place, item) => NumberOrNaN(place, item, range)) ?? throw Missing(name);

    /// <summary>A list of lists of numbers.</summary>
    public double[][] Rows(string name, NumberRange? range = null) =>
        ListOrNull(name, (place, row) => List(place, row, (at, item) => Number(at, item, range ?? NumberRange.Finite))) ?? throw Missing(name);

    /// <summary>A list of lists of numbers that may not exist.</summary>
    public double[][] RowsOrNaN(string name) =>
        ListOrNull(name, (place, row) => List(place, row, (at, item) => NumberOrNaN(at, item, null))) ?? throw Missing(name);

    /// <summary>An object with fields of its own.</summary>
    public T Part<T>(string name, Func<DocumentReader, T> fields) =>
        Find(name) is { } value ? Read(_damaged, value, $"{_path}{name}.", fields) : throw Missing(name);

    public T? PartOrNull<T>(string name, Func<DocumentReader, T> fields)
        where T : class => Find(name) is { } value ? Read(_damaged, value, $"{_path}{name}.", fields) : null;

    /// <summary>A list of objects.</summary>
    public T[] Parts<T>(string name, Func<DocumentReader, T> fields) => PartsOrNull(name, fields) ?? throw Missing(name);

    public T[]? PartsOrNull<T>(string name, Func<DocumentReader, T> fields) =>
        ListOrNull(name, (place, item) => Read(_damaged, item, $"{_path}{place}.", fields));

    /// <summary>A list of values of another form.</summary>
    /// <param name="name">The field.</param>
    /// <param name="read">Reads one; its format exceptions say what is wrong.</param>
    public T[] List<T>(string name, Func<JsonElement, T> read) => ListOrNull(name, (place, item) =>
    {
        try
        {
            return read(item);
        }
        catch (FormatException error)
        {
            throw Damaged($"{place.ToString()}: {error.Message.TrimEnd('.')}", error);
        }
    }) ?? throw Missing(name);

    /// <summary>The elements of a list of values of any form; none where it is missing.</summary>
    public JsonElement[] Items(string name) => ListOrNull(name, static (_, item) => item) ?? [];

    /// <summary>A list of values of another form.</summary>
    /// <param name="name">The field.</param>
    /// <param name="allowed">What each must be, in words.</param>
    /// <param name="read">Reads one.</param>
    public T[] Items<T>(string name, string allowed, TryRead<T> read) =>
        ListOrNull(name, (place, item) => read(item, out var value) ? value : throw Wrong(place, item, allowed)) ?? throw Missing(name);

    /// <summary>The JSON of a value of another form.</summary>
    public JsonElement? JsonOrNull(string name) => Find(name);

    /// <summary>A whole document with its own type and version, which its own type reads; null where it is missing.</summary>
    public T? DocumentOrNull<T>(string name, Func<string, T> read)
        where T : class => Find(name) is { } value ? read(value.GetRawText()) : null;

    /// <summary>An error of this object: what is wrong, beginning with the name of the field.</summary>
    public FormatException Damaged(ErrorText what, Exception? inner = null) => _damaged($"{_path}{what.ToString()}", inner);

    private static string Shown(JsonElement value) => Shown(value.GetRawText());

    private static string Shown(string text) => text.Length <= MostShown ? text : $"{text[..MostShown]}...";

    /// <summary>The sentence of an argument exception, without the name of a parameter that the document does not have.</summary>
    public static string Words(ArgumentException error)
    {
        var sentence = error.Message.AsSpan();
        if (error.ParamName is { } parameter && sentence.IndexOf($" (Parameter '{parameter}')") is >= 0 and var end)
            sentence = sentence[..end];
        return sentence.TrimEnd('.').ToString();
    }

    private static string Words(long least, long most) => (least, most) switch
    {
        ( <= int.MinValue, >= int.MaxValue) => "a whole number",
        (_, >= int.MaxValue) => FormattableString.Invariant($"a whole number of {least} or more"),
        _ => FormattableString.Invariant($"a whole number from {least} to {most}"),
    };

    private string Text(Place place, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(place, value, "a text");
        return JsonTexts.ReadOrNull(value) ?? throw Wrong(place, value, "a text without half characters");
    }

    private bool Flag(Place place, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(place, value, "true or false"),
    };

    private long Whole(Place place, JsonElement value, long least, long most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) && whole >= least && whole <= most
            ? whole
            : throw Wrong(place, value, Words(least, most));

    private double Number(Place place, JsonElement value, NumberRange range) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && range.Holds(number)
            ? number
            : throw Wrong(place, value, range.Words);

    private double NumberOrNaN(Place place, JsonElement value, NumberRange? range) =>
        value.ValueKind == JsonValueKind.Null ? double.NaN : Number(place, value, range ?? NumberRange.Finite);

    private long? LongOrNull(string name, long least, long most) => Find(name) is { } value ? Whole(name, value, least, most) : null;

    private T[]? ListOrNull<T>(string name, Func<Place, JsonElement, T> item) => Find(name) is { } value ? List(name, value, item) : null;

    private T[] List<T>(Place place, JsonElement value, Func<Place, JsonElement, T> item)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Wrong(place, value, "a list");
        var (items, i, name) = (new T[value.GetArrayLength()], 0, place.ToString());
        foreach (var each in value.EnumerateArray())
        {
            items[i] = item(new Place(name, i), each);
            i++;
        }

        return items;
    }

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private FormatException Missing(string name)
    {
        var fields = _fields.Where(field => !_read.Contains(field)).ToList();
        if (fields.Find(field => string.Equals(field, name, StringComparison.OrdinalIgnoreCase)) is { } written)
            return Damaged($"{name} is missing; it is written '{written}' here");
        var near = NearName.Of(name, fields);
        return Damaged(near is null ? $"{name} is missing" : $"{name} is missing; '{near}', which is here, may be meant for it");
    }

    private FormatException Wrong(Place place, JsonElement value, string allowed) => Damaged($"{place} is {Shown(value)} and must be {allowed}");

    private void CheckAllRead()
    {
        if (_fields.Find(field => !_read.Contains(field)) is { } unknown)
            throw Damaged($"{unknown} is not a field of it");
    }

    /// <summary>The names of the fields, each of which stands once.</summary>
    private static List<string> FieldsOf(JsonElement element, Func<string, FormatException> damaged)
    {
        var (names, seen) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var field in element.EnumerateObject())
        {
            var name = JsonTexts.NameOrNull(field) ?? throw damaged($"a field has half a character in its name: {Shown(field.ToString())}");
            if (!seen.Add(name))
                throw damaged($"{name} is given twice");
            names.Add(name);
        }

        return names;
    }

    /// <summary>A field, or an item of a list; converted to text only where needed.</summary>
    private readonly record struct Place(string Name, int Item = -1)
    {
        public static implicit operator Place(string name) => new(name);

        public override string ToString() => Item < 0 ? Name : FormattableString.Invariant($"{Name}[{Item}]");
    }
}
