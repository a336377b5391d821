using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>The ends of the ranges of options and arguments: those that belong to them, and the first values that do not.</summary>
public class MetricsRangeTests
{
    private const double Z = 1.959963984540054;

    private static readonly bool[] Labels = [true, false];
    private static readonly double[] Predictions = [0.75, 0.25];

    [Fact]
    public void The_options_of_an_evaluation_include_their_ends()
    {
        BinaryEvaluationOptions[] allowed =
        [
            new() { Bins = 1 }, new() { Bins = 1_000 }, new() { LiftBands = 1 }, new() { LiftBands = 1_000 }, new() { LogLossClip = Math.BitDecrement(0.5) },
        ];
        Assert.All(allowed, options => Assert.Equal(1, BinaryEvaluation.Of(Labels, Predictions, options).RocAuc));
        (BinaryEvaluationOptions Options, string Start)[] refused =
        [
            (new() { Bins = 1_001 }, "BinaryEvaluationOptions.Bins is 1001;"), (new() { LiftBands = 0 }, "BinaryEvaluationOptions.LiftBands is 0;"),
            (new() { LogLossClip = 0 }, "BinaryEvaluationOptions.LogLossClip is 0;"),
        ];
        Assert.All(refused, wrong => Assert.StartsWith(
            wrong.Start, Assert.Throws<ArgumentException>(() => BinaryEvaluation.Of(Labels, Predictions, wrong.Options)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_contact_may_be_free_and_every_one_may_be_saved()
    {
        var evaluation = BinaryEvaluation.Of(Labels, Predictions);
        Assert.Equal(new ProfitPoint(0.75, 1, 1, 0, 8), evaluation.Profit(new ProfitOptions { ContactCost = 0, SaveRate = 1, Value = 8 }).Best);
        Assert.StartsWith("ProfitOptions.SaveRate is 1.01;", Assert.Throws<ArgumentException>(
            () => evaluation.Profit(new ProfitOptions { SaveRate = 1.01, Value = 8 })).Message, StringComparison.Ordinal);
        Assert.Equal(0, BreakEven.ResponseRate(0, 1));
        Assert.Equal("contactCost", Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.ResponseRate(-0.01m, 1)).ParamName);
        Assert.Equal("profitPerResponse", Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.ResponseRate(1, 0)).ParamName);
    }

    [Fact]
    public void Points_of_a_profit_curve_are_each_once_however_many_are_asked_for()
    {
        var curve = BinaryEvaluation.Of([true, false, true], [0.9, 0.5, 0.5]).Profit(new ProfitOptions { Value = 50 });
        Assert.Equal([0, 1, 3], curve.Points(3).Select(point => point.Contacted));
        Assert.Equal([0, 1, 3], curve.Points(1_000).Select(point => point.Contacted));
        Assert.Equal([0, 3], curve.Points(1).Select(point => point.Contacted));
    }

    [Fact]
    public void An_interval_of_an_area_is_as_wide_as_its_error_says_and_ends_where_areas_end()
    {
        var (labels, predictions) = Predicted.Many(500, 11);
        var evaluation = BinaryEvaluation.Of(labels, predictions);
        var interval = evaluation.RocAucInterval();
        Assert.Equal(evaluation.RocAuc + Z * evaluation.RocAucStandardError, interval.Upper, 1e-9);
        Assert.Equal(evaluation.RocAuc - Z * evaluation.RocAucStandardError, interval.Lower, 1e-9);
        var small = BinaryEvaluation.Of([true, false, true, false], [0.9, 0.8, 0.7, 0.6]);
        Assert.Equal(1, small.RocAucInterval(0.999).Upper);
        Assert.Equal(0, BinaryEvaluation.Of([false, true, false, true], [0.9, 0.8, 0.7, 0.6]).RocAucInterval(0.999).Lower);

        Assert.Equal(1, new AucDifference(0.5, 0.5).Interval().Upper);
        Assert.Equal(0.5 - 0.5 * Z, new AucDifference(0.5, 0.5).Interval().Lower, 1e-9);
        Assert.Equal(-1, new AucDifference(-0.5, 0.5).Interval().Lower);
        Assert.Equal(-0.5 + 0.5 * Z, new AucDifference(-0.5, 0.5).Interval().Upper, 1e-9);
        Assert.Equal((1.0, 0.0, 1.0), (new AucDifference(0, 0).PValue, new AucDifference(0.1, 0).PValue, Math.Round(new AucDifference(0, 0.1).PValue, 12)));
        Assert.Equal(new AucDifference(0.1, 0.05).PValue, new AucDifference(-0.1, 0.05).PValue);
        Assert.Equal(0.0455002638963584, new AucDifference(0.1, 0.05).PValue, 1e-9); // two standard errors
    }

    [Fact]
    public void There_are_two_folds_at_least_and_as_many_as_rows_or_groups_at_most()
    {
        bool[] labels = [true, false, true, false];
        int[] groups = [1, 1, 2, 3];
        Assert.False(Folds.Stratified(labels, 4, 1).EveryFoldHasBothClasses);
        var two = Folds.Stratified(labels, 2, 1);
        Assert.True(two.EveryFoldHasBothClasses);
        Assert.Equal("2 folds; positive: 50.0% (1 of 2), 50.0% (1 of 2)", two.ToString());
        Assert.Equal(3, Folds.Stratified(labels, groups, 3, 1).Count);
        foreach (var wrong in new Action[]
        {
            () => Folds.Stratified(labels, 1, 1), () => Folds.Stratified(labels, 5, 1), () => Folds.Stratified(labels, groups, 1, 1),
            () => Folds.Stratified(labels, groups, 4, 1),
        })
        {
            Assert.Equal("folds", Assert.Throws<ArgumentOutOfRangeException>(wrong).ParamName);
        }

        foreach (var fold in new[] { -1, 2 })
        {
            Assert.Equal("fold", Assert.Throws<ArgumentOutOfRangeException>(() => two.Positives(fold)).ParamName);
            Assert.Equal("fold", Assert.Throws<ArgumentOutOfRangeException>(() => two.TestRows(fold)).ParamName);
            Assert.Equal("fold", Assert.Throws<ArgumentOutOfRangeException>(() => two.TrainRows(fold)).ParamName);
        }

        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => Folds.Stratified(labels, groups.AsSpan(1), 2, 1)).ParamName);
    }

