namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>Some of these rows, copied: nothing of the others is kept. Rows of the removed members are also removed from an earlier snapshot.</summary>
    internal MemberColumns Rows(int[] rows)
    {
        var ofLog = Array.ConvertAll(_ofLog, column => column?.Rows(_start, rows));
        var others = Array.ConvertAll(_others, column => column.Rows(_start, rows));
        var some = new MemberColumns(Window, 0, rows.Length, RecentCells, ofLog, others);
        if (_earlier is null)
            return some;
        var earlierRows = EarlierRows;
        var (kept, gone) = (new bool[Count], new HashSet<int>());
        foreach (var row in rows)
            kept[row] = true;
        for (var row = 0; row < Count; row++)
        {
            if (!kept[row] && earlierRows[row] >= 0)
                gone.Add(earlierRows[row]);
        }

        var stay = Enumerable.Range(0, Earlier.Count).Where(row => !gone.Contains(row)).ToArray();
        var places = new int[Earlier.Count];
        for (var place = 0; place < stay.Length; place++)
            places[stay[place]] = place;
        var joined = new int[rows.Length];
        for (var row = 0; row < rows.Length; row++)
            joined[row] = earlierRows[rows[row]] is >= 0 and var before ? places[before] : -1;
        return some.WithEarlier(new EarlierSnapshot(Earlier.Rows(stay), joined, 0));
    }
}
