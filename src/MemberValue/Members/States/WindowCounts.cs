namespace MemberValue.Members;

/// <summary>
/// Counts rows by the stretch of cells that they fall in, where the stretches are cut at every window's ends, so that afterwards the counts of
/// each window alone can be told.
/// </summary>
internal sealed class WindowCounts
{
    private readonly long[] _starts; // where each stretch begins; the first reaches back without end
    private readonly Stretch[] _stretches;
    private readonly IngestionCounts _elsewhere = new(); // rows without a cell, and those the host skipped
    private int _at; // the stretch of the row before: in a log in order of time nearly always that of the next one, too
    private long _from = long.MaxValue;
    private long _end = long.MinValue;

    public WindowCounts(IReadOnlyCollection<SnapshotWindow> windows)
    {
        _starts = windows.Select(window => (long?)window.First ?? long.MinValue)
            .Concat(windows.Select(window => window.Last + 1L))
            .Append(long.MinValue).Distinct().Order().ToArray();
        _stretches = Array.ConvertAll(_starts, start => new Stretch { IsInside = windows.Any(window => start <= window.Last && (window.First ?? long.MinValue) <= start) });
    }

    /// <summary>Rows read, skipped ones included.</summary>
    public long Read { get; private set; }

    /// <summary>Whether any row in any window carried a margin.</summary>
    public bool HasMargin => _stretches.Any(stretch => stretch.HasMargin);

    /// <summary>Whether a window holds the cell.</summary>
    public bool IsInside(int cell) => StretchOf(cell).IsInside;

    /// <summary>Whether a row with this outcome has a cell.</summary>
    public static bool HasCell(RowOutcome outcome) => outcome is not (RowOutcome.NoMember or RowOutcome.TimeOutOfRange);

    public void Add(string hostReason)
    {
        _elsewhere.Add(hostReason);
        Read++;
    }

    /// <summary>Counts a row; <paramref name="cell"/> is not looked at where the outcome says that there is none.</summary>
    public void Add(RowOutcome outcome, int cell)
    {
        (HasCell(outcome) ? StretchOf(cell).Counts : _elsewhere).Add(outcome);
        Read++;
    }

    /// <summary>Remembers what a used row's money was written like.</summary>
    public void AddMoney(int cell, int decimals, bool hasMargin)
    {
        var stretch = StretchOf(cell);
        stretch.Decimals = Math.Max(stretch.Decimals, decimals);
        stretch.HasMargin |= hasMargin;
    }

    /// <summary>What a builder with this window alone would have counted; cells that joined are still to be told.</summary>
    public IngestionCounts Of(SnapshotWindow window, out int decimals, out bool hasMargin)
    {
        var counts = new IngestionCounts();
        counts.Add(_elsewhere);
        (decimals, hasMargin) = (0, false);
        for (var i = 0; i < _stretches.Length; i++)
        {
            var stretch = _stretches[i];
            if (_starts[i] <= window.Last && (window.First ?? long.MinValue) <= _starts[i])
            {
                counts.Add(stretch.Counts);
                decimals = Math.Max(decimals, stretch.Decimals);
                hasMargin |= stretch.HasMargin;
                continue;
            }

            // Before the window only registrations are used, after it nothing is.
            var isBefore = _starts[i] < window.Last;
            var registrations = isBefore ? stretch.Counts.Of(RowOutcome.Registration) : 0;
            counts.Add(RowOutcome.Registration, registrations);
            counts.Add(RowOutcome.OutsideWindow, stretch.Counts.Read - registrations);
            counts.BeforeWindow += isBefore ? stretch.Counts.Read - registrations : 0;
        }

        return counts;
    }

    private Stretch StretchOf(int cell)
    {
        if (cell < _from || cell >= _end)
        {
            _at = Array.BinarySearch(_starts, cell);
            _at = _at < 0 ? ~_at - 1 : _at;
            (_from, _end) = (_starts[_at], _at + 1 < _starts.Length ? _starts[_at + 1] : long.MaxValue);
        }

        return _stretches[_at];
    }

    private sealed class Stretch
    {
        public IngestionCounts Counts { get; } = new();

        public bool IsInside { get; init; }

        public int Decimals { get; set; }

        public bool HasMargin { get; set; }
    }
}