    [Fact]
    public void A_bootstrap_needs_two_samples_and_a_level_between_0_and_1()
    {
        var bootstrap = new GroupedBootstrap([4, 4, 9], 1);
        Assert.Equal("3 rows in 2 groups", bootstrap.ToString());
        Assert.Equal(3, bootstrap.Interval(_ => 3, 2).Lower);
        Assert.Equal("samples", Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Interval(_ => 3, 1)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => bootstrap.Interval(_ => 3, 2, 0)).ParamName);
    }

    [Fact]
    public void A_row_is_learned_from_when_its_label_window_ends_with_the_origin_at_the_latest()
    {
        var split = Assert.Single(RollingSplit.All([0, 0, 5], [1, 5, 9]));
        Assert.Equal((5, 2, 1, 0), (split.Origin, split.TrainRows.Length, split.TestRows.Length, split.UnfinishedRows));
        Assert.Equal(
            "origin 5: learn from 1 rows, test on 1; 1 left out, their outcome not known yet",
            Assert.Single(RollingSplit.All([0, 0, 5], [1, 6, 9])).ToString());
        Assert.Contains("row 0 ends with cell 0; it must end after its origin, 0", Assert.Throws<ArgumentException>(() => RollingSplit.All([0], [0])).Message,
            StringComparison.Ordinal);
        Assert.Empty(RollingSplit.All([0], [1]));
        Assert.Equal("labelEnds", Assert.Throws<ArgumentException>(() => RollingSplit.All([0], [])).ParamName);
    }

    [Fact]
    public void A_survival_curve_takes_lengths_from_0_on_and_its_plain_interval_ends_at_0_and_1()
    {
        var curve = KaplanMeier.Of([0, 1, 2], [true, true, false]);
        Assert.Equal([2 / 3.0, 1 / 3.0, 1 / 3.0], curve.Steps.Select(step => step.Survival), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(2 / 3.0, curve.Survival(0), 1e-15);
        Assert.Equal(new ConfidenceInterval(0, 1, 0.95), KaplanMeier.Of([1, 2], [true, false]).Interval(1, kind: SurvivalInterval.Plain));
        Assert.Equal("lengths", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([double.PositiveInfinity], [true])).ParamName);
        Assert.Equal("lengths", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([-0.1], [true])).ParamName);
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(0)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => curve.Interval(1, 1)).ParamName);
        Assert.Equal("kind", Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(0.5, kind: (SurvivalInterval)7)).ParamName);
        Assert.Equal("ended", Assert.Throws<ArgumentNullException>(() => KaplanMeier.Of(null!, Array.Empty<GapCount>())).ParamName);
        Assert.Equal("open", Assert.Throws<ArgumentNullException>(() => KaplanMeier.Of(Array.Empty<GapCount>(), null!)).ParamName);
        Assert.Equal("open", Assert.Throws<ArgumentException>(() => KaplanMeier.Of([], [new GapCount(1, -1)])).ParamName);

        var counted = KaplanMeier.Of([new GapCount(3, 0), new GapCount(0, 1)], [new GapCount(2, 1)]);
        Assert.Equal([0.0, 2.0], counted.Steps.Select(step => step.Time)); // a count of 0 is no step
        Assert.Equal((1L, 1L), (counted.Ended, counted.Open));
    }

    [Fact]
    public void A_plan_of_an_experiment_has_open_ranges()
    {
        Assert.Equal("baseRate", Wrong(() => new ExperimentPlan(0, 0.1)));
        Assert.Equal("baseRate", Wrong(() => new ExperimentPlan(1, -0.1)));
        Assert.Equal("minimalUplift", Wrong(() => new ExperimentPlan(0.5, 0)));
        Assert.Equal("minimalUplift", Wrong(() => new ExperimentPlan(0.5, 0.5)));
        Assert.Equal("minimalUplift", Wrong(() => new ExperimentPlan(0.5, -0.5)));
        Assert.Equal("minimalUplift", Wrong(() => new ExperimentPlan(0.5, 1e-10))); // more members than there are whole numbers in doubles
        Assert.Equal("power", Wrong(() => new ExperimentPlan(0.5, 0.1, 0.5, 0.25)));
        Assert.Equal("power", Wrong(() => new ExperimentPlan(0.5, 0.1, 0.95, 1)));
        Assert.Equal("level", Wrong(() => new ExperimentPlan(0.5, 0.1, 0)));
        Assert.True(new ExperimentPlan(0.5, 0.1, 0.5, 0.26).MembersPerArm >= 1);

        static string? Wrong(Func<ExperimentPlan> make) => Assert.Throws<ArgumentOutOfRangeException>(() => make()).ParamName;
    }
}
