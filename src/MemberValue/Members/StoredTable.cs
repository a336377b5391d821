using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>The lines of a saved table: a header, the keys, a line for each column, and the gaps where there are any.</summary>
internal sealed class StoredTable
{
    private readonly StreamReader _lines;
    private readonly Dictionary<string, MemberColumn> _known;
    private readonly ObservationWindow _window;
    private readonly int _members;
    private readonly int _recentCells;
    private readonly string[] _columns;
    private readonly bool _hasGaps;
    private long _line = 1;

    /// <summary>Reads the header.</summary>
    public StoredTable(StreamReader lines, IEnumerable<MemberColumn> known)
    {
        _lines = lines;
        _known = [];
        foreach (var key in known)
        {
            ArgumentNullException.ThrowIfNull(key, "columns");
            if (!_known.TryAdd(key.Name, key))
                throw Error.Argument($"The column {key.Name} is given twice.", "columns");
        }

        (_window, _members, _recentCells, _columns, _hasGaps, Currency) = Stored.Read(lines.ReadLine() ?? throw Stored.Damaged("it is empty"), from =>
            (from.Window(), from.Whole("members", 0), from.Whole("recentCells", 0), from.Texts("columns"), from.Flag("hasGaps"), from.TextOrNull("currency")));
    }

    /// <summary>The currency of all amounts; null where it is not known.</summary>
    public string? Currency { get; }

    public static StoredKind Stored { get; } = new("MemberTable", 1) { IsIndented = false };

    /// <exception cref="InvalidOperationException">A column has values of a type that cannot be stored.</exception>
    public static void RequireStorable(MemberColumns columns)
    {
        foreach (var key in columns.Keys)
        {
            if (key.StoredType is null)
            {
                throw Error.State($"The column {key.Name} has values of type {key.ValueType.Name}, which cannot be saved: give it by a "
                    + "key that says how, key.StoredAs(write, read).");
            }
        }
    }

    public static void WriteHeader(Stream stream, MemberColumns columns, GapHistogram? gaps, string? currency) => Stored.Write(stream, to =>
    {
        to.Window(columns.Window);
        to.Whole("members", columns.Count);
        to.Whole("recentCells", columns.RecentCells);
        to.Texts("columns", columns.Keys.Select(key => key.Name));
        to.Flag("hasGaps", gaps is not null);
        to.Text("currency", currency);
    });

    public static void Write(DocumentWriter to, ColumnValues column, int start, int count)
    {
        to.Text("name", column.Key.Name);
        to.Text("unit", column.Key.Unit);
        to.Text("howToFeed", column.Key.HowToFeed);
        to.Text("values", column.Key.StoredType);
        to.Part("note", column.Note, static (part, note) =>
        {
            part.Text("model", note.Model);
            part.Number("horizonDays", note.HorizonDays);
        });
        to.Items("data", Enumerable.Range(start, count), (json, row) => column.WriteAt(json, row));
    }

    public static void Write(DocumentWriter to, GapHistogram gaps)
    {
        to.Whole("unrecorded", gaps.Unrecorded);
        to.Parts("ordinals", Enumerable.Range(1, gaps.Ordinals), (part, ordinal) =>
        {
            part.Rows("completed", gaps.Completed(ordinal).Select(each => new double[] { each.Gap, each.Count }));
            part.Rows("open", gaps.Open(ordinal).Select(each => new double[] { each.Gap, each.Count }));
        });
    }

    /// <exception cref="FormatException">The line is missing or damaged; the message names it.</exception>
    public T ReadLine<T>(Func<DocumentReader, T> fields) => Stored.ReadLine(
        _lines.ReadLine() ?? throw Stored.Damaged(FormattableString.Invariant($"it is cut short: line {_line + 1} is missing")), ++_line, fields);

