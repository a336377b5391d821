using MemberValue.Lifecycle;
using MemberValue.Members;

/// <summary>Stages, migration, cohorts and actions on the screen.</summary>
internal static class PrintStages
{
    private const int NameWidth = 16;

    private static readonly Text NewMembers = Text.Of("(new members)", "新加入");

    public static void Limits(Stages stages)
    {
        Console.WriteLine("\nSilence that is unusual in this shop: 80% of gaps between purchases have ended by Dormant, 90% by Lost");
        foreach (var item in stages.Limits.Classes)
        {
            var purchases = item.ThroughPurchases is { } through ? $"{item.FromPurchases} to {through} purchases" : $"{item.FromPurchases} and more purchases";
            Console.WriteLine($"{purchases,-22}Dormant from {item.Dormant.Days,3:N0} days ({item.Dormant.Source}), Lost from {item.Lost.Days,3:N0} days "
                + $"({item.Lost.Source})");
        }
    }

    public static void Counts(Stages stages, string language)
    {
        var last = stages.Report.Dates[^1];
        Console.WriteLine($"\n{Print.Pad($"Stages, {DateOf(last.Period)}", 22)}{"members",9}{"share",8}{"revenue of the month",22}{"revenue so far",18}");
        foreach (var row in last.Stages)
            Console.WriteLine($"{Print.Pad(Name(row.Stage, language), 22)}{row.Members.Count,9:N0}{row.Members.Rate,8:P1}{row.Revenue,22:N2}{row.RevenueToDate,18:N2}");
        Console.WriteLine($"\nIn this month {last.Metrics.ActiveMembers:N0} of {last.Metrics.Members:N0} members bought, {last.Metrics.NewMembers:N0} for "
            + $"the first time."
            + $" Of those who bought the month before {last.Metrics.RetentionRate} did again. An order was worth {last.Metrics.AverageOrderValue:N2}.");
    }

    public static void Migration(Stages stages, string language)
    {
        var moves = stages.Report.History.Pooled();
        var shown = LifecycleStages.All.Where(stage => moves.IsObserved(stage) || moves.LaterCount(stage) > 0).ToList();
        Console.WriteLine($"\nFrom month to month, {moves.Pairs} pairs of month ends together");
        Console.WriteLine(Print.Pad("from \\ to", NameWidth) + $"{"members",9}" + string.Concat(shown.Select(to => PadLeft(Name(to, language), 11))));
        foreach (var from in shown)
        {
            Console.WriteLine(Print.Pad(Name(from, language), NameWidth) + $"{moves.EarlierCount(from),9:N0}"
                + string.Concat(shown.Select(to => $"{(moves.IsObserved(from) ? $"{moves.Share(from, to).Rate:P1}" : ""),11}")));
        }

        Console.WriteLine(Print.Pad(NewMembers.In(language), NameWidth) + $"{moves.TotalEntrants,9:N0}"
            + string.Concat(shown.Select(to => $"{moves.EntrantShare(to).Rate,11:P1}")));
        foreach (var way in LifecycleStages.Conversions.Where(way => way.To is LifecycleStage.Loyal or LifecycleStage.Returned && moves.IsObserved(way.From)))
        {
            var share = moves.Share(way.From, way.To);
            Console.WriteLine($"{Print.Pad(way.Name.In(language), 25)}{share} a month, 95% interval {share.Wilson().Lower:P1} to {share.Wilson().Upper:P1}");
        }
    }

    public static void Cohorts(Stages stages)
    {
        Console.WriteLine("\nOf the members who first bought in a month, those who bought in each month since");
        Console.Write(stages.Report.Cohorts);
    }

    public static void Playbook(Stages stages, string language)
    {
        Console.WriteLine();
        foreach (var line in stages.Report.PlaybookLines)
        {
            if (line.Match?.Action is { } action)
                Console.WriteLine(Print.Pad(Name(line.Stage, language), 22)
                    + Text.Of($"{action.Action} ({action.Channel})", $"{action.Action.Chinese}（{action.Channel.Chinese}）").In(language));
        }
    }

    public static string Name(LifecycleStage stage, string language) => LifecycleStages.NameOf(stage).In(language);

    private static string DateOf(ObservationWindow window) => window.Calendar.Format(window.LastCell);

    private static string PadLeft(string text, int width) =>
        new string(' ', Math.Max(1, width - text.Length - text.Count(character => character >= 0x2E80))) + text;
}
