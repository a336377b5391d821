namespace MemberValue.Churn;

/// <summary>The most value at risk first, unknown values last; then the larger risk, then the smaller key, then the row: no two are equal.</summary>
internal sealed class AlarmOrder<TKey> : IComparer<ChurnAlarm<TKey>>
    where TKey : notnull
{
    private readonly bool _keysCompare = typeof(IComparable<TKey>).IsAssignableFrom(typeof(TKey)) || typeof(IComparable).IsAssignableFrom(typeof(TKey));

    public int Compare(ChurnAlarm<TKey>? x, ChurnAlarm<TKey>? y)
    {
        var (a, b) = (x!.Warning, y!.Warning);
        var order = b.ValueAtRisk.CompareTo(a.ValueAtRisk); // NaN is below every number
        if (order == 0)
            order = b.Now.Value.CompareTo(a.Now.Value);
        if (order == 0 && x.Key is string one && y.Key is string other)
            order = string.CompareOrdinal(one, other);
        else if (order == 0 && _keysCompare)
            order = Comparer<TKey>.Default.Compare(x.Key, y.Key);
        return order != 0 ? order : x.Row.CompareTo(y.Row);
    }
}
