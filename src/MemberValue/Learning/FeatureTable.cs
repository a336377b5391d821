using System.Collections.ObjectModel;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// The input of a learner: named columns of numbers, one element per row (a member at one date). NaN stands for a missing value. Immutable and thread-safe.
/// </summary>
public sealed class FeatureTable
{
    private readonly string[] _names;
    private readonly double[][] _columns;
    private readonly ObservationWindow? _window;
    private readonly int? _members;

    private FeatureTable(string[] names, double[][] columns, int count, LabelDefinition? label, ObservationWindow? window = null, int? members = null)
    {
        (_names, _columns, Count) = (names, columns, count);
        (Label, _window, _members) = (label, window, members);
    }

    /// <summary>The names of the columns, without duplicates.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly(_names);

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>
    /// The meaning of the rows' labels, or of the label to predict; null where not known. What is fitted to the table keeps it in its origin.
    /// </summary>
    public LabelDefinition? Label { get; }

    /// <summary>How a host's own columns became features of this table; what is fitted to it keeps them.</summary>
    public IReadOnlyList<ColumnEncoding> Encodings { get; private init; } = [];

    /// <summary>By column of texts or enumeration values: the number of rows with a level that the fit did not see or did not keep; only columns with such
    /// rows.</summary>
    public IReadOnlyDictionary<string, int> UnseenLevels { get; private init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Creates a table of arrays.</summary>
    /// <param name="names">One name per column, not empty, without duplicates.</param>
    /// <param name="columns">The columns, all of one length; kept, not copied: do not write to them afterwards. NaN is a missing value.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentNullException">An argument or a column is null.</exception>
    /// <exception cref="ArgumentException">No column, not one name per column, an empty name or one that is given twice, columns of different lengths, or an
    /// infinite value: the message names the column and the row.</exception>
    public static FeatureTable FromColumns(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || names.Count != columns.Count)
            throw Error.Argument($"There are {names.Count} names for {columns.Count} columns; at least one column, and one name each.", nameof(names));
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var j = 0; j < columns.Count; j++)
        {
            if (string.IsNullOrWhiteSpace(names[j]) || !known.Add(names[j]))
                throw Error.Argument($"The name of column {j} is '{names[j]}'; it must not be empty or given twice.", nameof(names));
            ArgumentNullException.ThrowIfNull(columns[j], nameof(columns));
            if (columns[j].Length != columns[0].Length)
                throw Error.Argument($"The column '{names[j]}' has {columns[j].Length} rows, '{names[0]}' has {columns[0].Length}.", nameof(columns));
            var infinite = Array.FindIndex(columns[j], double.IsInfinity);
            if (infinite >= 0)
                throw Error.Argument(
                    $"Row {infinite} of '{names[j]}' is {columns[j][infinite]}; it must be finite, or NaN for a missing value.", nameof(columns));
        }

