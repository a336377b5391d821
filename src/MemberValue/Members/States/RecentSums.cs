namespace MemberValue.Members;

/// <summary>The sums of the last w cells of a window, and of the w cells before those.</summary>
internal struct RecentSums(int recentCells, int lastCell)
{
    public Int128 RecentSpend;
    public Int128 EarlierSpend;
    public int RecentPurchases;
    public int EarlierPurchases;
    public int RecentVisits;
    public int EarlierVisits;

    /// <summary>Whether a cell of the window lies in the last 2 w cells; earlier cells than one that does not do not either.</summary>
    public readonly bool Reaches(int cell) => Age(cell) < 2L * recentCells;

    public void AddCell(int cell, Int128 net, bool isPurchase)
    {
        if (Age(cell) < recentCells)
        {
            RecentSpend += net;
            RecentPurchases += isPurchase ? 1 : 0;
        }
        else if (Reaches(cell))
        {
            EarlierSpend += net;
            EarlierPurchases += isPurchase ? 1 : 0;
        }
    }

    public void AddVisits(int cell, int visits)
    {
        if (Age(cell) < recentCells)
            RecentVisits += visits;
        else if (Reaches(cell))
            EarlierVisits += visits;
    }

    private readonly long Age(int cell) => (long)lastCell - cell;
}
