namespace MemberValue.Members;

/// <summary>How many of the rows that were read fall into each hour of the day, on the shop's clock; rows without a time of day are not among them.</summary>
internal sealed class HourCounts
{
    private readonly long[] _rows = new long[24];

    /// <summary>Counts a row.</summary>
    /// <param name="hour">0 to 23; -1 for a row without a time of day.</param>
    public void Add(int hour)
    {
        if (hour >= 0)
            _rows[hour]++;
    }

    public void Add(HourCounts other)
    {
        for (var hour = 0; hour < _rows.Length; hour++)
            Add(hour, other._rows[hour]);
    }

    private void Add(int hour, long rows)
    {
        if (rows != 0)
            _rows[hour] += rows;
    }

    public IReadOnlyList<long> ToList() => Array.AsReadOnly((long[])_rows.Clone());
}
