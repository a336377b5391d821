using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Counts the rows of a log by outcome and, where it matters to a window, by cell: all but sales and visits, which the cells count themselves.
/// </summary>
internal sealed class RowTally
{
    private readonly Dictionary<(int Cell, RowOutcome Outcome), long> _byCell = [];
    private readonly Dictionary<(int Cell, RowNotes Notes), long> _notes = [];
    private readonly IngestionCounts _everywhere = new(); // rows without a cell, those the host skipped, and those outside the options' window
    private readonly Dictionary<int, ForgottenRows> _forgotten = [];
    private long _sales;
    private long _visits;

    /// <summary>The hours of the day of the transactions that were read.</summary>
    public HourCounts Hours { get; init; } = new();

    /// <summary>Rows read, skipped ones included.</summary>
    public long Read { get; private set; }

    public void Add(string hostReason)
    {
        _everywhere.Add(hostReason);
        Read++;
    }

    /// <summary>Counts a row outside the window of the options.</summary>
    public void AddOutside(bool isBefore)
    {
        _everywhere.Add(RowOutcome.OutsideWindow);
        _everywhere.BeforeWindow += isBefore ? 1 : 0;
        Read++;
    }

    /// <summary>Counts a row inside it; <paramref name="cell"/> is ignored where the outcome has no cell.</summary>
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
            case RowOutcome.NoMember or RowOutcome.TimeOutOfRange or RowOutcome.NoZone:
                _everywhere.Add(outcome);
                break;
            default:
                CollectionsMarshal.GetValueRefOrAddDefault(_byCell, (cell, outcome), out _)++;
                break;
        }
    }

    /// <summary>Counts the notes of a used row.</summary>
    public void Add(RowNotes notes, int cell) => CollectionsMarshal.GetValueRefOrAddDefault(_notes, (cell, notes), out _)++;

    public void Add(RowTally other)
    {
        foreach (var (key, rows) in other._byCell)
            CollectionsMarshal.GetValueRefOrAddDefault(_byCell, key, out _) += rows;
        foreach (var (key, rows) in other._notes)
            CollectionsMarshal.GetValueRefOrAddDefault(_notes, key, out _) += rows;
        foreach (var (cell, rows) in other._forgotten)
            CollectionsMarshal.GetValueRefOrAddDefault(_forgotten, cell, out _).Add(rows.SaleRows, rows.Joined, rows.Visits);
        Hours.Add(other.Hours);
        _everywhere.Add(other._everywhere);
        _sales += other._sales;
        _visits += other._visits;
        Read += other.Read;
    }

    /// <summary>Counts the sales and visits of a member by cell, because the cells will no longer exist.</summary>
    public void Forget(ReadOnlySpan<WholeCell> cells, ReadOnlySpan<VisitCell> visits)
    {
        foreach (ref readonly var cell in cells)
        {
            if (cell.HasSale)
                CollectionsMarshal.GetValueRefOrAddDefault(_forgotten, cell.Cell, out _).Add(cell.SaleRows, cell.SaleRows - 1, 0);
        }

        foreach (var visit in visits)
            CollectionsMarshal.GetValueRefOrAddDefault(_forgotten, visit.Cell, out _).Add(0, 0, visit.Visits);
    }

    /// <summary>Counts used rows that another part had read before as skipped.</summary>
    public void Redeliver(IEnumerable<Redelivered> twice)
    {
        foreach (var (cell, outcome) in twice.SelectMany(rows => rows.Rows))
        {
            if (outcome == RowOutcome.Sale)
                _sales--;
            else
                CollectionsMarshal.GetValueRefOrAddDefault(_byCell, (cell, outcome), out _)--;
            CollectionsMarshal.GetValueRefOrAddDefault(_byCell, (cell, RowOutcome.DeliveredBefore), out _)++;
        }
    }

    /// <summary>The counts of the whole log; cells that joined are still to be counted.</summary>
    public IngestionCounts All()
    {
        var counts = new IngestionCounts { Hours = Hours };
        counts.Add(_everywhere);
        counts.Add(RowOutcome.Sale, _sales);
        counts.Add(RowOutcome.Visit, _visits);
        foreach (var ((_, outcome), rows) in _byCell)
            counts.Add(outcome, rows);
        foreach (var ((_, notes), rows) in _notes)
            counts.Add(notes, rows);
        return counts;
    }

    /// <summary>What a builder with this window alone would have counted; cells that joined are still to be counted.</summary>
    /// <param name="window">The window.</param>
    /// <param name="sales">Sale rows before and in the window.</param>
    /// <param name="visits">Visits before and in the window.</param>
    public IngestionCounts Of(SnapshotWindow window, RowsOfWindow sales, RowsOfWindow visits)
    {
        var counts = new IngestionCounts { Hours = Hours };
        foreach (var (cell, rows) in _forgotten)
        {
            if (cell < window.First)
            {
                sales = sales with { Before = sales.Before + rows.SaleRows };
                visits = visits with { Before = visits.Before + rows.Visits };
            }
            else if (cell <= window.Last)
            {
                sales = sales with { Inside = sales.Inside + rows.SaleRows };
                visits = visits with { Inside = visits.Inside + rows.Visits };
                counts.Merged += rows.Joined;
            }
        }

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

/// <summary>The rows in one cell of members who were forgotten.</summary>
internal struct ForgottenRows
{
    public long SaleRows;
    public long Joined; // beyond the first sale of a member's cell
    public long Visits;

    public void Add(long saleRows, long joined, long visits)
    {
        SaleRows += saleRows;
        Joined += joined;
        Visits += visits;
    }
}
