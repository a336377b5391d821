namespace MemberValue.Members;

/// <summary>The kept rows of one member, in the order in which they were read, and found by their identity.</summary>
internal sealed class KeptRows
{
    private const int Few = 8; // up to this many are searched one by one

    private KeptRow[] _rows = [];
    private int[]? _places; // a hash table of row numbers + 1, a power of two and at most half full; from the ninth row on
    private int _count;

    /// <summary>All of them.</summary>
    public ReadOnlySpan<KeptRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>Whether a refund may be dated at its order.</summary>
    public bool HasDatedRefund { get; private set; }

    /// <summary>Adds a row; false when one with its identity exists already.</summary>
    public bool TryAdd(in KeptRow row)
    {
        if (row.Id != 0 && Find(row.Id) >= 0)
            return false;
        HasDatedRefund |= row is { IsRefund: true, IsDated: true } && row.Order != 0;
        if (row.Id == 0 && _count > 0 && _rows[_count - 1] is var last && last.Id == 0
            && (last.Order, last.Cell, last.Flags) == (row.Order, row.Cell, row.Flags))
        {
            ref var joined = ref _rows[_count - 1];
            joined.Amount += row.Amount;
            joined.Margin += row.Margin;
            joined.Count += row.Count;
            joined.Decimals = Math.Max(joined.Decimals, row.Decimals);
            return true;
        }

        if (_count == _rows.Length)
            Array.Resize(ref _rows, Math.Max(2, _count + (_count / 2)));
        _rows[_count++] = row;
        if (_places is not null && 2 * _count <= _places.Length)
            Place(_count - 1);
        else if (_count > Few)
            PlaceAll();
        return true;
    }

    /// <summary>The position of the row with an identity; -1 without one.</summary>
    public int Find(ulong id)
    {
        if (_places is null)
        {
            for (var row = 0; row < _count; row++)
            {
                if (_rows[row].Id == id)
                    return row;
            }

            return -1;
        }

        for (var at = (int)id & (_places.Length - 1); _places[at] != 0; at = (at + 1) & (_places.Length - 1))
        {
            if (_rows[_places[at] - 1].Id == id)
                return _places[at] - 1;
        }

        return -1;
    }

    /// <summary>A copy without the identities of rows before a cell; null when nothing is left.</summary>
    public KeptRows? From(int cell)
    {
        var kept = new KeptRows();
        foreach (ref readonly var row in Rows)
        {
            if (row.Id == 0 || row.Cell >= cell)
                kept.TryAdd(row);
            else if (row.IsDated)
                kept.TryAdd(row with { Id = 0 });
        }

        return kept._count == 0 ? null : kept;
    }

    /// <summary>The first row that the other also has, with different contents; null without one.</summary>
    public KeptRow? Conflict(KeptRows? other)
    {
        foreach (ref readonly var row in other is null ? default : other.Rows)
        {
            if (row.Id != 0 && Find(row.Id) is >= 0 and var here && !_rows[here].IsSame(row))
                return row;
        }

        return null;
    }

    /// <summary>The rows of both; those in common once.</summary>
    public static KeptRows? Merge(KeptRows? one, KeptRows? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var both = one.Clone();
        foreach (ref readonly var row in other.Rows)
            both.TryAdd(row);
        return both;
    }

    public KeptRows Clone() => new()
    {
        _rows = (KeptRow[])_rows.Clone(),
        _places = (int[]?)_places?.Clone(),
        _count = _count,
        HasDatedRefund = HasDatedRefund,
    };

    private void PlaceAll()
    {
        _places = new int[_places is null ? 4 * Few : 2 * _places.Length];
        for (var row = 0; row < _count; row++)
            Place(row);
    }

    private void Place(int row)
    {
        if (_rows[row].Id == 0)
            return;
        var at = (int)_rows[row].Id & (_places!.Length - 1);
        while (_places[at] != 0)
            at = (at + 1) & (_places.Length - 1);
        _places[at] = row + 1;
    }
}
