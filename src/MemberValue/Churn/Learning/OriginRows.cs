using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The rows of one origin while a data set is made.</summary>
internal sealed class OriginRows<TKey>
    where TKey : notnull
{
    private readonly ObservationWindow _window;
    private readonly int[] _rows; // of the members that take part, in the origin's table and in every later one
    private readonly int[] _purchases;
    private readonly TKey[] _keys;
    private readonly bool[] _labels;
    private readonly Dictionary<string, double[]> _features;

    private OriginRows(DateOnly origin, MemberTable<TKey> table, int[] rows, Dictionary<string, double[]> features)
    {
        (Origin, _window, _rows, _features) = (origin, table.Window, rows, features);
        _purchases = Array.ConvertAll(rows, row => table.Columns.Purchases[row]);
        _keys = Array.ConvertAll(rows, row => table.Keys[row]);
        _labels = new bool[rows.Length];
    }

    public DateOnly Origin { get; }

    public static OriginRows<TKey> Of(DateOnly origin, MemberTable<TKey> table, ChurnDatasetOptions options, List<(string Name, double[] Values)> features)
    {
        var columns = table.Columns;
        var days = TimeConversion.ToDays(columns.Window.Calendar);
        var rows = new List<int>();
        for (var i = 0; i < table.Count; i++)
        {
            var last = columns.LastPurchaseCell[i];
            var silence = last == MemberColumns.NoCell ? double.PositiveInfinity : days.Of((long)table.Window.LastCell - last);
            if (columns.Purchases[i] >= options.MinPurchases && !(silence > options.MaxRecencyDays))
                rows.Add(i);
        }

        var chosen = rows.ToArray();
        var known = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, values) in features)
        {
            if (!known.TryAdd(name, Array.ConvertAll(chosen, row => values[row])))
                throw Error.Argument($"The feature '{name}' is given twice.", nameof(features));
        }

        return new OriginRows<TKey>(origin, table, chosen, known);
    }

    /// <summary>Labels the rows by the table at the end of the horizon: no purchase came.</summary>
    public void Label(MemberTable<TKey> later, int horizonDays)
    {
        // What the labels rest on: windows that begin alike and lie a horizon apart, and rows that keep their numbers.
        var cells = TimeConversion.FromDays(later.Window.Calendar).Of(horizonDays);
        if (later.Window.FirstCell != _window.FirstCell || later.Window.LastCell - (double)_window.LastCell != cells)
            throw Error.State($"The windows {_window} and {later.Window} do not lie {horizonDays} days apart.");
        for (var k = 0; k < _rows.Length; k++)
        {
            var row = _rows[k];
            if (row >= later.Count || later.Columns.Purchases[row] < _purchases[k])
                throw Error.State($"The member '{_keys[k]}' lost purchases from {_window} to {later.Window}.");
            _labels[k] = later.Columns.Purchases[row] == _purchases[k];
        }
    }

    public static ChurnDataset<TKey> Stack(List<OriginRows<TKey>> parts, ChurnFeatureOptions features, ChurnDatasetOptions options)
    {
        var count = parts.Sum(part => part._rows.Length);
        if (count == 0)
            throw new InvalidOperationException(
                "No member takes part: none has as many purchases by any origin as ChurnDatasetOptions.MinPurchases asks for, as recently as MaxRecencyDays.");
        var present = parts.SelectMany(part => part._features.Keys).Distinct(StringComparer.Ordinal).ToList();
        var names = features.Names ?? [.. ChurnFeatures.Names.Where(present.Contains), .. present.Except(ChurnFeatures.Names)];
        var columns = new double[names.Count][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[count];
            Array.Fill(columns[j], double.NaN);
            var start = 0;
            foreach (var part in parts)
            {
                if (part._features.TryGetValue(names[j], out var values))
                    values.CopyTo(columns[j], start);
                start += part._rows.Length;
            }
        }

        return new ChurnDataset<TKey>(
            FeatureTable.FromColumns(names, columns),
            [.. parts.SelectMany(part => part._labels)],
            [.. parts.SelectMany(part => part._keys)],
            [.. parts.SelectMany(part => part._rows)],
            [.. parts.SelectMany((part, k) => Enumerable.Repeat(k, part._rows.Length))],
            [.. options.Origins], [.. parts.Select(part => part._window)], options.HorizonDays);
    }
}
