using FsCheck;
using FsCheck.Fluent;

namespace MemberValue.Tests.Numerics;

/// <summary>Real arguments for the laws of special functions, and how near two numbers are.</summary>
internal static class Draw
{
    /// <summary>A number in [low, high), with equal chance for equal ratios.</summary>
    public static Gen<double> LogUniform(double low, double high) =>
        Uniform(Math.Log(low), Math.Log(high)).Select(Math.Exp);

    /// <summary>A number in [low, high).</summary>
    public static Gen<double> Uniform(double low, double high) =>
        Gen.Choose(0, int.MaxValue - 1).Select(k => low + (high - low) * (k / (double)int.MaxValue));

    /// <summary>A shape parameter: mostly moderate, sometimes whole, tiny or huge.</summary>
    public static Gen<double> Shape => Gen.OneOf(
        LogUniform(1e-2, 1e2), LogUniform(1e-6, 1e6), Gen.Choose(1, 20).Select(k => (double)k), Gen.Choose(1, 20).Select(k => k / 2.0));

    /// <summary>Three at once.</summary>
    public static Gen<(double A, double B, double C)> Three(Gen<double> a, Gen<double> b, Gen<double> c) =>
        from x in a
        from y in b
        from z in c
        select (x, y, z);

    /// <summary>Four at once.</summary>
    public static Gen<(double A, double B, double C, double D)> Four(Gen<double> a, Gen<double> b, Gen<double> c, Gen<double> d) =>
        from x in Three(a, b, c)
        from y in d
        select (x.A, x.B, x.C, y);

    /// <summary>Whether the two are equal to the tolerance, relative to the larger, or to 1 where both are smaller and absolute is asked for.</summary>
    public static bool Near(double left, double right, double tolerance, double floor = 0) =>
        left == right || Math.Abs(left - right) <= tolerance * Math.Max(floor, Math.Max(Math.Abs(left), Math.Abs(right)));
}
