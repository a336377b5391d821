using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Churn;

/// <summary>Inputs and rules for the tests of the pillar.</summary>
internal static class ChurnData
{
    public const int Today = 730_000;

    public static readonly MemberColumn<double> Complaints = new("complaints");

    public static readonly MemberColumn<double> Satisfaction = new("satisfaction");

    public static readonly ObservationWindow Days = new(CellCalendar.Days, Today - 2_000, Today);

    /// <summary>Inputs of members who bought at cells so many days back, first to last.</summary>
    public static MemberColumns Bought(params int[][] daysBack) => MemberColumns.FromColumns(Days, new MemberColumnData
    {
        Purchases = daysBack.Select(back => back.Length).ToArray(),
        FirstPurchaseCell = daysBack.Select(back => back.Length == 0 ? null : (int?)(Today - back[0])).ToArray(),
        LastPurchaseCell = daysBack.Select(back => back.Length == 0 ? null : (int?)(Today - back[^1])).ToArray(),
    });

    public static MemberColumns Of(MemberColumnData data) => MemberColumns.FromColumns(Days, data);

    public static double[] Severities(IChurnRule rule, MemberColumns columns)
    {
        var severities = new double[columns.Count];
        rule.Evaluate(columns, 0, severities);
        return severities;
    }

    public static double Severity(IChurnRule rule, MemberColumns columns) => Assert.Single(Severities(rule, columns));

    /// <summary>The note of a column of probabilities.</summary>
    public static ColumnNote By(string model, double? horizonDays = null) => new() { Model = model, HorizonDays = horizonDays };

    /// <summary>Members of every kind: missing values, new ones, those who never bought.</summary>
    public static MemberColumns Random(int n, int seed, int daysOn = 0)
    {
        var random = new Random(seed);
        var window = new ObservationWindow(CellCalendar.Days, Today - 2_000, Today + daysOn);
        var purchases = Make(n, _ => random.Next(6) == 0 ? 0 : 1 + random.Next(20));
        var last = Make(n, i => purchases[i] == 0 ? null : (int?)(window.LastCell - random.Next(random.Next(2) == 0 ? 60 : 500)));
        var first = Make(n, i => purchases[i] < 2 ? last[i] : last[i] - purchases[i] - random.Next(600));
        var recent = Make(n, i => random.Next(1 + purchases[i] / 2));
        int Level() => 1 + random.Next(5);
        var columns = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = purchases,
            FirstPurchaseCell = first,
            LastPurchaseCell = last,
            RecentCells = 90,
            RecentPurchases = recent,
            EarlierPurchases = Make(n, i => random.Next(1 + purchases[i] - recent[i])),
            RecentSpend = Make(n, _ => random.Next(-1_000, 9_000) / 100m),
            EarlierSpend = Make(n, _ => random.Next(3) == 0 ? 0 : random.Next(-500, 20_000) / 100m),
            Sales = Make(n, _ => random.Next(8) == 0 ? 0 : random.Next(50_000) / 100m),
            Refunds = Make(n, _ => random.Next(3) == 0 ? random.Next(20_000) / 100m : 0),
            LastVisitCell = Make(n, _ => random.Next(4) == 0 ? null : (int?)(window.LastCell - random.Next(120))),
        });
        return columns
            .With(RfmColumns.Score, Make(n, i => purchases[i] == 0 ? RfmScore.Unscored : new RfmScore(Level(), Level(), Level())))
            .With(LifecycleColumns.Stage, Make(n, _ => (LifecycleStage)random.Next(8)))
            .With(ClvColumns.ProbabilityOfPurchase, Make(n, _ => random.Next(9) == 0 ? double.NaN : random.NextDouble()), By("BG/NBD", 90))
            .With(ClvColumns.ProbabilityAlive, Make(n, i => purchases[i] == 1 ? 1 : random.NextDouble()), By("BG/NBD"))
            .With(Complaints, Make(n, _ => (double)random.Next(5)))
            .With(Satisfaction, Make(n, _ => random.Next(3) == 0 ? double.NaN : 1 + random.Next(5)));
    }

    /// <summary>The same with an earlier snapshot of other members too.</summary>
    public static MemberColumns WithEarlier(int n, int seed)
    {
        var random = new Random(seed);
        return Random(n, seed, 30).WithEarlier(Random(n + 3, seed + 1), Make(n, i => random.Next(5) == 0 ? -1 : random.Next(n + 3)));
    }

    /// <summary>One of every kind, and some twice.</summary>
    public static IChurnRule[] Rules() =>
    [
        new OverdueRule(PurchaseRhythm.Of(40, 1.5)),
        new SilenceRule(),
        new SilenceRule(new SilenceRuleOptions { Id = "silent of all", Silence = SilenceSource.Engagement, Days = 20, FullDays = 20 }),
        new FrequencyDropRule(),
        new SpendDropRule(new SpendDropRuleOptions { EarlierSpendAtLeast = 10.5m, FullDrop = 0.9, SeverityAtLimit = 0.1 }),
        new RfmLevelRule(),
        new RfmLevelRule(new RfmLevelRuleOptions { Id = "weighted", Measure = RfmMeasure.Weighted, Weights = RfmWeights.Equal, AtMost = 2.5 }),
        new RfmFallRule(),
        new StageEnteredRule(),
        new ProbabilityRule(),
        new ProbabilityRule(new ProbabilityRuleOptions { Id = "alive", Basis = ProbabilityBasis.Alive, Below = 0.4, FullAt = 0.1 }),
        new EngagementRule(),
        new RefundShareRule(),
        new ColumnRule(new ColumnRuleOptions { Id = "complaints", Column = "complaints", AtLeast = 2, FullAt = 4 }),
        new ColumnRule(new ColumnRuleOptions { Id = "satisfaction", Column = "satisfaction", AtMost = 2, FullAt = 1 }),
    ];

    public static ChurnRiskAssessor Assessor(RiskCombination combination = RiskCombination.NoisyOr, IEnumerable<IChurnRule>? rules = null) =>
        new(new ChurnRiskOptions
        {
            Combination = combination,
            Rules = (rules ?? Rules()).Select(rule => new WeightedRule(rule, 0.1 + 0.05 * (rule.Id.Length % 7))).ToArray(),
        });

    public static double[] Risks(ChurnRiskAssessor assessor, MemberColumns columns)
    {
        var risks = new double[columns.Count];
        assessor.Assess(columns, risks);
        return risks;
    }

    public static MemberTable<int> Table(MemberColumns columns, int firstKey = 0) =>
        MemberTable.FromColumns(Enumerable.Range(firstKey, columns.Count).ToArray(), columns);

    public static T[] Make<T>(int n, Func<int, T> at) => Enumerable.Range(0, n).Select(at).ToArray();
}

/// <summary>A user's own rule: a severity a member, given.</summary>
internal sealed class GivenRule(string id, params double[] severities) : IChurnRule
{
    public string Id => id;

    public bool Explains { get; init; } = true;

    public void Evaluate(MemberColumns columns, int start, Span<double> destination) => severities.AsSpan(start, destination.Length).CopyTo(destination);

    public ChurnSignal? Explain(MemberColumns columns, int row) => !Explains || !(severities[row] > 0) ? null : new ChurnSignal
    {
        RuleId = id,
        Severity = severities[row],
        Value = severities[row],
        Limit = 0,
        Unit = "given",
        Template = Text.Of("Given.", "给定。"),
        Text = Text.Of("Given.", "给定。"),
    };
}
