using MemberValue.Assessment;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;

namespace MemberValue.Tool.Writing;

/// <summary>
/// Every column per member: the key, then those of the log by the names of the library's catalogue, then those of the assessment. All begin with
/// a small letter.
/// </summary>
internal static class ScoreColumns
{
    public static IReadOnlyList<ScoreColumn> Of(MemberAssessments<string> assessments, string language, CancellationToken cancellationToken)
    {
        var table = assessments.Table;
        var columns = new List<ScoreColumn> { new("member", ScoreKind.Text, [.. table.Keys]) };
        MemberRow[] rows = [.. Enumerable.Range(0, table.Count).Select(table.Columns.Row)];
        columns.AddRange(LogColumns.All.Where(table.Has).Select(key => OfLog(rows, key, table.Window.Calendar)));
        columns.Add(new ScoreColumn("recency", ScoreKind.Count, Each(rows.Length, row => rows[row].Recency)));
        columns.Add(new ScoreColumn("age", ScoreKind.Count, Each(rows.Length, row => rows[row].Age)));
        AddResults(columns, assessments, language);
        AddLines(columns, rows, table);
        AddReasons(columns, assessments, language, cancellationToken);
        return columns;
    }

    private static ScoreColumn OfLog(MemberRow[] rows, MemberColumn key, CellCalendar calendar)
    {
        var isCell = key.Unit == "cell";
        var kind = isCell ? ScoreKind.Day
            : key.ValueType == typeof(decimal) ? ScoreKind.Money
            : key.ValueType == typeof(int) ? ScoreKind.Count
            : ScoreKind.Number;
        return new ScoreColumn(Small(key.Name), kind, Each(rows.Length, row => rows[row][key] switch
        {
            int cell when isCell => DateOnly.FromDateTime(calendar.StartOf(cell)),
            int count => (long)count,
            var value => value,
        }));
    }

    /// <summary>What was bought, where the export says so; categories where it has them.</summary>
    private static void AddLines(List<ScoreColumn> columns, MemberRow[] rows, MemberTable<string> table)
    {
        var hasCategories = table.Has(LineColumns.PreferredCategory) && table.Columns.Values(LineColumns.Categories).ContainsAnyExcept(0);
        foreach (var key in LineColumns.All.Where(table.Has))
        {
            if (!hasCategories && key != LineColumns.Items && key != LineColumns.Lines && key != LineColumns.Quantity)
                continue;
            var kind = key.ValueType == typeof(string) ? ScoreKind.Text : key.ValueType == typeof(int) ? ScoreKind.Count : ScoreKind.Number;
            columns.Add(new ScoreColumn(Small(key.Name), kind, Each(rows.Length, row => rows[row][key] is int count ? (long)count : rows[row][key])));
        }
    }

