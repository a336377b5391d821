using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>The column that a composite gives, for <c>table.With(key, values)</c> and for whatever reads it there.</summary>
public static class CompositeColumns
{
    /// <summary>The composite value, usually 0 to 100; NaN for a member who lacks a value.</summary>
    public static MemberColumn<double> Value { get; } =
        new("CompositeValue", "points", "Score the table and give it the scores: table.With(CompositeColumns.Value, scorer.Score(table)).");
}
