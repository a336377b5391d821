using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded logs: two years of sales in order of time, ten rows per member on average, the rows of a member far apart.</summary>
internal static class TransactionLog
{
    private static readonly DateTime Start = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static LogLine[] Rows(int count)
    {
        var random = new Random(20230101);
        var members = Math.Max(count / 10, 1);
        var rows = new LogLine[count];
        for (var i = 0; i < count; i++)
            rows[i] = new LogLine(1_000_000_007L * random.Next(members) + 17, Start.AddTicks(TimeSpan.TicksPerDay * 730 / count * i), random.Next(100, 20_000) / 100m, null, null);
        return rows;
    }

    public static Transaction<TKey>[] Transactions<TKey>(LogLine[] rows, Func<long, TKey> key)
        where TKey : notnull => Array.ConvertAll(rows, row => new Transaction<TKey>(key(row.Member), row.Time, row.Amount));

    public static Transaction<TKey>[] Shuffled<TKey>(Transaction<TKey>[] rows)
        where TKey : notnull
    {
        var shuffled = (Transaction<TKey>[])rows.Clone();
        new Random(42).Shuffle(shuffled);
        return shuffled;
    }
}

/// <summary>A row as a shop's own code has it: the fields of a <see cref="Transaction{TKey}"/>.</summary>
internal readonly record struct LogLine(long Member, DateTime Time, decimal Amount, string? OrderId, decimal? Margin);
