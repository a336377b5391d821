using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Lifecycle;

/// <summary>One member of a generated table: gaps between purchases in cells, how long ago the last was, and what else is known.</summary>
public sealed record StageMember(int[] Gaps, int Back, bool Bought, decimal Net, int? RegisteredBack, int? VisitedBack)
{
    public int Purchases => Bought ? Gaps.Length + 1 : 0;

    public override string ToString() =>
        $"gaps [{string.Join(' ', Gaps)}], {Back} back, bought {Bought}, net {Net}, registered {RegisteredBack} back, visited {VisitedBack} back";
}

/// <summary>Member columns for the tests of the pillar.</summary>
internal static class StageData
{
    public const int Today = 730_000; // a day number in 1999

    public static readonly ObservationWindow Days = new(CellCalendar.Days, Today - 6_000, Today);

    /// <summary>A day of the calendar in which day 0 is <see cref="Today"/>.</summary>
    public static ObservationWindow Through(int lastCell) => new(CellCalendar.Days, Today - 6_000, lastCell);

    public static StageMember Bought(int back, params int[] gaps) => new(gaps, back, true, 0, null, null);

    public static StageMember Never(int? registeredBack = null, int? visitedBack = null) => new([], 0, false, 0, registeredBack, visitedBack);

    public static MemberColumns Columns(params IReadOnlyList<StageMember> members) => Columns(Days, members);

    public static MemberColumns Columns(ObservationWindow window, IReadOnlyList<StageMember> members)
    {
        int? Cell(int? back) => back is { } known ? window.LastCell - known : null;
        int? If(bool there, int back) => there ? window.LastCell - back : null;
        return MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = members.Select(member => member.Purchases).ToArray(),
            FirstPurchaseCell = members.Select(member => If(member.Bought, member.Back + member.Gaps.Sum())).ToArray(),
            LastPurchaseCell = members.Select(member => If(member.Bought, member.Back)).ToArray(),
            PreviousPurchaseCell = members.Select(member => If(member.Purchases >= 2, member.Back + (member.Gaps.Length == 0 ? 0 : member.Gaps[^1]))).ToArray(),
            Net = members.Select(member => member.Net).ToArray(),
            RegistrationCell = members.Select(member => Cell(member.RegisteredBack)).ToArray(),
            LastVisitCell = members.Select(member => Cell(member.VisitedBack)).ToArray(),
        });
    }

    public static MemberRow Row(StageMember member, ObservationWindow? window = null) => Columns(window ?? Days, [member]).Row(0);

    /// <summary>The same member in a window that ends elsewhere: nothing has happened since.</summary>
    public static MemberRow Silent(MemberRow row, int through) => MemberColumns.Of(Through(through), 1, row.ToColumns().Columns).Row(0);

    public static MemberTable<int> Table(MemberColumns columns) => MemberTable.FromColumns(Enumerable.Range(0, columns.Count).ToArray(), columns);

    public static LifecycleStage[] Spans(ILifecycleClassifier classifier, MemberColumns columns)
    {
        var stages = new LifecycleStage[columns.Count];
        classifier.Classify(columns, stages);
        return stages;
    }

    public static LifecycleStage StageOf(this ILifecycleClassifier classifier, StageMember member, ObservationWindow? window = null) =>
        classifier.Classify(Row(member, window));

    /// <summary>Members around the limits of the classifiers below.</summary>
    public static Gen<StageMember> Member()
    {
        var back = Gen.OneOf(Gen.Choose(0, 120), Gen.Choose(0, 900));
        var maybe = Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(0, 400).Select(cells => (int?)cells));
        return from gaps in Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(1, 9), Gen.Choose(1, 400)).ArrayOf().Select(all => all.Take(9).ToArray())
               from last in back
               from bought in Gen.Choose(0, 5)
               from net in Gen.Elements(0m, 99.99m, 100m, 100.01m, -5m, 1_234_567.89m)
               from registered in maybe
               from visited in maybe
               select new StageMember(gaps, last, bought > 0, net, registered, visited);
    }

    public static StageMember[] Random(int n, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, n).Select(_ => new StageMember(
            Enumerable.Range(0, random.Next(3) == 0 ? 0 : random.Next(10)).Select(_ => 1 + random.Next(random.Next(2) == 0 ? 12 : 120)).ToArray(),
            random.Next(random.Next(2) == 0 ? 60 : 400), random.Next(6) > 0, random.Next(0, 30_000) / 100m,
            random.Next(2) == 0 ? null : random.Next(400), random.Next(2) == 0 ? null : random.Next(400))).ToArray();
    }

    public static AttritionModel FittedBgNbd => new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week);

    public static AttritionModel FittedParetoNbd => new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week);

    /// <summary>Every kind of classifier, with each of its ways through the columns.</summary>
    public static Dictionary<string, ILifecycleClassifier> Classifiers() => new()
    {
        ["thresholds"] = new ThresholdStageClassifier(),
        ["classes"] = new ThresholdStageClassifier(Classes()),
        ["engagement"] = new ThresholdStageClassifier(Engagement()),
        ["bare"] = new ThresholdStageClassifier(new ThresholdStageOptions { FirstTimeDays = null, ReturnedDays = null, LoyalPurchases = null }),
        ["rhythm"] = new RhythmStageClassifier(PurchaseRhythm.Of(21.3, 2.4), new RhythmStageOptions { LoyalSpend = 100m, NewLostFromDays = 90 }),
        ["rhythm, all alike"] = new RhythmStageClassifier(
            PurchaseRhythm.Of(30, double.PositiveInfinity), new RhythmStageOptions { GapAtLeastDays = null, GapAtMostDays = null, ReturnedDays = null }),
        ["probability"] = new ProbabilityStageClassifier(FittedBgNbd, new ProbabilityStageOptions { LoyalSpend = 100m, NewDormantFromDays = 60 }),
        ["alive"] = new ProbabilityStageClassifier(
            FittedParetoNbd, new ProbabilityStageOptions { Basis = ProbabilityBasis.Alive, DormantBelow = 0.6, LostBelow = 0.3 }),
        ["alive, BG/NBD"] = new ProbabilityStageClassifier(
            FittedBgNbd, new ProbabilityStageOptions { Basis = ProbabilityBasis.Alive, LostBelow = 0.3, FirstTimeDays = null }),
    };

    public static TheoryData<string> Names => [.. Classifiers().Keys];

    public static StageExplanation Explain(ILifecycleClassifier classifier, MemberRow row) => classifier switch
    {
        ThresholdStageClassifier threshold => threshold.Explain(row),
        RhythmStageClassifier rhythm => rhythm.Explain(row),
        ProbabilityStageClassifier probability => probability.Explain(row),
        _ => throw new ArgumentException("not ours", nameof(classifier)),
    };

    public static ThresholdStageOptions Classes() => new()
    {
        Limits = [new(8, null, 20, 45), new(1, 2, 40, 120), new(3, 7, 30.5, 90)],
        FirstTimeDays = 35,
        ReturnedDays = 14,
        LoyalPurchases = 4,
        LoyalSpend = 100m,
        NewDormantFromDays = 30,
        NewLostFromDays = 60,
    };

    private static ThresholdStageOptions Engagement() => new()
    {
        Silence = SilenceSource.Engagement,
        FirstTimeDays = 60,
        ReturnedDays = 45,
        LoyalPurchases = null,
        LoyalSpend = 100m,
        NewDormantFromDays = 30,
    };
}
