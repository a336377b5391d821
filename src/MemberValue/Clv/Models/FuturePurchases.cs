using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Draws what a member who is alive will buy: rates and leaving from the posterior distributions given the history, then the purchases.</summary>
internal static class FuturePurchases
{
    /// <summary>NBD: nobody leaves.</summary>
    public static void Nbd(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend)
    {
        if (double.IsPositiveInfinity(t))
            spend.MakeEndless();
        else
            spend.AddOver(ref random, Poisson(ref random, Sampling.Gamma(ref random, alive.Shape, alive.Rate) * t), t, lastAtEnd: false);
    }

    /// <summary>Pareto/NBD: purchases until the member leaves, at any moment.</summary>
    public static void Pareto(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend)
    {
        var leaving = Sampling.Gamma(ref random, alive.DropoutFirst, alive.DropoutSecond);
        var until = leaving > 0 ? Math.Min(t, Sampling.Exponential(ref random, leaving)) : t;
        if (double.IsPositiveInfinity(until))
            spend.MakeEndless();
        else
            spend.AddOver(ref random, Poisson(ref random, Sampling.Gamma(ref random, alive.Shape, alive.Rate) * until), until, lastAtEnd: false);
    }

    /// <summary>BG/NBD, MBG/NBD: purchases until the member leaves after one of them.</summary>
    public static void BetaGeometric(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend)
    {
        var rate = Sampling.Gamma(ref random, alive.Shape, alive.Rate);
        var dropout = Sampling.Beta(ref random, alive.DropoutFirst, alive.DropoutSecond);
        var last = dropout > 0 ? 1 + (double)Sampling.Geometric(ref random, dropout) : double.PositiveInfinity;
        if (double.IsPositiveInfinity(t))
        {
            if (double.IsPositiveInfinity(last) || rate == 0)
                spend.MakeEndless();
            else
                spend.AddOver(ref random, last, Sampling.Gamma(ref random, last, rate), lastAtEnd: true);
            return;
        }

        var bought = Poisson(ref random, rate * t);
        if (last >= bought)
            spend.AddOver(ref random, bought, t, lastAtEnd: false);
        else // of the moments spread over t, the last one at which the member is alive
            spend.AddOver(ref random, last, spend.IsTimed ? t * Sampling.Beta(ref random, last, bought - last + 1) : t, lastAtEnd: true);
    }

    /// <summary>BG/BB: at each opportunity the member leaves or stays, and buys or not if they stay.</summary>
    public static void BetaBernoulli(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend)
    {
        const double most = 100_000; // purchases that are drawn one by one
        var dropout = Sampling.Beta(ref random, alive.DropoutFirst, alive.DropoutSecond);
        var there = Math.Min(BgBb.Whole(t), dropout > 0 ? Sampling.Geometric(ref random, dropout) : double.PositiveInfinity);
        var buys = Sampling.Beta(ref random, alive.Shape, alive.Rate);
        if (buys == 0)
            return;
        if (double.IsPositiveInfinity(there))
        {
            spend.MakeEndless();
            return;
        }

        if (buys * there > most)
        {
            spend.AddOver(ref random, Math.Round(buys * there), there, lastAtEnd: false);
            return;
        }

        for (var k = 1.0 + Sampling.Geometric(ref random, buys); k <= there; k += 1.0 + Sampling.Geometric(ref random, buys))
        {
            if (spend.IsTimed)
                spend.AddAt(ref random, k);
            else
                spend.Add(ref random, 1);
        }
    }

    // Beyond 1e15 the scatter is below a ten-millionth of the mean.
    private static double Poisson(ref CounterRandom random, double mean) => mean < 1e15 ? Sampling.Poisson(ref random, mean) : mean;
}
