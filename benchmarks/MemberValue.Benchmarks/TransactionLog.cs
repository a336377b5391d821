using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded logs: two years of sales in order of time, ten rows a member on average, the rows of a member far apart.</summary>
internal static class TransactionLog
{
    private static readonly DateTime Start = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static (long Member, DateTime Time, decimal Amount)[] Rows(int count)
    {
        var random = new Random(20230101);
        var members = Math.Max(count / 10, 1);
        var rows = new (long, DateTime, decimal)[count];
        for (var i = 0; i < count; i++)
            rows[i] = (1_000_000_007L * random.Next(members) + 17, Start.AddTicks(TimeSpan.TicksPerDay * 730 / count * i), random.Next(100, 20_000) / 100m);
        return rows;
    }

    public static Transaction<TKey>[] Transactions<TKey>((long Member, DateTime Time, decimal Amount)[] rows, Func<long, TKey> key)
        where TKey : notnull => Array.ConvertAll(rows, row => new Transaction<TKey>(key(row.Member), row.Time, row.Amount));

    public static Transaction<TKey>[] Shuffled<TKey>(Transaction<TKey>[] rows)
        where TKey : notnull
    {
        var shuffled = (Transaction<TKey>[])rows.Clone();
        new Random(42).Shuffle(shuffled);
        return shuffled;
    }
}
