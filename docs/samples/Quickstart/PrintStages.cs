using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

/// <summary>Stages, migration, cohorts and actions on the screen.</summary>
internal static class PrintStages
{
    private const int NameWidth = 16;

    public static void Limits(Stages stages, Screen screen)
    {
        screen.Line(
            "\nSilence that is unusual in this shop: 80% of gaps between purchases have ended by Dormant, 90% by Lost",
            "\n本店的沉睡和流失标准：到沉睡标准时，80%的购买间隔已经结束；到流失标准时，90%已经结束");
        foreach (var item in stages.Limits.Classes)
        {
            var (from, dormant, lost) = (item.FromPurchases, item.Dormant, item.Lost);
            screen.Line(
                $"{(item.ThroughPurchases is { } through ? $"{from} to {through} purchases" : $"{from} and more purchases"),-22}"
                    + $"Dormant from {dormant.Days,3:N0} days ({dormant.Source}), Lost from {lost.Days,3:N0} days ({lost.Source})",
                Screen.Pad(item.ThroughPurchases is { } last ? $"购买{from}至{last}次" : $"购买{from}次及以上", 22)
                    + $"未购满{dormant.Days,3:N0}天为沉睡（{Source(dormant.Source)}），满{lost.Days,3:N0}天为流失（{Source(lost.Source)}）");
        }
    }

    public static void Counts(Stages stages, Screen screen)
    {
        var last = stages.Report.Dates[^1];
        Console.WriteLine(
            "\n" + screen.Pad($"Stages, {DateOf(last.Period)}", $"阶段，{DateOf(last.Period)}", 22) + screen.Head("members", "会员数", 9)
            + screen.Head("share", "占比", 8) + screen.Head("revenue of the month", "当月净消费", 22) + screen.Head("revenue so far", "累计净消费", 18));
        foreach (var row in last.Stages)
        {
            Console.WriteLine(Screen.Pad(Name(row.Stage, screen), 22)
                + $"{row.Members.Count,9:N0}{row.Members.Rate,8:P1}{row.Revenue,22:N2}{row.RevenueToDate,18:N2}");
        }

        var metrics = last.Metrics;
        screen.Line(
            $"\nIn this month {metrics.ActiveMembers:N0} of {metrics.Members:N0} members bought, {metrics.NewMembers:N0} for the first time."
                + $" Of those who bought the month before {metrics.RetentionRate} did again. An order was worth {metrics.AverageOrderValue:N2}.",
            $"\n当月{metrics.Members:N0}位会员中有{metrics.ActiveMembers:N0}位购买，其中{metrics.NewMembers:N0}位是首购。"
                + $"上月购买过的会员当月留存率为{Share(metrics.RetentionRate)}。客单价{metrics.AverageOrderValue:N2}。");
    }

    public static void Migration(Stages stages, Screen screen)
    {
        var moves = stages.Report.History.Pooled();
        var shown = LifecycleStages.All.Where(stage => moves.IsObserved(stage) || moves.LaterCount(stage) > 0).ToList();
        screen.Line($"\nFrom month to month, {moves.Pairs} pairs of month ends together", $"\n逐月阶段迁移，合计{moves.Pairs}对相邻月末");
        Console.WriteLine(
            screen.Pad("from \\ to", "原阶段 \\ 新阶段", NameWidth) + screen.Head("members", "会员数", 9)
            + string.Concat(shown.Select(to => Screen.PadLeft(Name(to, screen), 11))));
        foreach (var from in shown)
        {
            Console.WriteLine(Screen.Pad(Name(from, screen), NameWidth) + $"{moves.EarlierCount(from),9:N0}"
                + string.Concat(shown.Select(to => $"{(moves.IsObserved(from) ? $"{moves.Share(from, to).Rate:P1}" : ""),11}")));
        }

        Console.WriteLine(screen.Pad("(new members)", "新加入", NameWidth) + $"{moves.TotalEntrants,9:N0}"
            + string.Concat(shown.Select(to => $"{moves.EntrantShare(to).Rate,11:P1}")));
        foreach (var way in LifecycleStages.Conversions.Where(way => way.To is LifecycleStage.Loyal or LifecycleStage.Returned && moves.IsObserved(way.From)))
        {
            var share = moves.Share(way.From, way.To);
            var (lower, upper) = (share.Wilson().Lower, share.Wilson().Upper);
            Console.WriteLine(Screen.Pad(screen.Say(way.Name), 25) + screen.Say(
                $"{share} a month, 95% interval {lower:P1} to {upper:P1}", $"每月{Share(share)}，95%置信区间{lower:P1}至{upper:P1}"));
        }
    }

    public static void Cohorts(Stages stages, Screen screen)
    {
        screen.Line(
            "\nOf the members who first bought in a month, those who bought in each month since", "\n同期群留存率：按首购月份分组，此后每个月仍有购买的会员占比");
        var table = stages.Report.Cohorts.ToString();
        Console.Write(screen.Say(table, table.Replace("first        members", "首购月份      会员数", StringComparison.Ordinal)));
    }

    public static void Playbook(Stages stages, Screen screen)
    {
        Console.WriteLine();
        foreach (var line in stages.Report.PlaybookLines)
        {
            if (line.Match?.Action is { } action)
            {
                Console.WriteLine(Screen.Pad(Name(line.Stage, screen), 22) + screen.Say(
                    $"{action.Action} ({action.Channel})", $"{action.Action.Chinese}（{action.Channel.Chinese}）"));
            }
        }
    }

    private static string Name(LifecycleStage stage, Screen screen) => screen.Say(LifecycleStages.NameOf(stage));

    private static string DateOf(ObservationWindow window) => window.Calendar.Format(window.LastCell);

    private static string Share(Proportion share) => $"{share.Rate:P1}（{share.Count:N0}/{share.Of:N0}）";

    private static string Source(LimitSource source) => source switch
    {
        LimitSource.OwnSurvival => "本组的生存曲线",
        LimitSource.PooledSurvival => "全体的生存曲线",
        LimitSource.OwnCompletedGaps => "本组已完成的间隔",
        LimitSource.PooledCompletedGaps => "全体已完成的间隔",
        _ => "无",
    };
}
