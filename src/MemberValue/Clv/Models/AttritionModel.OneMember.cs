using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <content>One member at a time: the definitions that follow from what a concrete model defines.</content>
public abstract partial class AttritionModel
{
    /// <summary>The log-likelihood of one member, with a plus sign.</summary>
    /// <param name="history">The member.</param>
    /// <returns>ln L; NaN for an invalid history.</returns>
    public double LogLikelihood(PurchaseHistory history) =>
        IsKnown(history) ? LogLikelihoodCore(history.RepeatPurchases, history.TimeOfLastPurchase, history.Age) : double.NaN;

    /// <summary>The log-likelihood of many members: the sum of theirs, with their weights.</summary>
    /// <param name="histories">The members, in the model's unit.</param>
    /// <returns>ln L; NaN when one of the rows is not a history that the model can have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">The histories are in another unit.</exception>
    public double LogLikelihood(PurchaseHistories histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        if (!histories.Unit.Equals(Unit))
            throw Error.Argument($"The model counts in {Unit}, the histories in {histories.Unit}.", nameof(histories));
        var sum = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            sum += histories.Weights[i] * LogLikelihood(histories[i]);
        return sum;
    }

    /// <summary>The probability that a member is alive at the end of their history.</summary>
    /// <param name="history">The member.</param>
    /// <returns>0 to 1; NaN for an invalid history.</returns>
    public double ProbabilityAlive(PurchaseHistory history) =>
        IsKnown(history) ? ProbabilityAliveCore(history.RepeatPurchases, history.TimeOfLastPurchase, history.Age) : double.NaN;

    /// <summary>The probability that a member is alive at a later moment, given that they do not buy until then.</summary>
    /// <param name="history">The member.</param>
    /// <param name="silence">How much later, in the model's unit; 0 or more.</param>
    /// <returns>0 to 1; NaN for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="silence"/> is negative or not finite.</exception>
    public double ProbabilityAliveIfSilent(PurchaseHistory history, double silence)
    {
        CheckTime(silence, nameof(silence));
        return ProbabilityAlive(history with { Age = history.Age + silence });
    }

    /// <summary>The probability that a member is still alive at a later moment, whatever they buy until then.</summary>
    /// <param name="history">The member.</param>
    /// <param name="time">How much later, in the model's unit; 0 or more, a whole number with BG/BB. 0 is P(alive) now.</param>
    /// <returns>0 to 1, at most P(alive) now; NaN for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative or not finite; with BG/BB, not whole or above ten
    /// million.</exception>
    /// <remarks>
    /// It is what a forecast made today says: how many of the members with this history will still be there. <see cref="ProbabilityAliveIfSilent"/> is what
    /// will be said then about those who did not buy in the meantime. It is lower where members leave at any time (Pareto/NBD, BG/BB); in the BG models,
    /// where they leave right after a purchase, it may also be higher. The average over all that the member may do until then is this number.
    /// </remarks>
    public double ProbabilityAliveLater(PurchaseHistory history, double time)
    {
        CheckTime(time, nameof(time));
        return IsKnown(history) ? ProbabilityAlive(history) * StaysOf(After(history), time) : double.NaN;
    }

    /// <summary>The probability that a member buys at least once in the time after their history.</summary>
    /// <param name="history">The member; <see cref="PurchaseHistory.New"/> for one who has just bought for the first time.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <returns>0 to 1; NaN for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    /// <remarks>Prefer it to P(alive) wherever a decision is made: it falls with silence also in the models whose P(alive) cannot.</remarks>
    public double ProbabilityOfPurchase(PurchaseHistory history, double horizon)
    {
        CheckTime(horizon, nameof(horizon));
        return IsKnown(history) ? ProbabilityAlive(history) * SomeOf(After(history), horizon) : double.NaN;
    }

