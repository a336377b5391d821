using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Several models compared on the same members: likelihood criteria among those in continuous time, errors in the holdout for all.
/// </summary>
public sealed class ModelComparison
{
    private ModelComparison(IReadOnlyList<ModelScore> scores)
    {
        Scores = scores;
    }

    /// <summary>One score per model, the best first: by the log score of the holdout where there is one, by Schwarz's criterion otherwise.</summary>
    public IReadOnlyList<ModelScore> Scores { get; }

    /// <summary>The first of the scores.</summary>
    public ModelScore Best => Scores[0];

    /// <summary>Compares models on the members that they were fitted to, without a holdout.</summary>
    /// <param name="members">The members' columns.</param>
    /// <param name="models">The models; those in continuous time in one unit.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No models, models in continuous time in different units, or no member with a purchase.</exception>
    public static ModelComparison Of(MemberColumns members, params IReadOnlyCollection<AttritionModel> models)
    {
        ArgumentNullException.ThrowIfNull(members);
        return Rank(members, models, holdoutOf: null);
    }

    /// <summary>Compares models on a calibration and its holdout.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="split">Calibration and holdout.</param>
    /// <param name="models">The models, fitted to the calibration; those in continuous time in one unit.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No models, models in continuous time in different units, or no member with a purchase.</exception>
    public static ModelComparison Of<TKey>(CalibrationHoldout<TKey> split, params IReadOnlyCollection<AttritionModel> models)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(split);
        var purchases = split.HoldoutPurchases.ToArray();
        return Rank(split.Calibration.Columns, models, model =>
        {
            var members = split.Calibration.In(model.Unit);
            return Score(model, members, ConditionalExpectation.Horizon(split, members), purchases);
        });
    }

    private static ModelComparison Rank(MemberColumns members, IReadOnlyCollection<AttritionModel> models, Func<AttritionModel, HoldoutScore>? holdoutOf)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
            throw new ArgumentException("There are no models to compare.", nameof(models));
        var continuous = models.FirstOrDefault(model => !model.CountsOpportunities);
        if (models.FirstOrDefault(model => !model.CountsOpportunities && !model.Unit.Equals(continuous!.Unit)) is { } other)
            throw Error.Argument(
                $"Log-likelihoods can be compared in one unit only: {continuous!.Name} counts in {continuous.Unit}, {other.Name} in {other.Unit}.",
                nameof(models));
        var histories = PurchaseHistories.From(members.In((continuous ?? models.First()).Unit));
        var scores = models.Select(model => new ModelScore
        {
            Model = model,
            Members = histories.Members,
            LogLikelihood = model.CountsOpportunities ? null : model.LogLikelihood(histories),
            Holdout = holdoutOf?.Invoke(model),
        });
        // NaN sorts below every number, so a model that cannot score comes last.
        return new ModelComparison([.. holdoutOf is null
            ? scores.OrderBy(score => score.Bic ?? double.PositiveInfinity)
            : scores.OrderByDescending(score => score.Holdout!.LogScore)]);
    }

    private static HoldoutScore Score(AttritionModel model, MemberTimeView members, double horizon, int[] purchases)
    {
        var expected = new double[members.Count];
        model.ExpectedPurchases(members, horizon, expected);
        // Fixed chunks, added in order: the same bits for any number of threads.
        var chunks = new Sums[(members.Count + RowChunks.Size - 1) / RowChunks.Size];
        RowChunks.ForEach(members.Count, (start, count) =>
        {
            var sums = default(Sums);
            for (var i = start; i < start + count; i++)
            {
                if (double.IsNaN(expected[i]))
                    continue; // never bought in the calibration
                var history = new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));
                var error = expected[i] - purchases[i];
                sums.Members++;
                sums.Actual += purchases[i];
                sums.Expected += expected[i];
                sums.Absolute += Math.Abs(error);
                sums.Squared += error * error;
                sums.Log += Math.Log(model.ProbabilityOfCount(history, purchases[i], horizon));
            }

            chunks[start / RowChunks.Size] = sums;
        }, CancellationToken.None);
        var all = default(Sums);
        foreach (var sums in chunks)
        {
            all.Members += sums.Members;
            all.Actual += sums.Actual;
            all.Expected += sums.Expected;
            all.Absolute += sums.Absolute;
            all.Squared += sums.Squared;
            all.Log += sums.Log;
        }

        return new HoldoutScore(all.Actual, all.Expected, all.Absolute / all.Members, Math.Sqrt(all.Squared / all.Members), all.Log / all.Members);
    }

    private struct Sums
    {
        public long Members;
        public double Actual;
        public double Expected;
        public double Absolute;
        public double Squared;
        public double Log;
    }

    /// <summary>The models, the best first.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Join("; ", Scores);
}
