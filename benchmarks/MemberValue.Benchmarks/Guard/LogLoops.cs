using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks.Guard;

/// <summary>From rows to tables and to what a fit reads, and labels from table to table.</summary>
internal static class LogLoops
{
    private const string GroupBy = "LINQ GroupBy by member and by day";

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("MemberTableBuilder.Build (ordered)", GroupBy, 20_000, rows => Build(rows, LogOrder.TimeOrderedPerMember, shuffled: false)),
        new("MemberTableBuilder.Build (any order)", GroupBy, 20_000, rows => Build(rows, LogOrder.Any, shuffled: false)),
        new("MemberTableBuilder.Build (any order, shuffled)", GroupBy, 20_000, rows => Build(rows, LogOrder.Any, shuffled: true)),
        new("PurchaseLines.AddRange", "the same sums in dictionaries", 20_000, Lines),
        new("MoneyColumn.CopyTo", "a loop that casts decimals", 4_096, Money),
        new("PurchaseHistories.From", "one sort of the rows", 10_000, Purchases),
        new("SpendHistories.From", "one sort of the rows", 10_000, Spend),
        new("LabelMigration.Between", "a Dictionary join", 10_000, Migration),
    ];

    private static GuardPair Build(int rows, LogOrder order, bool shuffled)
    {
        var lines = TransactionLog.Rows(rows);
        var transactions = TransactionLog.Transactions(lines, member => member);
        var read = shuffled ? TransactionLog.Shuffled(transactions) : transactions;
        return new GuardPair(() => TransactionLog.GroupedBy(lines), () =>
        {
            var builder = new MemberTableBuilder<long>(new MemberTableOptions { Order = order });
            builder.AddRange(read.AsSpan());
            builder.Build();
        });
    }

    private static GuardPair Lines(int rows)
    {
        var (lines, rules) = (LineBenchmarkData.Lines(rows), LogRules.From(new MemberTableOptions()));
        return new GuardPair(() => LineBenchmarkData.InDictionaries(lines), () => new PurchaseLines<long>(rules).AddRange(lines.AsSpan()));
    }

    private static GuardPair Money(int rows)
    {
        var random = new Random(1);
        var amounts = Enumerable.Range(0, rows).Select(_ => random.Next(0, 1_000_000) / 100m).ToArray();
        var column = MoneyColumn.FromDecimals(rows, row => amounts[row]);
        var destination = new double[rows];
        return new GuardPair(() =>
        {
            for (var i = 0; i < amounts.Length; i++)
                destination[i] = (double)amounts[i];
        }, () => column.CopyTo(destination));
    }

    private static GuardPair Purchases(int rows)
    {
        var (x, tx, ages) = ParetoNbdBenchmarkData.Rows(rows);
        return new GuardPair(
            () => Array.Sort(Enumerable.Range(0, rows).Select(i => (x[i], tx[i], ages[i])).ToArray()),
            () => PurchaseHistories.From(x, tx, ages, TimeUnit.Week));
    }

    private static GuardPair Spend(int rows)
    {
        var random = new Random(1);
        var purchases = Enumerable.Range(0, rows).Select(_ => 1 + random.Next(1 + random.Next(20))).ToArray();
        var means = Array.ConvertAll(purchases, _ => Math.Exp(3 + random.NextDouble()));
        return new GuardPair(
            () => Array.Sort(Enumerable.Range(0, rows).Select(i => (purchases[i], means[i])).ToArray()), () => SpendHistories.From(purchases, means));
    }

    /// <summary>The rows of one series, of which a twentieth is new at the later date.</summary>
    private static GuardPair Migration(int rows)
    {
        var random = new Random(1);
        var later = Enumerable.Range(0, rows).Select(_ => random.NextInt64()).ToArray();
        var before = later[..(rows - rows / 20)];
        var (laterLabels, beforeLabels) = (Labels(later.Length), Labels(before.Length));
        var known = Enum.GetValues<DayOfWeek>();
        return new GuardPair(() =>
        {
            var labels = new Dictionary<long, DayOfWeek>(before.Length);
            for (var i = 0; i < before.Length; i++)
                labels[before[i]] = beforeLabels[i];
            var counts = new long[8, 8];
            for (var i = 0; i < later.Length; i++)
                counts[labels.TryGetValue(later[i], out var from) ? (int)from : 7, (int)laterLabels[i]]++;
        }, () => LabelMigration.Between(
            known,
            new MemberResults<long, DayOfWeek>(new MemberKeys<long>(before, null), beforeLabels),
            new MemberResults<long, DayOfWeek>(new MemberKeys<long>(later, null), laterLabels)));

        DayOfWeek[] Labels(int count) => Enumerable.Range(0, count).Select(_ => (DayOfWeek)random.Next(7)).ToArray();
    }
}
