namespace MemberValue.Benchmarks.Guard;

/// <summary>The risk of leaving, and every rule by itself.</summary>
internal static class ChurnLoops
{
    private const int Rows = 2_048;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("ChurnRiskAssessor.Assess", "the rules member by member", Rows, Assess),
        .. ChurnBenchmarkData.Assessor().Rules.Select((each, at) => new GuardLoop(
            $"{each.Rule.GetType().Name}.Evaluate ({each.Rule.Id})", "the rule member by member", Rows, rows => Rule(rows, at))),
    ];

    private static GuardPair Assess(int rows)
    {
        var (assessor, columns, risks) = (ChurnBenchmarkData.Assessor(), ChurnBenchmarkData.Columns(rows), new double[rows]);
        return new GuardPair(() =>
        {
            for (var row = 0; row < risks.Length; row++)
            {
                var (staying, severity) = (1.0, 0.0);
                foreach (var each in assessor.Rules)
                {
                    each.Rule.Evaluate(columns, row, new Span<double>(ref severity));
                    staying *= 1 - each.Weight * (severity > 0 ? severity : 0);
                }

                risks[row] = 1 - staying;
            }
        }, () => assessor.Assess(columns, risks));
    }

    private static GuardPair Rule(int rows, int at)
    {
        var (rule, columns, severities) = (ChurnBenchmarkData.Assessor().Rules[at].Rule, ChurnBenchmarkData.Columns(rows), new double[rows]);
        return new GuardPair(() =>
        {
            for (var row = 0; row < severities.Length; row++)
                rule.Evaluate(columns, row, severities.AsSpan(row, 1));
        }, () => rule.Evaluate(columns, 0, severities));
    }
}
