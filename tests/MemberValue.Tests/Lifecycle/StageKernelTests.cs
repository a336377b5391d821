using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Vectors agree with the scalar definition in every grain, and large tables with spans; what every classifier promises is in KernelTests.</summary>
public class StageKernelTests
{
    public static TheoryData<string> Names => StageData.Names;

    private static readonly ObservationWindow[] Windows =
    [
        StageData.Days,
        new(CellCalendar.Hours, StageData.Today * 24 - 40_000, StageData.Today * 24 + 7),
        new(CellCalendar.Weeks(DayOfWeek.Sunday), StageData.Today / 7 - 6_000, StageData.Today / 7),
        new(CellCalendar.Instants, 0, 500_000_000),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_and_single_members_agree_in_every_grain(string name)
    {
        var classifier = StageData.Classifiers()[name];
        foreach (var window in Windows)
        {
            for (var n = 0; n <= 65; n++)
            {
                var columns = StageData.Columns(window, StageData.Random(n, 100 + n));
                var spans = StageData.Spans(classifier, columns);
                for (var i = 0; i < n; i++)
                    Assert.Equal(classifier.Classify(columns.Row(i)), spans[i]);
                Assert.Equal(Scalar(classifier, columns) ?? spans, spans);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_large_table_gives_what_the_definition_gives(string name)
    {
        var classifier = StageData.Classifiers()[name];
        var columns = StageData.Columns(StageData.Random(150_001, 3));
        var stages = classifier.Classify(StageData.Table(columns));
        Assert.Equal(StageData.Spans(classifier, columns), stages.Values.ToArray());
        Assert.Equal(Scalar(classifier, columns) ?? stages.Values.ToArray(), stages.Values.ToArray());
        Assert.True(stages.Values.ToArray().Distinct().Count() >= 4);
    }

    [Fact]
    public void Instants_at_both_ends_of_their_range_do_not_overflow()
    {
        int[] first = [int.MinValue + 1, int.MinValue + 1, int.MinValue + 1, int.MaxValue - 1];
        int[] last = [int.MaxValue, int.MaxValue - 10, int.MinValue + 2, int.MaxValue];
        int[] previous = [int.MinValue + 1, int.MinValue + 2, int.MinValue + 1, int.MaxValue - 1];
        var window = new ObservationWindow(CellCalendar.Instants, int.MinValue + 1, int.MaxValue);
        var columns = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = Enumerable.Repeat(3, 64).Select((three, i) => i % 4 is 0 or 2 or 3 ? 2 : three).ToArray(),
            FirstPurchaseCell = Enumerable.Range(0, 64).Select(i => (int?)first[i % 4]).ToArray(),
            LastPurchaseCell = Enumerable.Range(0, 64).Select(i => (int?)last[i % 4]).ToArray(),
            PreviousPurchaseCell = Enumerable.Range(0, 64).Select(i => (int?)previous[i % 4]).ToArray(),
        });
        var thresholds = new ThresholdStageClassifier(StagePresets.Durables);
        var rhythm = new RhythmStageClassifier(PurchaseRhythm.Of(30, 5));
        foreach (var (classifier, scalar) in new (
            ILifecycleClassifier, LifecycleStage[])[] { (thresholds, Scalar(thresholds, columns)!), (rhythm, Scalar(rhythm, columns)!) })
        {
            Assert.Equal(scalar, StageData.Spans(classifier, columns));
            Assert.Equal([LifecycleStage.Returned, LifecycleStage.Returned, LifecycleStage.Lost, LifecycleStage.Active], scalar.Take(4));
        }
    }

    [Theory]
    [InlineData("0.005")]
    [InlineData("100.001")]
    [InlineData("92233720368547758.07")]
    [InlineData("92233720368547758.08")]
    [InlineData("79228162514264337593543950335")]
    public void Spend_is_compared_exactly(string limit)
    {
        var spend = decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture);
        var classifier = new ThresholdStageClassifier(new ThresholdStageOptions { LoyalPurchases = null, LoyalSpend = spend });
        decimal[] amounts = [0m, 0.01m, 100m, 100.01m, 90_000_000_000_000_000.01m, 90_000_000_000_000_000m];
        foreach (var wide in new[] { false, true })
        {
            var members = Enumerable.Range(0, 65).Select(i => StageData.Bought(3, 5) with { Net = amounts[i % amounts.Length] }).ToList();
            if (wide)
                members.Add(StageData.Bought(3, 5) with { Net = 100_000_000_000_000_000_000m });
            var columns = StageData.Columns(members);
            Assert.Equal(!wide, columns.Net.IsScaled);
            var stages = StageData.Spans(classifier, columns);
            for (var i = 0; i < members.Count; i++)
                Assert.Equal(members[i].Net >= spend ? LifecycleStage.Loyal : LifecycleStage.Active, stages[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_that_is_missing_and_a_cancellation_are_errors_that_write_nothing(string name)
    {
        var classifier = StageData.Classifiers()[name];
        var stages = Enumerable.Repeat((LifecycleStage)77, 40).ToArray();
        var bare = MemberColumns.FromColumns(StageData.Days, new MemberColumnData { Purchases = new int[30] });
        Assert.Contains("LastPurchaseCell was not fed", Assert.Throws<InvalidOperationException>(() => classifier.Classify(bare, stages)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => classifier.Classify(StageData.Table(bare)));
        Assert.All(stages, stage => Assert.Equal((LifecycleStage)77, stage));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var table = StageData.Table(StageData.Columns(StageData.Random(40, 5)));
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(table, stopped.Token));
    }

    [Fact]
    public void Only_columns_that_the_options_use_are_asked_for()
    {
        var columns = MemberColumns.FromColumns(StageData.Days, new MemberColumnData
        {
            Purchases = [2],
            FirstPurchaseCell = [StageData.Today - 50],
            LastPurchaseCell = [StageData.Today - 10],
        });
        ILifecycleClassifier Of(ThresholdStageOptions options) => new ThresholdStageClassifier(options);
        (MemberColumn? Missing, ILifecycleClassifier Classifier)[] cases =
        [
            (null, Of(new() { ReturnedDays = null })),
            (LogColumns.PreviousPurchaseCell, Of(new())),
            (LogColumns.Net, Of(new() { ReturnedDays = null, LoyalSpend = 1 })),
            (LogColumns.LastVisitCell, Of(new() { ReturnedDays = null, Silence = SilenceSource.Engagement })),
            (LogColumns.RegistrationCell, Of(new() { ReturnedDays = null, NewLostFromDays = 5 })),
            (null, new RhythmStageClassifier(PurchaseRhythm.Of(30, 5), new() { ReturnedDays = null })),
            (LogColumns.PreviousPurchaseCell, new RhythmStageClassifier(PurchaseRhythm.Of(30, 5))),
            (null, new ProbabilityStageClassifier(StageData.FittedBgNbd, new() { ReturnedDays = null })),
            (LogColumns.PreviousPurchaseCell, new ProbabilityStageClassifier(StageData.FittedBgNbd)),
        ];
        foreach (var (missing, classifier) in cases)
        {
            if (missing is null)
                Assert.Equal(LifecycleStage.Active, StageData.Spans(classifier, columns)[0]);
            else
                Assert.Contains($"{missing} was not fed", Assert.Throws<InvalidOperationException>(() => StageData.Spans(classifier, columns)).Message,
                    StringComparison.Ordinal);
        }
    }

    private static LifecycleStage[]? Scalar(ILifecycleClassifier classifier, MemberColumns columns)
    {
        var stages = new LifecycleStage[columns.Count];
        if (classifier is ThresholdStageClassifier threshold)
            threshold.ClassifyScalar(columns, stages);
        else if (classifier is RhythmStageClassifier rhythm)
            rhythm.ClassifyScalar(columns, stages);
        else
            return null;
        return stages;
    }
}
