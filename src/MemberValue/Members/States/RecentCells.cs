namespace MemberValue.Members;

/// <summary>One closed cell near the end of a member's log, or the visits in one cell.</summary>
internal readonly record struct RecentCell(int Cell, Int128 Net, bool IsPurchase, int Visits);

/// <summary>
/// A member's cells that may still lie in the last 2 w cells of a window: kept because a running state does not know which window will be asked for.
/// Two ordered lists, closed transaction cells and visits; cells that can no longer matter are dropped as later ones come.
/// </summary>
internal sealed class RecentCells
{
    private readonly List<RecentCell> _closed = [];
    private readonly List<RecentCell> _visits = [];

    public IReadOnlyList<RecentCell> Closed => _closed;

    public IReadOnlyList<RecentCell> Visits => _visits;

    public RecentCells Clone()
    {
        var copy = new RecentCells();
        copy._closed.AddRange(_closed);
        copy._visits.AddRange(_visits);
        return copy;
    }

    public void AddClosed(int cell, Int128 net, bool isPurchase, int recentCells)
    {
        _closed.Add(new RecentCell(cell, net, isPurchase, 0));
        Trim(_closed, recentCells);
    }

    public void AddVisits(int cell, int visits, int recentCells)
    {
        var at = _visits.Count;
        while (at > 0 && _visits[at - 1].Cell >= cell)
            at--;
        if (at < _visits.Count && _visits[at].Cell == cell)
            _visits[at] = _visits[at] with { Visits = _visits[at].Visits + visits };
        else
            _visits.Insert(at, new RecentCell(cell, 0, false, visits));
        Trim(_visits, recentCells);
    }

    public void Append(RecentCells later, int recentCells)
    {
        foreach (var cell in later._closed)
            AddClosed(cell.Cell, cell.Net, cell.IsPurchase, recentCells);
        foreach (var cell in later._visits)
            AddVisits(cell.Cell, cell.Visits, recentCells);
    }

    private static void Trim(List<RecentCell> cells, int recentCells)
    {
        // The window ends at the newest cell or later, so what lies 2 w or more before it is out for good. Dropped in bulk, as a removal
        // at the front moves the list.
        var outBefore = cells[^1].Cell - 2L * recentCells + 1;
        var drop = 0;
        while (cells[drop].Cell < outBefore)
            drop++;
        if (drop > 16 || drop > cells.Count / 2)
            cells.RemoveRange(0, drop);
    }
}
