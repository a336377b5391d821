namespace MemberValue.Metrics;

/// <summary>Groups of rows numbered 0, 1, ... by the ascending numbers that the caller gave them, so that the order of rows does not matter.</summary>
internal sealed class GroupIndex
{
    public GroupIndex(ReadOnlySpan<int> groups)
    {
        int[] distinct = groups.ToArray();
        Array.Sort(distinct);
        var count = 0;
        for (var i = 0; i < distinct.Length; i++)
        {
            if (i == 0 || distinct[i] != distinct[i - 1])
                distinct[count++] = distinct[i];
        }

        Count = count;
        GroupOf = new int[groups.Length];
        var isDense = count > 0 && (long)distinct[count - 1] - distinct[0] == count - 1;
        for (var row = 0; row < groups.Length; row++)
            GroupOf[row] = isDense ? groups[row] - distinct[0] : Array.BinarySearch(distinct, 0, count, groups[row]);
    }

    public int Count { get; }

    /// <summary>The group of each row.</summary>
    public int[] GroupOf { get; }
}
