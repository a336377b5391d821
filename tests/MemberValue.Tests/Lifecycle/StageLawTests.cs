using FsCheck.Fluent;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Lifecycle;

/// <summary>Laws of every classifier.</summary>
public class StageLawTests
{
    public static TheoryData<string> Names => StageData.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_member_has_one_stage_and_the_explanation_names_it(string name)
    {
        var classifier = StageData.Classifiers()[name];
        Law.Holds(StageData.Member().ToArbitrary(), member =>
        {
            var row = StageData.Row(member);
            var stage = classifier.Classify(row);
            var why = StageData.Explain(classifier, row);
            return stage == why.Stage && LifecycleStages.All.Contains(stage)
                && (member.Purchases > 0 || stage is LifecycleStage.New or LifecycleStage.Dormant or LifecycleStage.Lost)
                && why.Text.English.StartsWith($"{LifecycleStages.NameOf(stage)}: ", StringComparison.Ordinal)
                && why.Text.Chinese.StartsWith(LifecycleStages.NameOf(stage).Chinese, StringComparison.Ordinal)
                && why.Text.English.Contains("never bought", StringComparison.Ordinal) == (!member.Bought && stage != LifecycleStage.New);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_silence_never_lifts_a_member_out_of_Lost_or_out_of_Dormant_but_to_Lost(string name)
    {
        var classifier = StageData.Classifiers()[name];
        Law.Holds(StageData.Member().ToArbitrary(), member =>
        {
            var row = StageData.Row(member);
            var before = LifecycleStage.New;
            for (var later = 0; later < 1_500; later += later < 200 ? 1 : 50)
            {
                var stage = classifier.Classify(StageData.Silent(row, StageData.Today + later));
                if ((before == LifecycleStage.Lost && stage != before)
                    || (before == LifecycleStage.Dormant && stage is not (LifecycleStage.Dormant or LifecycleStage.Lost)))
                    return false;
                before = stage;
            }

            return true;
        }, runs: 40);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stage_changes_in_the_cell_that_the_explanation_says_and_not_before(string name)
    {
        var classifier = StageData.Classifiers()[name];
        Law.Holds(StageData.Member().ToArbitrary(), member =>
        {
            var row = StageData.Row(member);
            var why = StageData.Explain(classifier, row);
            LifecycleStage At(int cell) => classifier.Classify(StageData.Silent(row, cell));
            if (why.Next is not { } next)
                return Enumerable.Range(0, 30).All(step => At(StageData.Today + step * step * 20) == why.Stage);
            return next.Cell > StageData.Today && next.Stage != why.Stage && At(next.Cell) == next.Stage && next.Start == CellCalendar.Days.StartOf(next.Cell)
                && Enumerable.Range(StageData.Today, Math.Min(next.Cell - StageData.Today, 400)).All(cell => At(cell) == why.Stage)
                && At(next.Cell - 1) == why.Stage;
        }, runs: 60);
    }

    [Fact]
    public void Thresholds_are_what_a_plain_reading_of_the_rules_gives()
    {
        var classifier = new ThresholdStageClassifier(StageData.Classes());
        Law.Holds(StageData.Member().ToArbitrary(), member => classifier.StageOf(member) == Plain(member), runs: 2_000);

        static LifecycleStage Plain(StageMember member)
        {
            if (member.Purchases == 0)
                return member.RegisteredBack switch { >= 60 => LifecycleStage.Lost, >= 30 => LifecycleStage.Dormant, _ => LifecycleStage.New };
            (double Dormant, double Lost) Limits(int purchases) => purchases <= 2 ? (40, 120) : purchases <= 7 ? (30.5, 90) : (20, 45);
            if (member.Back >= Limits(member.Purchases).Lost)
                return LifecycleStage.Lost;
            if (member.Back >= Limits(member.Purchases).Dormant)
                return LifecycleStage.Dormant;
            if (member.Purchases > 1 && member.Gaps[^1] - 1 >= Limits(member.Purchases - 1).Dormant && member.Back < 14)
                return LifecycleStage.Returned;
            if (member.Purchases >= 4 && member.Net >= 100m)
                return LifecycleStage.Loyal;
            return member.Purchases == 1 && member.Back < 35 ? LifecycleStage.FirstTime : LifecycleStage.Active;
        }
    }

    [Fact]
    public void A_rhythm_is_what_a_plain_reading_of_the_formula_gives()
    {
        var classifier = (RhythmStageClassifier)StageData.Classifiers()["rhythm"];
        Law.Holds(StageData.Member().ToArbitrary(), member => classifier.StageOf(member) == Plain(member), runs: 2_000);

        static LifecycleStage Plain(StageMember member)
        {
            if (member.Purchases == 0)
                return member.RegisteredBack >= 90 ? LifecycleStage.Lost : LifecycleStage.New;
            // In units of 1/100 of k + n, whole numbers: (k m + t) / (k + n) with k = 2.4, m = 21.3.
            static bool Reached(int silence, int[] gaps, decimal multiple) =>
                silence >= multiple * Math.Clamp((2.4m * 21.3m + gaps.Sum()) / (2.4m + gaps.Length), 7m, 365m);
            if (Reached(member.Back, member.Gaps, 4))
                return LifecycleStage.Lost;
            if (Reached(member.Back, member.Gaps, 2))
                return LifecycleStage.Dormant;
            if (member.Purchases > 1 && Reached(member.Gaps[^1] - 1, member.Gaps[..^1], 2) && member.Back < 30)
                return LifecycleStage.Returned;
            if (member.Purchases >= 5 && member.Net >= 100m)
                return LifecycleStage.Loyal;
            return member.Purchases == 1 && member.Back < 30 ? LifecycleStage.FirstTime : LifecycleStage.Active;
        }
    }

    [Fact]
    public void Probabilities_are_what_the_model_says_member_by_member()
    {
        var model = StageData.FittedBgNbd;
        var classifier = (ProbabilityStageClassifier)StageData.Classifiers()["probability"];
        Law.Holds(StageData.Member().ToArbitrary(), member => classifier.StageOf(member) == Plain(member), runs: 1_000);

        LifecycleStage Plain(StageMember member)
        {
            if (member.Purchases == 0)
                return member.RegisteredBack >= 60 ? LifecycleStage.Dormant : LifecycleStage.New;
            double Now(int[] gaps, int silence) => model.ProbabilityOfPurchase(new(gaps.Length, gaps.Sum() / 7.0, (gaps.Sum() + silence) / 7.0), 90 / 7.0);
            var probability = Now(member.Gaps, member.Back);
            if (probability < 0.1)
                return LifecycleStage.Lost;
            if (probability < 0.3)
                return LifecycleStage.Dormant;
            if (member.Purchases > 1 && Now(member.Gaps[..^1], member.Gaps[^1] - 1) < 0.3 && member.Back < 30)
                return LifecycleStage.Returned;
            if (member.Purchases >= 5 && member.Net >= 100m)
                return LifecycleStage.Loyal;
            return member.Purchases == 1 && member.Back < 30 ? LifecycleStage.FirstTime : LifecycleStage.Active;
        }
    }
}
