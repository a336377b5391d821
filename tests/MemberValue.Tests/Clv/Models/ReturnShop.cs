using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>How a log tells that something came back.</summary>
public enum RefundPath
{
    /// <summary>A refund row beside the sale.</summary>
    SameCell,

    /// <summary>A refund row some days later.</summary>
    LaterCell,

    /// <summary>The sale is written with what stayed of it; without anything, not at all.</summary>
    NettedByHost,
}

/// <summary>One member of a simulated shop: purchases, what of each came back, and the share that both were drawn with.</summary>
internal sealed record ReturningMember(SimulatedMember Purchases, double Share, decimal[] Returned);

/// <summary>
/// Two years of a shop whose members return with a probability of their own, beta (1, 4): purchases of a Pareto/NBD, spend of a Gamma-Gamma.
/// </summary>
internal static class ReturnShop
{
    public const double MeanShare = 0.2;

    public static readonly DateOnly FirstDay = new(2023, 1, 1);

    public static readonly DateOnly Middle = new(2023, 12, 31);

    public static readonly DateOnly LastDay = new(2024, 12, 31);

    private static readonly LogSimulationOptions Options = new()
    {
        FirstDay = FirstDay,
        LastDay = LastDay,
        JoinDays = 180,
        Spend = new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44)),
    };

    /// <summary>Members with what came back.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which of the many shops.</param>
    /// <param name="partial">How much of an order comes back when something does: 1 for whole orders. It comes back with the probability share / partial, or
    /// share where that is above 1.</param>
    public static ReturningMember[] Members(int count, int seed, double partial)
    {
        Options.Members = count;
        var simulator = new LogSimulator(new ParetoNbdModel(new ParetoNbdParameters(1.1, 9, 0.6, 30), TimeUnit.Week), Options);
        var random = new Random(seed + 1_000);
        return [.. simulator.Members(seed).Select(member =>
        {
            var share = 1 - Math.Pow(random.NextDouble(), 0.25); // beta (1, 4)
            var back = member.Amounts.Select(amount => random.NextDouble() < share ? Math.Round(amount * (decimal)partial, 2) : 0).ToArray();
            return new ReturningMember(member, share, back);
        })];
    }

    public static IEnumerable<Transaction<int>> Rows(IEnumerable<ReturningMember> members, RefundPath path, int lag = 3)
    {
        foreach (var member in members)
        {
            var days = member.Purchases.Moments.Select(moment => moment.Date).ToHashSet();
            for (var i = 0; i < member.Returned.Length; i++)
            {
                var (time, amount, back) = (member.Purchases.Moments[i], member.Purchases.Amounts[i], member.Returned[i]);
                if (path == RefundPath.NettedByHost)
                    amount -= back;
                if (amount > 0)
                    yield return new Transaction<int>(member.Purchases.Key, time, amount);
                if (back == 0 || path == RefundPath.NettedByHost)
                    continue;
                // Some days later, or on the next day without a purchase: a refund on a day of a purchase lowers that one.
                var later = time.AddDays(lag);
                while (days.Contains(later.Date))
                    later = later.AddDays(1);
                yield return new Transaction<int>(member.Purchases.Key, path == RefundPath.SameCell ? time : later, -back);
            }
        }
    }

    /// <summary>The members' first year, or both years.</summary>
    public static MemberTable<int> Table(IEnumerable<ReturningMember> members, RefundPath path, DateOnly? last = null)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions
        {
            WindowFirst = FirstDay.ToDateTime(TimeOnly.MinValue),
            WindowLast = (last ?? LastDay).ToDateTime(TimeOnly.MinValue),
        });
        builder.AddRange(Rows(members, path));
        return builder.Build();
    }
}
