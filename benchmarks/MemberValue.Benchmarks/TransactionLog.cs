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
            rows[i] = new LogLine(1_000_000_007L * random.Next(members) + 17, Start.AddTicks(TimeSpan.TicksPerDay * 730 / count * i),
                random.Next(100, 20_000) / 100m, null, null);
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

    /// <summary>Members of a log by the GroupBy that a reader would write for the numbers of a table; how many.</summary>
    public static int GroupedBy(LogLine[] rows) => rows
        .GroupBy(row => row.Member)
        .Select(member =>
        {
            var cells = member
                .GroupBy(row => DateOnly.FromDateTime(row.Time).DayNumber)
                .Select(cell => (Cell: cell.Key, Net: cell.Sum(row => row.Amount), Refund: cell.Any(row => row.Amount < 0),
                    Sale: cell.Any(row => row.Amount >= 0)))
                .Where(cell => cell.Sale && (!cell.Refund || cell.Net > 0))
                .OrderBy(cell => cell.Cell)
                .ToList();
            return (
                member.Key,
                Orders: member.Count(row => row.Amount >= 0),
                Purchases: cells.Count,
                First: cells.Count > 0 ? cells[0].Cell : 0,
                Last: cells.Count > 0 ? cells[^1].Cell : 0,
                SumOfLogGaps: cells.Zip(cells.Skip(1), (earlier, later) => Math.Log(later.Cell - earlier.Cell)).Sum(),
                Sales: member.Where(row => row.Amount >= 0).Sum(row => row.Amount),
                Refunds: member.Where(row => row.Amount < 0).Sum(row => -row.Amount));
        })
        .ToList().Count;
}

/// <summary>A row as a shop's own code has it: the fields of a <see cref="Transaction{TKey}"/>.</summary>
internal readonly record struct LogLine(long Member, DateTime Time, decimal Amount, string? OrderId, decimal? Margin);
