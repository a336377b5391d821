using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>Discounted expected purchases: the purchases half of a model's customer lifetime value.</content>
public abstract partial class AttritionModel
{
    /// <summary>
    /// Expected purchases of a member after their history, each worth what the discount rate says: DECT for a finite horizon, DERT without an end.
    /// </summary>
    /// <param name="history">The member; <see cref="PurchaseHistory.New"/> for one who has just bought for the first time.</param>
    /// <param name="rate">The discount rate; its <see cref="DiscountRate.Timing"/> says at which moment a purchase is valued.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more, or infinite for no end.</param>
    /// <returns>
    /// A number of purchases of now, 0 or more; NaN for an invalid history, and without a discount and an end where the number has no bound.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="rate"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or NaN.</exception>
    /// <remarks>
    /// With <see cref="DiscountTiming.Continuous"/> one quadrature or a closed form; a timing of periods adds one difference per period, without an end as
    /// many as leave a remainder below 1e-13 of the sum (thousands where a period's rate is 1%).
    /// </remarks>
    public double DiscountedExpectedPurchases(PurchaseHistory history, DiscountRate rate, double horizon = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(rate);
        CheckEnd(horizon, nameof(horizon));
        if (rate.Timing == DiscountTiming.Continuous)
            return DiscountedPurchases(history, rate.PerUnit(Unit), horizon);
        if (!IsKnown(history))
            return double.NaN;
        var value = 0.0;
        Span<double> x = [history.RepeatPurchases], tx = [history.TimeOfLastPurchase], age = [history.Age];
        FillPeriods(new HistoryBlock(x, tx, age), rate, horizon, new Span<double>(ref value));
        return value;
    }

    /// <summary>Discounted expected purchases of many members.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="rate">The discount rate; its <see cref="DiscountRate.Timing"/> says at which moment a purchase is valued.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more, or infinite for no end.</param>
    /// <param name="destination">Receives one number per member; at least as long as the columns. Unchanged after a throw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rate"/> is null.</exception>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or NaN.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void DiscountedExpectedPurchases(MemberTimeView members, DiscountRate rate, double horizon, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(rate);
        CheckEnd(horizon, nameof(horizon));
        Check(members, destination.Length);
        Fill(members, destination[..members.Count], new DiscountedBlock(this, rate, horizon));
    }

    /// <summary>Discounted expected purchases of every member of a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; their times are converted to the model's unit.</param>
    /// <param name="rate">The discount rate; its <see cref="DiscountRate.Timing"/> says at which moment a purchase is valued.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more, or infinite for no end.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One number per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="rate"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or NaN.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> DiscountedExpectedPurchases<TKey>(
        MemberTable<TKey> table, DiscountRate rate, double horizon = double.PositiveInfinity, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(
            this, (rows, destination) => DiscountedExpectedPurchases(rows.In(Unit), rate, horizon, destination), cancellationToken);
    }

    internal void CheckEnd(double horizon, string name)
    {
        if (!double.IsPositiveInfinity(horizon))
            CheckTime(horizon, name);
    }

    /// <summary>Discounted expected purchases of a block, whatever the timing.</summary>
    internal void FillDiscounted(in HistoryBlock block, DiscountRate rate, double horizon, Span<double> destination)
    {
        if (rate.Timing == DiscountTiming.Continuous)
            FillDiscounted(block, rate.PerUnit(Unit), horizon, destination);
        else
            FillPeriods(block, rate, horizon, destination);
    }

    /// <summary>The sum over periods of what a purchase in the period is worth times the expected purchases in it.</summary>
    private void FillPeriods(in HistoryBlock block, DiscountRate rate, double horizon, Span<double> destination)
    {
        var period = rate.PeriodInUnits(Unit);
        if (horizon == 0)
        {
            FillExpected(block, 0, destination);
            return;
        }

        var periods = Math.Ceiling(horizon / period * (1 - 1e-12)); // a horizon of 12 periods has 12, however it was rounded
        if (double.IsPositiveInfinity(horizon))
        {
            var delta = rate.PerUnit(Unit) * period;
            if (delta == 0)
            {
                FillDiscounted(block, 0, horizon, destination); // nothing is discounted, so the timing does not matter
                return;
            }

            // A rate of purchases never rises while a member waits, so what lies beyond n periods is at most e^(-delta n) of the whole; and a
            // remainder valued continuously differs from one valued by periods by less than delta of itself.
            periods = Math.Max(1, Math.Ceiling(Math.Log(Math.Max(delta, 1e-12) / 1e-13) / delta));
        }

        Span<double> before = stackalloc double[BlockSize];
        Span<double> now = stackalloc double[BlockSize];
        before = before[..destination.Length];
        now = now[..destination.Length];
        before.Clear();
        destination.Clear();
        for (var i = 0; i < periods; i++)
        {
            FillExpected(block, Math.Min((i + 1) * period, horizon), now);
            var factor = rate.PeriodFactor(i);
            for (var row = 0; row < destination.Length; row++)
            {
                destination[row] += factor * (now[row] - before[row]);
                before[row] = now[row];
            }
        }
    }

    private readonly struct DiscountedBlock(AttritionModel model, DiscountRate rate, double horizon) : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => model.FillDiscounted(block, rate, horizon, destination);
    }
}
