using System.Runtime.CompilerServices;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Conformance;

/// <summary>What a host's own rule, scorer, classifier, calculator, model, learner or progress throws comes out as itself, from small tables and from those
/// that are worked on by several threads.</summary>
public class HostFailureTests
{
    private const int Chunk = 1 << 16; // rows that a thread takes at a time

    private static readonly Dictionary<int, MemberTable<int>> Tables = new[] { 10, Chunk, Chunk + 1, 3 * Chunk }.ToDictionary(count => count, TableOf);

    private static readonly Dictionary<string, Action<MemberTable<int>, Host>> Uses = new(StringComparer.Ordinal)
    {
        ["rule"] = (table, host) => new ChurnRiskAssessor(new ChurnRiskOptions { Rules = [new(new FrequencyDropRule()), new(host)] }).Assess(table),
        ["scorer"] = (table, host) => host.Score(table),
        ["classifier"] = (table, host) => host.Classify(table),
        ["calculator"] = (table, host) => host.Calculate(table),
        ["model, alive"] = (table, host) => host.ProbabilityAlive(table),
        ["model, of a purchase"] = (table, host) => host.ProbabilityOfPurchase(table, 9),
        ["model, purchases"] = (table, host) => host.ExpectedPurchases(table, 9),
        ["model, stages"] = (table, host) => new ProbabilityStageClassifier(host).Classify(table),
        ["calibration"] = (table, host) => new CalibratedClassifier(new Constant(), host).Predict(ChurnFeatures.Table(table.Columns), new double[table.Count]),
        ["binary classifier"] = (table, host) => CalibratedClassifier.Platt(host, ChurnFeatures.Table(table.Columns), LabelsOf(table)),
        ["progress of a forest"] = (table, host) => RandomForest.Fit(
            ChurnFeatures.Table(table.Columns).Columns(["purchases", "recencyDays"]), LabelsOf(table), new RandomForestOptions { Trees = 8, MaxDepth = 2 },
            progress: host),
        ["progress of a fit"] = (table, host) => MbgNbdModel.Fit(table.In(TimeUnit.Week), progress: host),
        ["progress of a log"] = (table, host) => MemberLog.Read(RowsOf(table.Count), progress: host),
        ["sequence"] = (table, host) => MemberLog.Read(RowsOf(table.Count).Select((row, i) => i == table.Count - 1 ? throw host.Failure : row)),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var use in Uses.Keys)
            {
                foreach (var count in Tables.Keys)
                    data.Add(use, count);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_a_host_throws_comes_out_as_itself_and_nothing_holds_on_to_the_host(string use, int count) =>
        Assert.True(InTime.IsGone(FailAndForget(use, count)), $"{use}: something still holds the host.");

    /// <summary>The rows in the order in which one thread comes to them.</summary>
    [Fact]
    public void Of_several_failing_members_the_first_one_s_comes_out_on_any_number_of_threads()
    {
        var table = Tables[3 * Chunk];
        foreach (var first in new[] { 5, Chunk - 1, Chunk, 2 * Chunk + 17, 3 * Chunk - 1 })
        {
            var assessor = new ChurnRiskAssessor(new ChurnRiskOptions { Rules = [new(new From(first))] });
            Assert.Equal($"{first}", InTime.Thrown(() => assessor.Assess(table)).Message);
            Assert.Equal($"{first}", InTime.Thrown(() => assessor.Assess(table.Columns, new double[table.Count])).Message);
        }
    }

    [Fact]
    public void What_a_host_s_learner_or_join_throws_comes_out_as_itself()
    {
        var rows = OnlineRetailData.Invoices().Select(invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount));
        var options = new ChurnDatasetOptions { Origins = [new(2011, 3, 21), new(2011, 6, 19), new(2011, 9, 1)], HorizonDays = 60 };
        var log = MemberLog.Read(rows);
        var failure = new InvalidOperationException();
        Assert.Same(failure, InTime.Thrown(() => ChurnDataset.From(log, options, join: (_, _) => throw failure)));
        var data = ChurnDataset.From(log, options);
        Assert.Same(failure, InTime.Thrown(() => ChurnComparison.Of(data,
            [ChurnMethod.OfColumn("recency", "recencyDays"), ChurnMethod.OfLearner("own", (_, _) => throw failure)])));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FailAndForget(string use, int count)
    {
        var host = new Host();
        Assert.Same(host.Failure, InTime.Thrown(() => Uses[use](Tables[count], host)));
        return new WeakReference(host);
    }

    private static bool[] LabelsOf(MemberTable<int> table) => [.. Enumerable.Range(0, table.Count).Select(row => row % 3 == 0)];

    private static Transaction<int>[] RowsOf(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Transaction<int>(i, new DateOnly(2024, 1, 1).AddDays(i % 300), 1 + i % 50))];

