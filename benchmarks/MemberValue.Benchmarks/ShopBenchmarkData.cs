using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members of a shop over two years of days: purchases of a Pareto/NBD, spend of a Gamma-Gamma, read from a log.</summary>
internal static class ShopBenchmarkData
{
    public static MemberTable<int> Table(int members)
    {
        var simulator = new LogSimulator(
            new ParetoNbdModel(new ParetoNbdParameters(0.55, 10.58, 0.61, 11.67), TimeUnit.Week),
            new LogSimulationOptions
            {
                FirstDay = new DateOnly(2023, 1, 1),
                LastDay = new DateOnly(2024, 12, 31),
                JoinDays = 365,
                Members = members,
                Spend = new GammaGammaModel(new GammaGammaParameters(6, 4, 16)),
            });
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { WindowLast = new DateTime(2024, 12, 31) });
        foreach (var row in simulator.Log(1))
            builder.Add(new Transaction<int>(row.Member, row.Time, row.Amount));
        return builder.Build();
    }

    /// <summary>Every part of an assessment with its defaults, and a discount rate.</summary>
    public static MemberValuatorOptions AllParts() => new()
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions(),
        Clv = new ClvOptions { AnnualDiscountRate = 0.15 },
        Churn = new ChurnOptions(),
    };
}
