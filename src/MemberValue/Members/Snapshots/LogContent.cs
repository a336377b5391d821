namespace MemberValue.Members;

/// <summary>The content of a log that was read, from which questions are answered. Immutable, because all blocks are compacted.</summary>
/// <param name="Rules">How it was read.</param>
/// <param name="Keys">The members, in the order of their first used row.</param>
/// <param name="Blocks">The members' cells.</param>
/// <param name="Tally">The rows that the cells do not count.</param>
/// <param name="FirstSeen">The first cell of any used row; int.MaxValue without one.</param>
/// <param name="LastSeen">The last cell of any used row; int.MinValue without one.</param>
/// <param name="HasMargin">Whether any row carried a margin.</param>
/// <param name="Currency">The currency of the amounts, if it is known.</param>
/// <param name="MergedBefore">Rows that joined a sale of their cell before the cells were added to these blocks.</param>
internal sealed record LogContent<TKey>(
    LogRules Rules, MemberKeys<TKey> Keys, LogBlocks Blocks, RowTally Tally, int FirstSeen, int LastSeen, bool HasMargin, string? Currency,
    long MergedBefore = 0)
    where TKey : notnull
{
    public bool IsEmpty => FirstSeen > LastSeen;

    public int MembersOf(int block) => Math.Min(LogBlock.Size, Keys.Count - (block * LogBlock.Size));

    /// <summary>What happened to every row.</summary>
    public IngestionReport ToReport()
    {
        var registeredBefore = Rules.FirstCell is not { } first ? 0
            : Enumerable.Range(0, Blocks.Count).Sum(block => Blocks[block].RegisteredBefore(first, MembersOf(block)));
        var counts = Tally.All();
        if (Rules.Refunds == RefundPolicy.AtOrder)
            counts.UnmatchedRefunds = Blocks.UnmatchedRefunds(int.MinValue, int.MaxValue);
        return counts.ToReport(MergedBefore + Blocks.MergedRows, registeredBefore);
    }

    /// <summary>Why a table cannot look at a window; null if it can.</summary>
    public string? WhyOutside(SnapshotWindow window)
    {
        var calendar = Rules.Calendar;
        if (window.Last > Rules.LastCell)
            return $"A table must not end after MemberTableOptions.WindowLast, {calendar.Format(Rules.LastCell.Value)}, where the log ends.";
        if ((window.First ?? window.Last) < Rules.FirstCell || window.Last < Rules.FirstCell)
            return $"A table must not begin or end before MemberTableOptions.WindowFirst, {calendar.Format(Rules.FirstCell.Value)}, where the log begins.";
        if (window.First is not null || window.Last >= FirstSeen)
            return null;
        var begins = IsEmpty ? "no row was used" : $"the first row used is of {calendar.Format(FirstSeen)}";
        return $"A table must not end before the log begins, and {begins}: set MemberTableOptions.WindowFirst for a table that may be empty.";
    }
}
