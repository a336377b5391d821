using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Rfm;

/// <summary>Risk levels, the members with most value at risk and why, and the comparison of methods on the screen.</summary>
internal static class PrintRisks
{
    public static void Levels(Risks risks, Screen screen)
    {
        screen.Line("\nRisk by rules", "\n规则判断的流失风险");
        foreach (var level in Enum.GetValues<RiskLevel>().Reverse())
        {
            var count = $"{risks.Assessment.CountOf(level),9:N0}";
            var chinese = level switch { RiskLevel.High => "高", RiskLevel.Medium => "中", _ => "低" };
            screen.Line($"{level,-10}{count} members", $"{Screen.Pad(chinese, 10)}{count}位会员");
        }
    }

    public static void MostAtRisk(
        Risks risks, Forecast forecast, MemberTable<string> table, MemberResults<string, Segment?> segments, Stages? stages, Screen screen)
    {
        Console.WriteLine(
            "\n" + screen.Pad("Most value at risk", "风险价值最高的会员", 22) + screen.Head("risk x value", "风险×价值", 16)
            + screen.Head("12-month value", "12个月价值", 16) + screen.Head("risk", "风险", 8) + screen.Say("  why, and what to do", "  理由与建议"));
        var most = risks.Assessment.Risks
            .Select(pair => (pair.Key, pair.Value, Worth: forecast.Values[pair.Key].Amount))
            .Where(member => !double.IsNaN(member.Worth))
            .OrderByDescending(member => member.Value.Value * member.Worth).ThenBy(member => member.Key, StringComparer.Ordinal)
            .Take(10);
        foreach (var (key, risk, worth) in most)
        {
            var advice = ChurnAdvice.Of(
                Playbook.Default, risks.Assessment.Explain(key), stages?.Now[key] ?? LifecycleStage.Unclassified, segments[key]?.Id);
            Console.WriteLine($"{Screen.Pad(key, 22)}{risk.Value * worth,16:N2}{worth,16:N2}{risk.Value,8:P0}  {screen.Say(advice.Text)}");
        }
    }

    public static void Comparison(Risks risks, Screen screen)
    {
        if (risks.Comparison is not { } comparison)
        {
            screen.Line("\nThe log is too short to compare methods: it takes about nine months.", "\n流水太短，无法比较各种方法：大约需要九个月。");
            return;
        }

        var rows = comparison.Origins.Sum(origin => origin.Comparison.Methods[0].Evaluation.Count);
        screen.Line(
            $"\nWho buys nothing in the {Risks.HorizonDays} days after a date? {comparison.Origins.Count} dates, {rows:N0} members; learned "
                + $"only from what was known on the date",
            $"\n谁在某日之后的{Risks.HorizonDays}天内不购买？{comparison.Origins.Count}个日期，共{rows:N0}位会员；只用该日已知的数据学习");
        if (screen.Language == "zh")
            ChineseTable(comparison.Pooled);
        else
            Console.Write(comparison);
        foreach (var origin in comparison.Origins)
        {
            var labels = origin.Comparison.Methods[0].Evaluation;
            var (day, share) = ($"{origin.Split.Test:yyyy-MM-dd}", $"{(double)labels.Positives / labels.Count:P0}");
            string Areas(string separator, Func<string, string> name) =>
                string.Join(separator, origin.Comparison.Methods.Select(method => $"{name(method.Name)} {method.Evaluation.RocAuc:N3}"));
            screen.Line(
                $"{day}: {share} of {labels.Count:N0} bought nothing; ROC AUC {Areas(", ", name => name)}",
                $"{day}：{labels.Count:N0}位会员中{share}没有购买；ROC AUC：{Areas("，", Chinese)}");
        }
    }

    /// <summary>What the comparison prints of itself, in Chinese.</summary>
    private static void ChineseTable(BinaryComparison comparison)
    {
        static string Number(double value) => double.IsNaN(value) ? "-" : $"{value:F4}";
        static void Line(string method, params IEnumerable<string> cells) =>
            Console.WriteLine(Screen.Pad(method, 20) + string.Concat(cells.Select(cell => Screen.PadLeft(cell, 12))));
        Line("方法", "ROC AUC", "标准误", "平均精确率", "对数损失", "Brier得分", "首档提升度", "首档覆盖率", "KS", "AUC之差", "p值");
        foreach (var (name, evaluation, difference) in comparison.Methods)
        {
            var (top, gap) = (evaluation.Lift[0], difference?.Difference);
            Line(
                Chinese(name), Number(evaluation.RocAuc), Number(evaluation.RocAucStandardError), Number(evaluation.AveragePrecision),
                Number(evaluation.LogLoss), Number(evaluation.Brier), $"{top.Lift:F2}", $"{top.Gain:P0}", Number(evaluation.KolmogorovSmirnov),
                gap is { } known ? $"{known:+0.0000;-0.0000}" : "", difference?.PValue is { } p ? p < 0.0001 ? "<0.0001" : Number(p) : "");
        }

        Console.WriteLine($"AUC之差：与“{Chinese(comparison.Baseline)}”相比；首档：预测风险最高的一成会员");
    }

    private static string Chinese(string method) => method switch
    {
        "recency alone" => "仅看最近购买",
        "rules" => "规则",
        "BG/NBD P(alive)" => "BG/NBD存活概率",
        "BG/NBD P(purchase)" => "BG/NBD购买概率",
        "logistic" => "逻辑回归",
        "tree" => "决策树",
        "forest" => "随机森林",
        _ => method,
    };
}