    private static MemberTable<int> TableOf(int count)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { RecentCells = 30 });
        builder.AddRange(RowsOf(count).AsSpan());
        builder.AddRange(RowsOf(Math.Min(count, 5_000)).Select(row => row with { Time = new DateOnly(2024, 11, 2) }));
        return builder.Build();
    }

    private sealed class Constant : IBinaryClassifier
    {
        public IReadOnlyList<string> FeatureNames => ["purchases"];

        public IReadOnlyList<ColumnEncoding> Encodings => [];

        public LabelDefinition? Label => null;

        public void Predict(FeatureTable features, Span<double> destination) => destination[..features.Count].Fill(0.5);
    }

    /// <summary>A rule that throws the number of the first member from a given one on.</summary>
    private sealed class From(int first) : IChurnRule
    {
        public string Id => "from";

        public void Evaluate(MemberColumns columns, int start, Span<double> severities)
        {
            severities.Clear();
            if (start + severities.Length > first)
                throw new InvalidOperationException($"{Math.Max(first, start)}");
        }

        public ChurnSignal? Explain(MemberColumns columns, int row) => null;
    }

    /// <summary>All that a host can write, and all of it throws.</summary>
    private sealed class Host
        : IChurnRule, IRfmScorer, ILifecycleClassifier, IClvCalculator, IAttritionModel, IBinaryClassifier, ICalibration, IProgress<int>, IProgress<long>,
            IProgress<MemberValue.Estimation.FitProgress>
    {
        public Exception Failure { get; } = new NotSupportedException("the host's");

        public string Id => "own";

        public string Name => "own";

        public Text ValueName => Text.Of("value");

        public TimeUnit Unit => TimeUnit.Day;

        public RfmLevels Levels => RfmLevels.Of(5);

        public IReadOnlyList<string> FeatureNames => ["purchases"];

        public IReadOnlyList<ColumnEncoding> Encodings => [];

        public LabelDefinition? Label => null;

        public MemberValue.Estimation.FitStatus Status => MemberValue.Estimation.FitStatus.Fitted;

        public void Evaluate(MemberColumns columns, int start, Span<double> severities) => throw Failure;

        public ChurnSignal? Explain(MemberColumns columns, int row) => throw Failure;

        public void Score(MemberColumns columns, Span<RfmScore> destination) => throw Failure;

        public void Classify(MemberColumns columns, Span<LifecycleStage> destination) => throw Failure;

        public void Calculate(MemberColumns columns, Span<double> destination) => throw Failure;

        public double HorizonOf(double days) => days;

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => throw Failure;

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => throw Failure;

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) => throw Failure;

        public void Predict(FeatureTable features, Span<double> destination) => throw Failure;

        public double Apply(double score) => throw Failure;

        public void Apply(ReadOnlySpan<double> scores, Span<double> destination) => throw Failure;

        public void Report(int value) => throw Failure;

        public void Report(long value) => throw Failure;

        public void Report(MemberValue.Estimation.FitProgress value) => throw Failure;
    }
}