    /// <summary>Reads the columns and the gaps, checked one by one and against each other.</summary>
    public (MemberColumns Columns, GapHistogram? Gaps) ReadColumns()
    {
        var columns = new List<ColumnValues>();
        foreach (var name in _columns)
        {
            ArgumentException? wrongKey = null; // not a damage of the file
            var column = ReadLine(from =>
            {
                if (from.Text("name") != name || columns.Exists(other => other.Key.Name == name))
                    throw from.Damaged($"name is '{from.Text("name")}' and must be '{name}', once, as the first line has it");
                var (unit, howToFeed, type) = (from.Text("unit"), from.Text("howToFeed"), from.Text("values"));
                if (!StoredValue.IsType(type))
                    throw from.Damaged($"values is '{type}' and must be the word for a type of values");
                if (LogColumns.Find(name) is { } ofLog && ofLog.StoredType != type)
                    throw from.Damaged($"values is '{type}' and must be '{ofLog.StoredType}', as {name} is a column of a log");
                var note = from.PartOrNull("note", part => new ColumnNote
                {
                    Model = part.TextOrNull("model"),
                    HorizonDays = part.NumberOrNull("horizonDays", NumberRange.AboveZero),
                });
                var key = LogColumns.Find(name) ?? _known.GetValueOrDefault(name) ?? StoredValue.KeyOf(type, name, unit, howToFeed);
                if (key is null || key.StoredType != type)
                {
                    wrongKey = Error.Argument(key is null
                        ? $"The column {name} has values of a type that only its key knows: give the key in columns."
                        : $"The column {name} was saved with values of type '{type}'; the key that is given has type '{key.StoredType ?? "none"}'.",
                        "columns");
                    from.Items("data");
                    return null;
                }

                var values = key.Read(from, _window, note);
                return values.Count == _members ? values
                    : throw from.Damaged($"data has {values.Count} values and must have one per member, {_members}");
            });
            columns.Add(column ?? throw wrongKey!);
        }

        var gaps = _hasGaps ? ReadLine(ReadGaps) : null;
        if (_lines.ReadLine() is not null)
            throw Stored.Damaged(FormattableString.Invariant($"line {_line + 1}: there is more behind the last line"));
        if (!columns.Exists(column => column.Key == LogColumns.Purchases))
            throw Stored.Damaged("the column Purchases is missing");
        if (columns.Exists(column => column.Key.IsRecent) && _recentCells == 0)
            throw Stored.Damaged("recentCells is 0 and must be 1 or more, as there is a column of recent cells");
        try
        {
            return (MemberColumns.Checked(_window, _members, columns, _recentCells, ""), gaps);
        }
        catch (ArgumentException error)
        {
            throw Stored.Damaged(DocumentReader.Words(error), error);
        }
    }

    private static GapHistogram ReadGaps(DocumentReader from)
    {
        var unrecorded = from.Long("unrecorded", 0);
        var ordinals = from.Parts("ordinals", part => (Completed: Pairs(part, "completed"), Open: Pairs(part, "open")));
        if (ordinals.Length == 0)
            throw from.Damaged("ordinals must have at least one element");
        var gaps = new GapHistogram(ordinals.Length) { Unrecorded = unrecorded };
        for (var i = 0; i < ordinals.Length; i++)
        {
            foreach (var each in ordinals[i].Completed)
                gaps.AddCompleted(i + 1, each.Gap, each.Count);
            foreach (var each in ordinals[i].Open)
                gaps.AddOpen(i + 1, each.Gap, each.Count);
        }

        return gaps;
    }

    private static IEnumerable<GapCount> Pairs(DocumentReader from, string name)
    {
        var rows = from.Rows(name, NumberRange.ZeroOrMore);
        static bool IsPair(double[] row) => row.Length == 2 && row[0] <= int.MaxValue && row[1] >= 1 && Array.TrueForAll(row, double.IsInteger);
        return Array.TrueForAll(rows, IsPair)
            ? rows.Select(row => new GapCount((int)row[0], (long)row[1]))
            : throw from.Damaged($"{name} must hold pairs of a gap in cells and a count of 1 or more");
    }
}
