namespace MemberValue.Tool.Writing;

/// <summary>The kind of a column's values.</summary>
internal enum ScoreKind
{
    Text = 0,
    Count,
    Number,
    Money,
    Day,
}

/// <summary>A column of the scores: one value per member, null where the member has none.</summary>
/// <param name="Name">The name in every kind of file.</param>
/// <param name="Kind">string, long, double (never NaN), decimal or DateOnly.</param>
/// <param name="Values">The values in row order.</param>
internal sealed record ScoreColumn(string Name, ScoreKind Kind, object?[] Values);
