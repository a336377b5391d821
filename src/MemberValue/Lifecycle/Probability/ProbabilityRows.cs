using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// A few members at a time for a model to look at: now, or as of the cell before the last purchase. Columns that are written again and again, so that a
/// span overload allocates nothing. Used by one thread at a time.
/// </summary>
internal sealed class ProbabilityRows
{
    private readonly int[] _purchases;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly double[]? _logGaps;
    private readonly int _end;

    /// <param name="window">The window that the model sees the rows in.</param>
    /// <param name="size">How many rows.</param>
    /// <param name="withLogGaps">Whether the columns have SumOfLogGaps, for a model that asks for it.</param>
    public ProbabilityRows(ObservationWindow window, int size, bool withLogGaps)
    {
        (_purchases, _first, _last) = (new int[size], new int[size], new int[size]);
        _logGaps = withLogGaps ? new double[size] : null;
        _end = window.LastCell;
        Values = new double[size];
        Rows = new int[size];
        var columns = new List<ColumnValues>
        {
            new ColumnValues<int>(LogColumns.Purchases, _purchases),
            new ColumnValues<int>(LogColumns.FirstPurchaseCell, _first),
            new ColumnValues<int>(LogColumns.LastPurchaseCell, _last),
        };
        if (_logGaps is not null)
            columns.Add(new ColumnValues<double>(LogColumns.SumOfLogGaps, _logGaps));
        Columns = MemberColumns.Of(window, size, columns);
        None = Columns.Slice(0, 0);
    }

    /// <summary>The rows that were set, and rows of members who never bought.</summary>
    public MemberColumns Columns { get; }

    /// <summary>No rows: a model that cannot take such a window says so.</summary>
    public MemberColumns None { get; }

    /// <summary>How many rows are set.</summary>
    public int Count { get; private set; }

    public int Size => _purchases.Length;

    public bool IsFull => Count == Size;

    /// <summary>What the model said.</summary>
    public double[] Values { get; }

    /// <summary>Where each of the rows came from.</summary>
    public int[] Rows { get; }

    public bool Fits(ObservationWindow window, int size, bool withLogGaps) =>
        Size == size && withLogGaps == _logGaps is not null && Columns.Window.Equals(window);

    public void Clear() => Count = 0;

    /// <summary>Adds a member as they are.</summary>
    public void Add(int row, in StageFacts facts, double logGaps)
    {
        (_purchases[Count], _first[Count], _last[Count]) = (facts.Purchases, facts.First, facts.Last);
        if (_logGaps is not null)
            _logGaps[Count] = logGaps;
        Rows[Count++] = row;
    }

    /// <summary>Adds a member with two purchases or more as of the cell before the last one, moved so that this cell is the window's last.</summary>
    public void AddBeforeLastPurchase(int row, in StageFacts facts, double logGaps)
    {
        var shift = (long)_end - facts.Last + 1; // First and Previous lie before Last, so that neither passes the window's last cell
        (_purchases[Count], _first[Count], _last[Count]) = (facts.Purchases - 1, (int)(facts.First + shift), (int)(facts.Previous + shift));
        if (_logGaps is not null)
            _logGaps[Count] = facts.Purchases == 2 ? 0 : logGaps - Math.Log((double)facts.Last - facts.Previous);
        Rows[Count++] = row;
    }

    /// <summary>Makes the rows that are not set members who never bought.</summary>
    public void Pad()
    {
        _purchases.AsSpan(Count).Clear();
        _first.AsSpan(Count).Fill(MemberColumns.NoCell);
        _last.AsSpan(Count).Fill(MemberColumns.NoCell);
        _logGaps?.AsSpan(Count).Clear();
    }
}
