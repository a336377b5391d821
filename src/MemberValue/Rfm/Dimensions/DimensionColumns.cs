using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The column that a scale of any number of dimensions gives.</summary>
public static class DimensionColumns
{
    /// <summary>The members' scores.</summary>
    public static MemberColumn<DimensionScore> Score { get; } = new MemberColumn<DimensionScore>(
        "DimensionScore", "", "Score the table and give it the scores: table.With(DimensionColumns.Score, scale.Score(table)).")
        .StoredAs(score => score.ToString(), DimensionScore.Parse);

    /// <summary>The key of <see cref="Score"/> that reads the scores of a saved table so that all share the scale's letters: less memory.</summary>
    /// <param name="scale">The scale that gave the scores.</param>
    /// <returns>A key that is equal to <see cref="Score"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scale"/> is null.</exception>
    public static MemberColumn<DimensionScore> ScoreOf(DimensionScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return Score.StoredAs(score => score.ToString(), scale.Parse);
    }
}
