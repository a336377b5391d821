using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members with every column that a built-in rule looks at, now and at an earlier snapshot; and all built-in rules.</summary>
internal static class ChurnBenchmarkData
{
    public static MemberColumns Columns(int members)
    {
        var random = new Random(2);
        var columns = WithRecent(StageBenchmarkData.Columns(members), random);
        var before = columns.With(RfmColumns.Score, Scores(members, random)).With(LifecycleColumns.Stage, Stages(members, random));
        return columns
            .With(RfmColumns.Score, Scores(members, random))
            .With(LifecycleColumns.Stage, Stages(members, random))
            .With(ClvColumns.ProbabilityOfPurchase, Doubles(members, random), new ColumnNote { Model = "BG/NBD", HorizonDays = 90 })
            .With(ClvColumns.ProbabilityAlive, Doubles(members, random), new ColumnNote { Model = "Pareto/NBD" })
            .With(new MemberColumn<double>("complaints"), Filled(members, _ => random.Next(10) == 0 ? 1.0 + random.Next(4) : 0))
            .With(new MemberColumn<double>("satisfaction"), Filled(members, _ => random.Next(2) == 0 ? double.NaN : 1 + random.Next(5)))
            .WithEarlier(before, Filled(members, i => random.Next(50) == 0 ? -1 : i));
    }

    /// <summary>All kinds of built-in rules; those that judge two things stand twice.</summary>
    public static ChurnRiskAssessor Assessor() => new(new ChurnRiskOptions
    {
        Rules = new IChurnRule[]
        {
            new OverdueRule(PurchaseRhythm.Of(60, 1.5)),
            new SilenceRule(),
            new FrequencyDropRule(),
            new SpendDropRule(),
            new RfmLevelRule(),
            new RfmFallRule(),
            new StageEnteredRule(),
            new ProbabilityRule(),
            new ProbabilityRule(new ProbabilityRuleOptions { Id = "alive", Basis = ProbabilityBasis.Alive }),
            new EngagementRule(),
            new RefundShareRule(),
            new ColumnRule(new ColumnRuleOptions { Id = "complaints", Column = "complaints", AtLeast = 2, FullAt = 4 }),
            new ColumnRule(new ColumnRuleOptions { Id = "satisfaction", Column = "satisfaction", AtMost = 2, FullAt = 1 }),
        }.Select(rule => new WeightedRule(rule, 0.5)).ToArray(),
    });

    private static MemberColumns WithRecent(MemberColumns columns, Random random)
    {
        var members = columns.Count;
        int Fewer(int i) => Math.Min(columns.Purchases[i], random.Next(1 + random.Next(8)));
        return MemberColumns.Of(columns.Window, members,
        [
            new ColumnValues<int>(LogColumns.Purchases, columns.Purchases.ToArray()),
            new ColumnValues<int>(LogColumns.FirstPurchaseCell, columns.FirstPurchaseCell.ToArray()),
            new ColumnValues<int>(LogColumns.LastPurchaseCell, columns.LastPurchaseCell.ToArray()),
            new ColumnValues<int>(LogColumns.RecentPurchases, Filled(members, Fewer)),
            new ColumnValues<int>(LogColumns.EarlierPurchases, Filled(members, Fewer)),
            new MoneyValues(LogColumns.RecentSpend, MoneyColumn.FromScaled(Filled(members, _ => random.NextInt64(30_000)), decimals: 2)),
            new MoneyValues(LogColumns.EarlierSpend, MoneyColumn.FromScaled(Filled(members, _ => random.Next(3) == 0 ? 0 : random.NextInt64(30_000)), decimals: 2)),
            new MoneyValues(LogColumns.Sales, MoneyColumn.FromScaled(Filled(members, _ => random.NextInt64(90_000)), decimals: 2)),
            new MoneyValues(LogColumns.Refunds, MoneyColumn.FromScaled(Filled(members, _ => random.Next(4) == 0 ? random.NextInt64(60_000) : 0), decimals: 2)),
            new ColumnValues<int>(LogColumns.LastVisitCell, Filled(members, _ => random.Next(5) == 0 ? MemberColumns.NoCell : columns.Window.LastCell - random.Next(120))),
        ], recentCells: 90);
    }

    private static RfmScore[] Scores(int members, Random random) =>
        Filled(members, _ => random.Next(10) == 0 ? RfmScore.Unscored : new RfmScore(1 + random.Next(5), 1 + random.Next(5), 1 + random.Next(5)));

    private static LifecycleStage[] Stages(int members, Random random) => Filled(members, _ => (LifecycleStage)(1 + random.Next(7)));

    private static double[] Doubles(int members, Random random) => Filled(members, _ => random.NextDouble());

    private static T[] Filled<T>(int members, Func<int, T> at)
    {
        var values = new T[members];
        for (var i = 0; i < members; i++)
            values[i] = at(i);
        return values;
    }
}
