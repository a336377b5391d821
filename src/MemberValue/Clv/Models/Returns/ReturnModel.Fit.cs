using System.Globalization;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <content>The fit, by moments.</content>
public sealed partial class ReturnModel
{
    /// <summary>The least weight of the base's share: one purchase that came back does not prove that all will.</summary>
    private const double LeastCredibility = 1;

    /// <summary>
    /// Below this, 1 - m^2 / (sum of n x sum of 1/n) for m members, the numbers of purchases differ too little to tell chance from members: half of the
    /// members with two purchases and half with one have 0.11, every twentieth with two 0.02.
    /// </summary>
    private const double LeastSpread = 0.02;

    private const int RowsPerCheck = 1 << 16;

    /// <summary>Fits the model to a table, by moments.</summary>
    /// <param name="columns">The members: Purchases, PurchaseSpend and Net.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The model. Look at <see cref="Status"/>: a table without purchase spend gives one that cannot be used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>
    /// <para>Over members with purchase spend. With y a member's own share, n their purchases and e = (y - observed share)^2, members whose true shares vary
    /// by B, and purchases by W around them, have E[e] = B + W / n. The sums of e and of n e give B. Where the data say little about B, it is raised towards
    /// that of a J-shaped beta distribution with the mean r, B = r^2 (1 - r) / (1 + r), by two standard errors at most, so that members count as alike only
    /// where the data show that they are. Then W is the rest of e, and k = W / B, at least 1.</para>
    /// <para>The base's share is the mean of y weighted by spend / (n + k). Allocates nothing per member; the same bits in any order of the
    /// members.</para>
    /// </remarks>
    public static ReturnModel Fit(MemberColumns columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var returns = new ReturnColumns(columns);
        var sums = Totals(returns, cancellationToken);
        var observed = sums.Spent.Value > 0 ? Math.Min(1, sums.Returned.Value / sums.Spent.Value) : double.NaN;
        var (between, within) = sums.MembersWithReturns == 0 ? (0, 0) : Variances(returns, sums, observed, cancellationToken);
        var credibility = between > 0 ? Math.Max(LeastCredibility, within / between) : double.PositiveInfinity;
        var (share, error) = sums.MembersWithReturns == 0 ? (0, 0) : BaseShare(returns, sums, observed, credibility, cancellationToken);
        var origin = new FitOrigin
        {
            Window = columns.Window,
            Members = sums.Members,
            Rows = sums.Members,
            Fingerprint = sums.FingerprintOf(share, error),
        };
        var report = new ReturnReport
        {
            Members = sums.Members,
            MembersWithReturns = sums.MembersWithReturns,
            ObservedShare = observed,
            StandardError = sums.Members > 1 ? error : double.NaN,
            BetweenVariance = between,
            WithinVariance = within,
            RefundsLeftOut = sums.LeftOut.Value * sums.Unit,
            MembersLeftOut = sums.MembersLeftOut,
        };
        if (sums.Members == 0)
            return new ReturnModel(FitStatus.NoData, double.NaN, double.NaN, report, origin);
        var isAlike = sums.MembersWithReturns > 0 && double.IsInfinity(credibility);
        return new ReturnModel(isAlike ? FitStatus.AllAlike : FitStatus.Fitted, share, credibility, report, origin);
    }

    private static ReturnSums Totals(in ReturnColumns returns, CancellationToken cancellationToken)
    {
        var largest = 0.0;
        for (var i = 0; i < returns.Count; i++)
        {
            Check(i, cancellationToken);
            largest = Math.Max(largest, Math.Max(Math.Abs(returns.Spend(i)), returns.Returned(i)));
        }

        // A power of two: money divided by it keeps its digits.
        var sums = new ReturnSums { Unit = largest > 0 ? Math.ScaleB(1, Math.ILogB(largest) + 1) : 1 };
        for (var i = 0; i < returns.Count; i++)
        {
            Check(i, cancellationToken);
            var (spend, returned) = (returns.Spend(i), returns.Returned(i));
            var known = returns.Purchases(i) > 0 && spend > 0 ? Math.Min(returned, spend) : 0;
            if (returned > known)
            {
                sums.MembersLeftOut++;
                sums.LeftOut.Add((returned - known) / sums.Unit);
            }

            if (!HasShare(returns, i))
                continue;
            sums.Members++;
            sums.MembersWithReturns += known > 0 ? 1 : 0;
            sums.Purchases += returns.Purchases(i);
            sums.Reciprocals.Add(1.0 / returns.Purchases(i));
            sums.Spent.Add(spend / sums.Unit);
            sums.Returned.Add(known / sums.Unit);
        }

        return sums;
    }

