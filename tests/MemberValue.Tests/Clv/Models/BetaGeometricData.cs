using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Parameters and models of the BG/NBD and MBG/NBD tests.</summary>
internal static class BetaGeometricData
{
    /// <summary>BG/NBD with the published CDNOW parameters, three digits.</summary>
    public static BgNbdModel Bg { get; } = BgOf(0.243, 4.414, 0.793, 2.426);

    /// <summary>MBG/NBD with the CDNOW parameters, three digits.</summary>
    public static MbgNbdModel Mbg { get; } = MbgOf(0.525, 6.183, 0.891, 1.614);

    public static BgNbdModel BgOf(double r, double alpha, double a, double b) => new(new BetaGeometricParameters(r, alpha, a, b), TimeUnit.Week);

    public static MbgNbdModel MbgOf(double r, double alpha, double a, double b) => new(new BetaGeometricParameters(r, alpha, a, b), TimeUnit.Week);

    public static AttritionModel Of(bool isModified, double r, double alpha, double a, double b) => isModified ? MbgOf(r, alpha, a, b) : BgOf(r, alpha, a, b);

    /// <summary>Random parameters, log-uniform over 10^-reach to 10^reach.</summary>
    public static AttritionModel Random(Random random, double reach)
    {
        double Next() => Math.Pow(10, reach * (2 * random.NextDouble() - 1));
        return Of(random.Next(2) == 1, Next(), Next(), random.Next(8) == 0 ? 1 : Next(), Next());
    }

    /// <summary>A random history with x up to 100,000 and T log-uniform up to 10^reach.</summary>
    public static PurchaseHistory History(Random random, double reach)
    {
        var age = random.Next(10) == 0 ? 0 : Math.Pow(10, reach * (2 * random.NextDouble() - 1));
        var x = random.Next(3) == 0 ? 0 : (int)Math.Pow(10, 5 * random.NextDouble() * random.NextDouble());
        var last = random.Next(4) switch { 0 => age, 1 => age * Math.Pow(10, -6 * random.NextDouble()), _ => age * random.NextDouble() };
        return new PurchaseHistory(x, x == 0 ? 0 : last, age);
    }
}
