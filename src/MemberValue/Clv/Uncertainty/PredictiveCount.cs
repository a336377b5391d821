using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>Quantiles of the number of purchases to come.</summary>
public static class PredictiveCount
{
    /// <summary>The number of purchases that a member does not exceed with a given probability, at the model's own parameters.</summary>
    /// <param name="model">The model, fitted or with given parameters.</param>
    /// <param name="history">The member.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="probability">The probability, above 0 and below 1; 0.5 for the median count.</param>
    /// <returns>The smallest count whose cumulative probability reaches the given one; null for an invalid history.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <remarks>Adds up the conditional probabilities of 0, 1, 2, ...: time grows with the answer.</remarks>
    public static int? Quantile(AttritionModel model, PurchaseHistory history, double horizon, double probability)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.CheckHorizon(horizon);
        return Quantile([model], history, horizon, probability);
    }

    internal static int? Quantile(ReadOnlySpan<AttritionModel> models, PurchaseHistory history, double horizon, double probability)
    {
        if (!(probability > 0 && probability < 1))
            throw Error.OutOfRange(nameof(probability), $"The probability is {probability} and must be above 0 and below 1.");
        if (!models[0].IsKnown(history))
            return null;
        var cumulative = 0.0;
        for (var count = 0; count < int.MaxValue; count++)
        {
            var mean = 0.0;
            foreach (var model in models)
                mean += model.ProbabilityOfCount(history, count, horizon) / models.Length;
            cumulative += mean;
            // Beyond the bulk a probability that no longer changes the sum ends it: rounding may keep the sum below the given level.
            if (cumulative >= probability || (cumulative > 0.5 && mean < 1e-17))
                return count;
        }

        return int.MaxValue;
    }
}
