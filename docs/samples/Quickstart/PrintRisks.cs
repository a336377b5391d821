using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

/// <summary>Risk levels, the members with most value at risk and why, and the comparison of methods on the screen.</summary>
internal static class PrintRisks
{
    public static void Levels(Risks risks)
    {
        Console.WriteLine("\nRisk by rules");
        foreach (var level in Enum.GetValues<RiskLevel>().Reverse())
            Console.WriteLine($"{level,-10}{risks.Assessment.CountOf(level),9:N0} members");
    }

    public static void MostAtRisk(
        Risks risks, Forecast forecast, MemberTable<string> table, MemberResults<string, Segment?> segments, Stages? stages, string language)
    {
        Console.WriteLine($"\n{Print.Pad("Most value at risk", 22)}{"risk x value",16}{"12-month value",16}{"risk",8}  why, and what to do");
        var most = risks.Assessment.Risks
            .Select(pair => (pair.Key, pair.Value, Worth: forecast.Values[pair.Key].Amount))
            .Where(member => !double.IsNaN(member.Worth))
            .OrderByDescending(member => member.Value.Value * member.Worth).ThenBy(member => member.Key, StringComparer.Ordinal)
            .Take(10);
        foreach (var (key, risk, worth) in most)
        {
            var advice = ChurnAdvice.Of(
                Playbook.Default, risks.Assessment.Explain(key), stages?.Now[key] ?? LifecycleStage.Unclassified, segments[key]?.Id);
            Console.WriteLine($"{Print.Pad(key, 22)}{risk.Value * worth,16:N2}{worth,16:N2}{risk.Value,8:P0}  {advice.Text.In(language)}");
        }
    }

    public static void Comparison(Risks risks)
    {
        if (risks.Comparison is not { } comparison)
        {
            Console.WriteLine("\nThe log is too short to compare methods: it takes about nine months.");
            return;
        }

        var rows = comparison.Origins.Sum(origin => origin.Comparison.Methods[0].Evaluation.Count);
        Console.WriteLine($"\nWho buys nothing in the {Risks.HorizonDays} days after a date? {comparison.Origins.Count} dates, {rows:N0} members; learned "
            + $"only from what was known on the date");
        Console.Write(comparison);
        foreach (var origin in comparison.Origins)
        {
            var labels = origin.Comparison.Methods[0].Evaluation;
            Console.WriteLine($"{origin.Split.Test:yyyy-MM-dd}: {(double)labels.Positives / labels.Count:P0} of {labels.Count:N0} bought nothing; ROC AUC "
                + string.Join(", ", origin.Comparison.Methods.Select(method => $"{method.Name} {method.Evaluation.RocAuc:N3}")));
        }
    }
}
