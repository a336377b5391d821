using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Counts the rows of a log by what became of them and, where it matters to a window, by cell: all but sales and visits, which the cells themselves count.
/// </summary>
internal sealed class RowTally
{
    private readonly Dictionary<(int Cell, RowOutcome Outcome), long> _byCell = [];
    private readonly Dictionary<(int Cell, RowNotes Notes), long> _notes = [];
    private readonly IngestionCounts _everywhere = new(); // rows without a cell, those the host skipped, and those outside the options' window
    private long _sales;
    private long _visits;

    /// <summary>Rows read, skipped ones included.</summary>
    public long Read { get; private set; }

    public void Add(string hostReason)
    {
        _everywhere.Add(hostReason);
        Read++;
    }

    /// <summary>Counts a row outside the window that the options name.</summary>
    public void AddOutside(bool isBefore)
    {
        _everywhere.Add(RowOutcome.OutsideWindow);
        _everywhere.BeforeWindow += isBefore ? 1 : 0;
        Read++;
    }

    /// <summary>Counts a row inside it; <paramref name="cell"/> is not looked at where the outcome says that there is none.</summary>
    public void Add(RowOutcome outcome, int cell)
    {
        Read++;
        switch (outcome)
        {
            case RowOutcome.Sale:
                _sales++;
                break;
            case RowOutcome.Visit:
                _visits++;
                break;
            case RowOutcome.NoMember or RowOutcome.TimeOutOfRange:
                _everywhere.Add(outcome);
                break;
            default:
                CollectionsMarshal.GetValueRefOrAddDefault(_byCell, (cell, outcome), out _)++;
                break;
        }
    }

    /// <summary>Counts what is to be said of a used row besides.</summary>
    public void Add(RowNotes notes, int cell) => CollectionsMarshal.GetValueRefOrAddDefault(_notes, (cell, notes), out _)++;

    /// <summary>The counts of the whole log; cells that joined are still to be told.</summary>
    public IngestionCounts All()
    {
        var counts = new IngestionCounts();
        counts.Add(_everywhere);
        counts.Add(RowOutcome.Sale, _sales);
        counts.Add(RowOutcome.Visit, _visits);
        foreach (var ((_, outcome), rows) in _byCell)
            counts.Add(outcome, rows);
        foreach (var ((_, notes), rows) in _notes)
            counts.Add(notes, rows);
        return counts;
    }

    /// <summary>What a builder with this window alone would have counted; cells that joined are still to be told.</summary>
    /// <param name="window">The window.</param>
    /// <param name="sales">Sale rows before and in the window.</param>
    /// <param name="visits">Visits before and in the window.</param>
    public IngestionCounts Of(SnapshotWindow window, RowsOfWindow sales, RowsOfWindow visits)
    {
        var counts = new IngestionCounts();
        counts.Add(_everywhere);
        counts.Add(RowOutcome.Sale, sales.Inside);
        counts.Add(RowOutcome.Visit, visits.Inside);
        counts.Add(RowOutcome.OutsideWindow, _sales - sales.Inside + _visits - visits.Inside);
        counts.BeforeWindow += sales.Before + visits.Before;
        foreach (var ((cell, outcome), rows) in _byCell)
        {
            // Before the window only registrations are used, after it nothing is.
            var isUsed = cell <= window.Last && (outcome == RowOutcome.Registration || !(cell < window.First));
            counts.Add(isUsed ? outcome : RowOutcome.OutsideWindow, rows);
            counts.BeforeWindow += !isUsed && cell < window.First ? rows : 0;
        }

        foreach (var ((cell, notes), rows) in _notes)
        {
            if (cell <= window.Last && !(cell < window.First))
                counts.Add(notes, rows);
        }

        return counts;
    }
}

/// <summary>How many rows of one kind lie before a window and in it.</summary>
internal readonly record struct RowsOfWindow(long Before, long Inside);