    /// <summary>How many purchases a member is expected to make in the time after their history.</summary>
    /// <param name="history">The member; <see cref="PurchaseHistory.New"/> for one who has just bought for the first time.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <returns>A mean, 0 or more; NaN for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        CheckTime(horizon, nameof(horizon));
        return IsKnown(history) ? ProbabilityAlive(history) * ExpectedOf(After(history), horizon) : double.NaN;
    }

    /// <summary>The probability that a member makes exactly that many purchases in the time after their history.</summary>
    /// <param name="history">The member; <see cref="PurchaseHistory.New"/> for one who has just bought for the first time.</param>
    /// <param name="count">The number of purchases, 0 or more.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <returns>0 to 1; NaN for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or <paramref name="horizon"/> is negative or not
    /// finite.</exception>
    public double ProbabilityOfCount(PurchaseHistory history, int count, double horizon)
    {
        Require.AtLeast(count, 0);
        CheckTime(horizon, nameof(horizon));
        if (!IsKnown(history))
            return double.NaN;
        var alive = ProbabilityAlive(history);
        return count == 0
            ? 1 - alive + alive * NoneOf(After(history), horizon)
            : alive * CountOf(After(history), count, horizon);
    }

    /// <summary>The probability that a member never buys again.</summary>
    /// <param name="history">The member.</param>
    /// <returns>0 to 1; NaN for an invalid history.</returns>
    public double ProbabilityOfNoFurtherPurchase(PurchaseHistory history) =>
        IsKnown(history) ? 1 - ProbabilityAlive(history) * SomeOf(After(history), double.PositiveInfinity) : double.NaN;

    /// <summary>The time until the next purchase that a given share of such members does not exceed; 0.5 is the median.</summary>
    /// <param name="history">The member.</param>
    /// <param name="quantile">The share, above 0 and below 1.</param>
    /// <returns>A time in the model's unit, counted from the end of the history; infinite when fewer than that share ever buy again; NaN for an invalid
    /// history.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not above 0 and below 1.</exception>
    public double TimeToNextPurchase(PurchaseHistory history, double quantile = 0.5)
    {
        if (!(quantile > 0 && quantile < 1))
            throw Error.OutOfRange(nameof(quantile), $"The quantile is {quantile} and must be above 0 and below 1.");
        if (!IsKnown(history))
            return double.NaN;
        // Of those alive, the share that must have bought; 1 or more is out of reach.
        var share = quantile / ProbabilityAlive(history);
        var alive = After(history);
        return share < SomeOf(alive, double.PositiveInfinity) ? TimeUntil(alive, share) : double.PositiveInfinity;
    }

    /// <summary>The mean of a member's purchase rate, given their history.</summary>
    /// <param name="history">The member.</param>
    /// <returns>Purchases per unit of time while alive (BG/BB: per opportunity); NaN for an invalid history.</returns>
    public double MeanRate(PurchaseHistory history) =>
        IsKnown(history) ? MeanRateCore(history.RepeatPurchases, history.TimeOfLastPurchase, history.Age) : double.NaN;

    /// <summary>Expected purchases in (0, horizon], each weighted with e^(-delta u) for its moment u; the horizon may be infinite.</summary>
    internal double DiscountedPurchases(PurchaseHistory history, double delta, double horizon) =>
        IsKnown(history) ? ProbabilityAlive(history) * DiscountedOf(After(history), delta, horizon) : double.NaN;

    /// <summary>Whether the model can say anything about the history; BG/BB needs whole numbers.</summary>
    internal virtual bool IsKnown(PurchaseHistory history) => history.IsValid;

    /// <summary>What a horizon must be: 0 or more and finite; BG/BB asks for whole numbers.</summary>
    private protected virtual void CheckTime(double time, string name)
    {
        if (!(time >= 0 && time <= double.MaxValue))
            throw Error.OutOfRange(name, $"The {name} is {time} and must be a finite number, 0 or more, in the model's unit ({Unit}).");
    }

    internal void CheckHorizon(double horizon) => CheckTime(horizon, nameof(horizon));

    /// <summary>The smallest t at which a share of the members alive now has bought; the share is below 1 - NoneOf(infinity).</summary>
    private protected abstract double TimeUntil(in AliveProcess alive, double share);

    private AliveProcess After(PurchaseHistory history) => After(history.RepeatPurchases, history.Age);
}