        return new FeatureTable([.. names], [.. columns], columns[0].Length, label: null);
    }

    /// <summary>Creates a table of measures and columns of members.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="names">What to read: names of <see cref="Measures"/>, or of columns that hold numbers, flags, dates or cells; no name twice.</param>
    /// <returns>One row per member in the order of the columns, 8 bytes per value. NaN where a member has no value, or an infinite one.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No name, an empty name or one that is given twice, or a column of texts.</exception>
    /// <exception cref="InvalidOperationException">A column was not fed; the message says how to feed it.</exception>
    public static FeatureTable From(MemberColumns columns, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(names);
        var values = new double[names.Count][];
        for (var j = 0; j < values.Length; j++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(names[j], nameof(names));
            MeasureReader.Require(columns, names[j]);
            values[j] = new double[columns.Count];
            var read = MeasureReader.Read(columns, names[j], 0, values[j]);
            for (var i = 0; i < read.Length; i++)
                values[j][i] = double.IsInfinity(read[i]) ? double.NaN : read[i];
        }

        var table = FromColumns(names, values);
        return new FeatureTable(table._names, values, columns.Count, label: null, columns.Window, columns.Count);
    }

    /// <summary>The same columns with the meaning of their labels.</summary>
    /// <param name="label">The meaning; null for none.</param>
    /// <returns>The table; it shares the columns.</returns>
    public FeatureTable WithLabel(LabelDefinition? label) =>
        new(_names, _columns, Count, label, _window, _members) { Encodings = Encodings, UnseenLevels = UnseenLevels };

    /// <summary>One column.</summary>
    /// <param name="index">The column's index in <see cref="Names"/>, from 0.</param>
    /// <returns>Its values, NaN where one is missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<double> Column(int index) => (uint)index < (uint)_columns.Length
        ? _columns[index]
        : throw Error.OutOfRange(nameof(index), $"The column is {index} and must be 0 to {_columns.Length - 1}.");

    /// <summary>One column by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Its values, NaN where one is missing.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ReadOnlySpan<double> Column(string name) => _columns[PlaceOf(name, nameof(name))];

    /// <summary>Some of the columns as a table.</summary>
    /// <param name="names">Names of columns, at least one, without duplicates.</param>
    /// <returns>The table, in the order of the names; it shares the columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="names"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column, no name, or one that is given twice.</exception>
    public FeatureTable Columns(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var chosen = FromColumns(names, names.Select(name => _columns[PlaceOf(name, nameof(names))]).ToArray());
        var made = Encodings.Where(each => each.FeatureNames.Any(chosen._names.Contains)).ToList().AsReadOnly();
        return new FeatureTable(chosen._names, chosen._columns, Count, Label, _window, _members) { Encodings = made, UnseenLevels = UnseenLevels };
    }

    /// <summary>Some of the rows as a table.</summary>
    /// <param name="rows">Rows from 0, in any order; one may occur twice.</param>
    /// <returns>The table; a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public FeatureTable Rows(ReadOnlySpan<int> rows)
    {
        var columns = new double[_columns.Length][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                if ((uint)rows[i] >= (uint)Count)
                    throw Error.OutOfRange(nameof(rows), $"The row is {rows[i]} and must be 0 to {Count - 1}.");
                columns[j][i] = _columns[j][rows[i]];
            }
        }

        return new FeatureTable(_names, columns, rows.Length, Label) { Encodings = Encodings };
    }

    internal double[][] Arrays => _columns;

    private int PlaceOf(string name, string parameter) => Array.IndexOf(_names, name) is >= 0 and var place
        ? place
        : throw Error.Argument($"There is no column '{name}'; there are: {string.Join(", ", _names)}.", parameter);

    /// <summary>The same rows with their label, window and number of members, for the origin of what is fitted to them.</summary>
    internal FeatureTable From(LabelDefinition label, ObservationWindow window, int members) =>
        new(_names, _columns, Count, label, window, members) { Encodings = Encodings, UnseenLevels = UnseenLevels };

    /// <summary>The same columns with the encodings that made some of them.</summary>
    internal FeatureTable Made(IEnumerable<ColumnEncoding> encodings, Dictionary<string, int> unseen) => new(_names, _columns, Count, Label, _window, _members)
    {
        Encodings = encodings.Where(each => each.FeatureNames.Any(_names.Contains)).ToList().AsReadOnly(),
        UnseenLevels = unseen.AsReadOnly(),
    };

    /// <summary>What a learner that was fitted to the rows says about its origin.</summary>
    internal FitOrigin Origin(ReadOnlyMemory<bool> labels, ReadOnlyMemory<double> weights, int used, string options, CancellationToken cancellationToken)
    {
        var fingerprint = default(Fingerprint);
        foreach (var name in _names)
            fingerprint.Add(name);
        fingerprint.AddRows(_columns, labels, weights, cancellationToken);
        return new FitOrigin
        {
            Window = _window,
            Members = used == Count ? _members ?? used : used,
            Rows = used,
            HorizonDays = Label?.HorizonDays,
            Label = Label?.Text,
            Fingerprint = fingerprint.ToString(),
            Options = options,
        };
    }

    /// <summary>What a fit to some of the columns says about its origin: the rows that it used, column by column.</summary>
    internal FitOrigin Origin(
        IReadOnlyList<string> names, IReadOnlyList<double[]> used, int rows, double members, string options, CancellationToken cancellationToken)
    {
        var fingerprint = default(Fingerprint);
        foreach (var name in names)
            fingerprint.Add(name);
        fingerprint.AddRows(used, rows, cancellationToken);
        return new FitOrigin { Window = _window, Members = members, Rows = rows, Fingerprint = fingerprint.ToString(), Options = options };
    }

    /// <summary>Refuses a table with other columns, or with another label, than a model was fitted to.</summary>
    internal void RequireSame(string[] names, FitOrigin origin, string parameter)
    {
        LabelDefinition.Require(origin.Label, origin.HorizonDays, Label, parameter);
        if (!_names.SequenceEqual(names, StringComparer.Ordinal))
            throw Error.Argument(
                $"The columns are {string.Join(", ", _names)}; the model was fitted to {string.Join(", ", names)}, in this order.", parameter);
    }

    /// <summary>Rows, columns and label in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} rows: {string.Join(", ", _names)}{(Label is { } label ? $" ({label})" : "")}");
}