    private static void AddResults(List<ScoreColumn> columns, MemberAssessments<string> assessments, string language)
    {
        if (assessments.Scores is { } scores)
        {
            columns.Add(Texts("score", scores.Count, row => scores.Values[row].IsScored ? scores.Values[row].ToString() : null));
            AddLevel("r", scores, score => score.R);
            AddLevel("f", scores, score => score.F);
            AddLevel("m", scores, score => score.M);
        }

        if (assessments.Results(DimensionColumns.Score) is { } levels)
        {
            foreach (var key in TimingColumns.All.Append(SeasonColumns.AdjustedFrequency).OfType<MemberColumn<double>>().Where(assessments.Table.Has))
            {
                var values = assessments.Table.Columns.Memory(key);
                columns.Add(new ScoreColumn(Small(key.Name), ScoreKind.Number, Each(levels.Count, row => Finite(values.Span[row]))));
            }

            columns.Add(Texts("dimensions", levels.Count, row => levels.Values[row].IsScored ? levels.Values[row].ToString() : null));
        }

        if (assessments.Segments is { } segments)
        {
            columns.Add(Texts("segment", segments.Count, row => segments.Values[row]?.Id));
            columns.Add(Texts("segmentName", segments.Count, row => segments.Values[row]?.Name.In(language)));
        }

        if (assessments.Stages is { } stages)
        {
            columns.Add(Texts("stage", stages.Count, row => stages.Values[row].ToString()));
            columns.Add(Texts("stageName", stages.Count, row => LifecycleStages.NameOf(stages.Values[row]).In(language)));
        }

        Add("probabilityAlive", assessments.ProbabilityAlive);
        Add("probabilityOfPurchase", assessments.ProbabilityOfPurchase);
        Add("expectedPurchases", assessments.ExpectedPurchases);
        Add("returnShare", assessments.ReturnShares);
        Add("value", assessments.Values);
        if (assessments.Churn is { } churn)
        {
            columns.Add(new("risk", ScoreKind.Number, Each(churn.Risks.Count, row => Finite(churn.Risks.Values[row].Value))));
            columns.Add(Texts("riskLevel", churn.Risks.Count, row => churn.Risks.Values[row].Level.ToString()));
        }

        if (assessments.Clusters is { } clusters)
        {
            var names = assessments.ClusterProfiles!.Select(profile => profile.Name.In(language)).ToList();
            columns.Add(new("cluster", ScoreKind.Count, Each(clusters.Count, row => clusters.Values[row].Cluster is > 0 and var number ? (long)number : null)));
            columns.Add(Texts("clusterName", clusters.Count, row => clusters.Values[row].Cluster is > 0 and var number ? names[number - 1] : null));
        }

        Add("compositeValue", assessments.CompositeValues);
        Add("profit", assessments.Profits);
        if (assessments.RuleSegments is { } rules)
        {
            columns.Add(Texts("ruleSegment", rules.Count, row => rules.Values[row]?.Id));
            columns.Add(Texts("ruleSegmentName", rules.Count, row => rules.Values[row]?.Name.In(language)));
        }

        void AddLevel(string name, MemberResults<string, RfmScore> scores, Func<RfmScore, int> level) =>
            columns.Add(new(name, ScoreKind.Count, Each(scores.Count, row => scores.Values[row] is { IsScored: true } score ? (long)level(score) : null)));

        void Add(string name, MemberResults<string, double>? results)
        {
            if (results is not null)
                columns.Add(new ScoreColumn(name, ScoreKind.Number, Each(results.Count, row => Finite(results.Values[row]))));
        }
    }

    /// <summary>Sentences, which are made member by member.</summary>
    private static void AddReasons(List<ScoreColumn> columns, MemberAssessments<string> assessments, string language, CancellationToken cancellationToken)
    {
        var (reasons, actions, conflicts) = (new object?[assessments.Count], new object?[assessments.Count], new object?[assessments.Count]);
        var keys = assessments.Table.Keys;
        if (keys.Count == 0)
            return;
        _ = assessments[keys[0]]; // the index of the keys is made once
        Parallel.For(0, assessments.Count, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            var member = assessments[keys[row]];
            reasons[row] = member.Risk is { Reasons.Count: > 0 } risk ? risk.Reasons[0].Signal.Text.In(language) : null;
            actions[row] = (member.Action?.Action.Action ?? member.Segment?.Segment.Action)?.In(language);
            conflicts[row] = member.Conflict?.Text.In(language);
        });
        columns.Add(new ScoreColumn("reason", ScoreKind.Text, reasons));
        columns.Add(new ScoreColumn("action", ScoreKind.Text, actions));
        columns.Add(new ScoreColumn("conflict", ScoreKind.Text, conflicts));
    }

    private static ScoreColumn Texts(string name, int count, Func<int, string?> text) => new(name, ScoreKind.Text, Each(count, text));

    private static object?[] Each(int count, Func<int, object?> value)
    {
        var values = new object?[count];
        for (var row = 0; row < count; row++)
            values[row] = value(row);
        return values;
    }

    private static double? Finite(double value) => double.IsNaN(value) ? null : value;

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
