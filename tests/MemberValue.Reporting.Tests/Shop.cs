using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Reporting.Tests;

/// <summary>A small shop of eight months, the same in every run: its log, and what the library makes of it without a fit.</summary>
internal static class Shop
{
    public static readonly DateTime FirstDay = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static MemberLog<string> Log { get; } = MemberLog.Read(Rows(60));

    public static MemberTable<string> Table { get; } = Log.Table();

    /// <summary>When its members buy, by the hour.</summary>
    public static WeekActivity Week { get; } = WeekOf(Rows(60));

    public static RfmScale Scale { get; } = RfmScale.FitQuantiles(Table.Columns);

    public static MemberResults<string, RfmScore> Scores { get; } = Scale.Score(Table);

    public static LifecycleReport Lifecycle { get; } = LifecycleOf(Log);

    /// <summary>Judges members by named models alone, so that nothing is fitted.</summary>
    public static MemberValuator Valuator { get; } = MemberValuator.Create(new MemberValuatorOptions
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions(),
        Clv = new ClvOptions(),
        Scorer = Scale,
        Segments = SegmentMaps.TenCells,
        Classifier = new ThresholdStageClassifier(),
        Purchases = new BgNbdModel(new BetaGeometricParameters(0.9, 4, 0.8, 3.2), TimeUnit.Week),
        Calculator = new HistoricValueCalculator(),
        Churn = new ChurnOptions
        {
            Silence = [new WeightedRuleOptions<SilenceRuleOptions> { Rule = new SilenceRuleOptions { Days = 60, FullDays = 150 } }],
            RfmLevel = [new WeightedRuleOptions<RfmLevelRuleOptions>()],
        },
        Playbook = Playbook.Default,
    });

    /// <summary>
    /// Rows of members 0 to n - 1: each comes at a day of their own, buys some times at a pace of their own, and every ninth gives something back.
    /// </summary>
    public static IEnumerable<Transaction<string>> Rows(int members)
    {
        for (var member = 0; member < members; member++)
        {
            var day = FirstDay.AddDays(member * 97 % 200).AddHours(8 + (member * 5 % 13));
            var times = 1 + (member * 7 % 6);
            for (var time = 0; time < times && day < FirstDay.AddDays(240); time++)
            {
                yield return new Transaction<string>($"m{member:000}", day, 10 + (member * 37 % 90) + (3.5m * time)) { OrderId = $"{member}-{time}" };
                day = day.AddDays(6 + (member % 5 * 9) + (time * 4)).AddHours(time);
            }

            if (member % 9 == 4)
                yield return new Transaction<string>($"m{member:000}", day, -7.25m);
        }

        yield return new Transaction<string>("m000", FirstDay.AddDays(240), 2_000_000_000_000m); // beyond a trillion: skipped
    }

    public static WeekActivity WeekOf(IEnumerable<Transaction<string>> rows)
    {
        var builder = new WeekActivityBuilder();
        builder.AddRange(rows);
        return builder.Build();
    }

    public static double[] NetOf<TKey>(MemberTable<TKey> table)
        where TKey : notnull
    {
        var net = new double[table.Count];
        table.Columns.Net.CopyTo(net);
        return net;
    }

    public static LifecycleReport LifecycleOf<TKey>(MemberLog<TKey> log)
        where TKey : notnull
    {
        var window = log.Table().Window;
        var months = SnapshotSchedule.MonthEnds(window.FirstDay, window.LastDay);
        var builder = new LifecycleReportBuilder<TKey>(new ThresholdStageClassifier());
        foreach (var table in log.Tables(months))
            builder.Add(table);
        return builder.ToReport();
    }
}