    /// <summary>B and W of E[e] = B + W / n, from the sums of e and of n e.</summary>
    private static (double Between, double Within) Variances(
        in ReturnColumns returns, in ReturnSums sums, double observed, CancellationToken cancellationToken)
    {
        OrderFreeSum squares = default, weighted = default;
        for (var i = 0; i < returns.Count; i++)
        {
            Check(i, cancellationToken);
            if (!HasShare(returns, i))
                continue;
            var error = returns.OwnShare(i) - observed;
            squares.Add(error * error);
            weighted.Add(returns.Purchases(i) * error * error);
        }

        double members = sums.Members, purchases = sums.Purchases, reciprocals = sums.Reciprocals.Value;
        var determinant = purchases * reciprocals - members * members;
        var between = observed * observed * (1 - observed) / (1 + observed);
        if (determinant >= LeastSpread * purchases * reciprocals)
        {
            var estimate = (weighted.Value * reciprocals - members * squares.Value) / determinant;
            var within = (purchases * squares.Value - members * weighted.Value) / determinant;
            OrderFreeSum errors = default; // the estimate is a sum of e with these weights
            for (var i = 0; i < returns.Count; i++)
            {
                Check(i, cancellationToken);
                if (!HasShare(returns, i))
                    continue;
                double n = returns.Purchases(i);
                var error = returns.OwnShare(i) - observed;
                var residual = (error * error - estimate - within / n) * ((n * reciprocals - members) / determinant * members);
                errors.Add(residual * residual);
            }

            between = Math.Max(0, Math.Max(estimate, Math.Min(between, estimate + 2 * Math.Sqrt(errors.Value) / members)));
        }

        return (between, Math.Max(0, (squares.Value - members * between) / reciprocals));
    }

    /// <summary>The mean of the own shares with the weights that leave the base's returns as they are, and its standard error.</summary>
    private static (double Share, double Error) BaseShare(
        in ReturnColumns returns, in ReturnSums sums, double observed, double credibility, CancellationToken cancellationToken)
    {
        OrderFreeSum weights = default, errors = default, squares = default, crossed = default, squaredErrors = default;
        for (var i = 0; i < returns.Count; i++)
        {
            Check(i, cancellationToken);
            if (!HasShare(returns, i))
                continue;
            var weight = returns.Spend(i) / sums.Unit / (double.IsInfinity(credibility) ? 1 : returns.Purchases(i) + credibility);
            var error = returns.OwnShare(i) - observed;
            weights.Add(weight);
            errors.Add(weight * error);
            squares.Add(weight * weight);
            crossed.Add(weight * weight * error);
            squaredErrors.Add(weight * weight * error * error);
        }

        var shift = errors.Value / weights.Value;
        var variance = squaredErrors.Value - 2 * shift * crossed.Value + shift * shift * squares.Value;
        double members = sums.Members;
        var scale = members > 1 ? members / (members - 1) : 1;
        return (Math.Clamp(observed + shift, 0, 1), Math.Sqrt(Math.Max(0, variance) * scale) / weights.Value);
    }

    private static bool HasShare(in ReturnColumns returns, int row) => returns.Purchases(row) > 0 && returns.Spend(row) > 0;

    private static void Check(int row, CancellationToken cancellationToken)
    {
        if (row % RowsPerCheck == 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    private IEnumerable<Text> Sentences()
    {
        if (Status == FitStatus.NoData)
        {
            yield return Text.Of(
                "No member has purchase spend, so there is nothing that could come back.", "没有会员有购买金额，因此没有可能退回的金额。");
        }

        if (Report is not { } report)
            yield break;
        if (Status == FitStatus.AllAlike)
        {
            yield return Text.Of(
                "The members' own returns differ no more than chance makes them differ: everyone has the base's share.",
                "会员之间退货的差异没有超出随机波动：所有会员都采用总体的退货占比。");
        }

        if (report.MembersWithReturns is > 0 and < 20)
        {
            var few = FormattableString.Invariant($"{report.MembersWithReturns}");
            yield return Text.Of($"Only {few} members gave something back: the share is uncertain.", $"只有{few}位会员退过货：退货占比不确定。");
        }

        if (report.MembersLeftOut > 0)
        {
            var refunds = report.RefundsLeftOut.ToString("#,0.##", CultureInfo.InvariantCulture);
            var members = FormattableString.Invariant($"{report.MembersLeftOut}");
            yield return Text.Of(
                $"Refunds of {refunds} by {members} members, more than their purchases in the table brought, were left out; "
                    + "a table from an earlier day on has the sales that they belong to.",
                $"{members}位会员的退款共{refunds}，超过表中的购买金额，未参与拟合；从更早的日期开始的表会包含对应的销售。");
        }
    }

    /// <summary>The sums of one pass, money in a unit that makes the largest amount less than 1.</summary>
    private struct ReturnSums
    {
        public double Unit;
        public long Members;
        public long MembersWithReturns;
        public long MembersLeftOut;
        public long Purchases;
        public OrderFreeSum Reciprocals; // of the numbers of purchases
        public OrderFreeSum Spent;
        public OrderFreeSum Returned;
        public OrderFreeSum LeftOut;

        /// <summary>Of the sums, and of two numbers that every row has gone into.</summary>
        public readonly string FingerprintOf(double share, double error)
        {
            var fingerprint = default(Fingerprint);
            foreach (var count in (ReadOnlySpan<long>)[Members, MembersWithReturns, MembersLeftOut, Purchases])
                fingerprint.Add(count);
            foreach (var sum in (ReadOnlySpan<double>)[Reciprocals.Value, Spent.Value * Unit, Returned.Value * Unit, LeftOut.Value * Unit, share, error])
                fingerprint.Add(sum);
            return fingerprint.ToString();
        }
    }
}
