using MemberValue.Assessment;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tool.Writing;

/// <summary>Where each member stood at two dates; nothing at the earlier one for a member who came later.</summary>
internal static class MoveColumns
{
    public static IReadOnlyList<ScoreColumn> Of(MemberAssessments<string> earlier, MemberAssessments<string> later, string language)
    {
        var keys = later.Table.Keys.Concat(earlier.Table.Keys.Where(key => !later.Table.TryGetIndex(key, out _))).ToList();
        var (then, now) = (RowsOf(keys, earlier.Table), RowsOf(keys, later.Table));
        var columns = new List<ScoreColumn> { new("member", ScoreKind.Text, [.. keys]) };
        Add("segment", ScoreKind.Text, each => each.Segments is { } segments ? row => segments.Values[row]?.Name.In(language) : null);
        Add("stage", ScoreKind.Text, each => each.Stages is { } stages ? row => LifecycleStages.NameOf(stages.Values[row]).In(language) : null);
        Add("purchases", ScoreKind.Count, each => row => (long)each.Table.Columns.Purchases[row]);
        Add("net", ScoreKind.Money, each => row => each.Table.Columns.Net[row]);
        Add("value", ScoreKind.Number, each => each.Values is { } values ? row => double.IsNaN(values.Values[row]) ? null : values.Values[row] : null);
        Add("risk", ScoreKind.Number, each => each.Churn is { } churn ? row => churn.Risks.Values[row].Value : null);
        return columns;

        void Add(string name, ScoreKind kind, Func<MemberAssessments<string>, Func<int, object?>?> values)
        {
            if (values(earlier) is not { } before || values(later) is not { } after)
                return;
            columns.Add(new ScoreColumn($"{name}Then", kind, Array.ConvertAll(then, row => row < 0 ? null : before(row))));
            columns.Add(new ScoreColumn($"{name}Now", kind, Array.ConvertAll(now, row => row < 0 ? null : after(row))));
        }
    }

    private static int[] RowsOf(List<string> keys, MemberTable<string> table) => [.. keys.Select(key => table.TryGetIndex(key, out var row) ? row : -1)];
}
