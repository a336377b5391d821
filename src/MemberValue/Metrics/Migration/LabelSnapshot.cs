using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One date's labels as positions in a list, with the keys that join it to the next date.</summary>
internal sealed class LabelSnapshot<TKey, TLabel>
    where TKey : notnull
{
    private readonly MemberKeys<TKey> _keys;
    private readonly ushort[] _places;
    private readonly WeightColumn? _weights;

    public LabelSnapshot(LabelSet<TLabel> labels, ObservationWindow? window, MemberResults<TKey, TLabel> results, WeightColumn? weights, string parameter)
    {
        _keys = results.KeySet;
        _places = labels.PlacesOf(results, parameter);
        _weights = weights;
        var members = new long[labels.Count];
        foreach (var place in _places)
            members[place]++;
        Distribution = new LabelDistribution<TLabel>(labels, window, members, weights?.Sums(_places, labels.Count), weights?.Missing() ?? 0);
    }

    public LabelDistribution<TLabel> Distribution { get; }

    /// <summary>The moves of this date's members by a later date.</summary>
    public LabelMigration<TLabel> To(LabelSnapshot<TKey, TLabel> later, LabelSet<TLabel> labels, string parameter)
    {
        var side = labels.Count + 1; // the last row is the entrants, the last column those who left
        var cellOf = new int[_places.Length]; // the row's first cell as its complement, below 0, until the member is found at the later date
        for (var row = 0; row < cellOf.Length; row++)
            cellOf[row] = ~(_places[row] * side);

        var counts = new long[side * side];
        var rows = _keys.RowsOf(later._keys);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            int cell = later._places[i];
            if (row < 0)
            {
                cell += labels.Count * side;
                counts[cell]++;
            }
            else
            {
                var first = ~cellOf[row];
                if (first < 0)
                    throw Error.Argument(
                        $"Two members of the later date are the member '{_keys[row]}' of the earlier one: their tables compare keys differently.", parameter);
                cell += first;
                cellOf[row] = cell;
            }

            rows[i] = cell; // from now on the cell of the later date's member
        }

        foreach (ref var cell in cellOf.AsSpan())
        {
            if (cell < 0)
                cell = ~cell + labels.Count;
            counts[cell]++;
        }

        return new LabelMigration<TLabel>(
            labels, Distribution.Window, later.Distribution.Window, 1, counts,
            _weights?.Sums(cellOf, counts.Length), later._weights?.Sums(rows, counts.Length));
    }
}
