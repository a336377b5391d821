using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The rows of one origin while a data set is created.</summary>
internal sealed class OriginRows<TKey>
    where TKey : notnull
{
    private readonly ObservationWindow _window;
    private readonly int[] _rows; // of the members that take part, in the origin's table and in every later one
    private readonly int[] _purchases;
    private readonly TKey[] _keys;
    private readonly bool[] _labels;
    private readonly Dictionary<string, double[]> _features;
    private readonly OwnColumn[] _own;

    private OriginRows(DateOnly origin, MemberTable<TKey> table, int[] rows, Dictionary<string, double[]> features, OwnColumn[] own)
    {
        (Origin, _window, _rows, _features, _own) = (origin, table.Window, rows, features, own);
        _purchases = Array.ConvertAll(rows, row => table.Columns.Purchases[row]);
        _keys = Array.ConvertAll(rows, row => table.Keys[row]);
        _labels = new bool[rows.Length];
    }

    public DateOnly Origin { get; }

    public static OriginRows<TKey> Of(
        DateOnly origin, MemberTable<TKey> table, ChurnDatasetOptions options, (Dictionary<string, double[]> Features, OwnColumn[] Own) all)
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
        var features = all.Features.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(chosen, row => pair.Value[row]), StringComparer.Ordinal);
        return new OriginRows<TKey>(origin, table, chosen, features, Array.ConvertAll(all.Own, own => own.Rows(chosen)));
    }

    /// <summary>Labels the rows by the table at the end of the horizon: yes where no purchase was added.</summary>
    public void Label(MemberTable<TKey> later, int horizonDays)
    {
        // What the labels rest on: windows that begin alike and lie a horizon apart, and rows that keep their numbers.
        // By the calendar: days around a change of the clock are not a whole number of 24 hours apart.
        var calendar = _window.Calendar;
        var (last, end) = (calendar.StartOf(_window.LastCell), calendar.StartOf(later.Window.LastCell));
        if (later.Window.FirstCell != _window.FirstCell || later.Window.LastDay.DayNumber - _window.LastDay.DayNumber != horizonDays
            || last.TimeOfDay != end.TimeOfDay)
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
        var encodings = features.EncodingsOf(parts.ConvertAll(part => part._own));
        var unseen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, rows) in parts.SelectMany(part => ChurnFeatures.AddOwn(part._features, encodings, part._own)))
            unseen[name] = unseen.GetValueOrDefault(name) + rows;
        var names = ChurnFeatures.NamesOf(features, parts.ConvertAll(part => part._features));
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
            FeatureTable.FromColumns(names, columns).Made(encodings, unseen),
            [.. parts.SelectMany(part => part._labels)],
            [.. parts.SelectMany(part => part._keys)],
            [.. parts.SelectMany(part => part._rows)],
            [.. parts.SelectMany((part, k) => Enumerable.Repeat(k, part._rows.Length))],
            [.. options.Origins], [.. parts.Select(part => part._window)], options.HorizonDays);
    }
}
