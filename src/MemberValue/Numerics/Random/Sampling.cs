using MathNet.Numerics;

namespace MemberValue.Numerics;

/// <summary>A source of uniform numbers.</summary>
internal interface IUniformSource
{
    /// <summary>The next number, at least 0 and below 1.</summary>
    double Next01();
}

/// <summary>
/// Random values for simulations. Each function draws from the generator it is given and from nothing else: the same seed gives the same values.
/// </summary>
/// <remarks>
/// The algorithms are written here because MathNet's gamma sampler underflows to 0 for small shapes and its Poisson sampler multiplies uniform numbers one
/// by one up to a mean of 30 and returns an int.
/// </remarks>
internal static class Sampling
{
    /// <summary>A value of the standard normal distribution (Marsaglia's polar method; the second value of the pair is not kept).</summary>
    /// <param name="random">The generator.</param>
    /// <returns>Any finite number.</returns>
    public static double Normal<T>(ref T random)
        where T : struct, IUniformSource
    {
        while (true)
        {
            var (u, v) = (2 * random.Next01() - 1, 2 * random.Next01() - 1);
            var s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }

    /// <summary>A value of the normal distribution.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation, 0 or more.</param>
    /// <returns>Any finite number.</returns>
    public static double Normal<T>(ref T random, double mean, double standardDeviation)
        where T : struct, IUniformSource => mean + standardDeviation * Normal(ref random);

    /// <summary>A value of the exponential distribution.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="rate">The rate, positive; the mean is 1 / rate.</param>
    /// <returns>0 or more.</returns>
    public static double Exponential<T>(ref T random, double rate)
        where T : struct, IUniformSource => -Math.Log(Uniform(ref random)) / rate;

    /// <summary>A value of the gamma distribution.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="shape">The shape, positive.</param>
    /// <param name="rate">The rate, positive; the mean is shape / rate.</param>
    /// <returns>0 or more; 0 where the value is below the least double, likely for shapes below 0.01; use <c>LogGammaVariate</c> for these.</returns>
    public static double Gamma<T>(ref T random, double shape, double rate)
        where T : struct, IUniformSource => Math.Exp(LogGammaVariate(ref random, shape)) / rate;

    /// <summary>The logarithm of a value of the gamma distribution with rate 1; finite for shapes down to 1e-300.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="shape">The shape, positive.</param>
    /// <returns>Any finite number.</returns>
    /// <remarks>
    /// Marsaglia and Tsang (2000), "A simple method for generating gamma variables", for shapes of 1 or more. Below, G(shape) is
    /// G(shape + 1) · U^(1/shape), as logarithms.
    /// </remarks>
    public static double LogGammaVariate<T>(ref T random, double shape)
        where T : struct, IUniformSource
    {
        if (shape < 1)
            return LogGammaVariate(ref random, shape + 1) + Math.Log(Uniform(ref random)) / shape;
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(ref random);
            var root = 1 + c * x;
            if (root <= 0)
                continue;
            var v = root * root * root;
            var logV = 3 * Math.Log(root);
            if (Math.Log(Uniform(ref random)) < 0.5 * x * x + d * (1 - v + logV))
                return Math.Log(d) + logV;
        }
    }

    /// <summary>A value of the beta distribution.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <returns>0 to 1; both ends occur for small shapes.</returns>
    public static double Beta<T>(ref T random, double a, double b)
        where T : struct, IUniformSource
    {
        var difference = LogGammaVariate(ref random, b) - LogGammaVariate(ref random, a);
        return 1 / (1 + Math.Exp(difference));
    }

    /// <summary>A value of the Poisson distribution.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="mean">The mean, 0 to 1e15.</param>
    /// <returns>0 or more.</returns>
    /// <remarks>
    /// By inversion below 10; above by Hörmann (1993), "The transformed rejection method for generating Poisson random variables", algorithm PTRS.
    /// </remarks>
    public static long Poisson<T>(ref T random, double mean)
        where T : struct, IUniformSource
    {
        if (mean < 10)
            return PoissonByInversion(ref random, mean);
        var logMean = Math.Log(mean);
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var vr = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = random.Next01() - 0.5;
            var v = Uniform(ref random);
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr)
                return (long)k;
            if (k < 0 || (us < 0.013 && v > us))
                continue;
            if (Math.Log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - SpecialFunctions.GammaLn(k + 1))
                return (long)k;
        }
    }

    /// <summary>The number of failures before the first success.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="p">The probability of success at each trial, above 0 up to 1.</param>
    /// <returns>0 or more; at most <see cref="long.MaxValue"/>, which is reached only for p below 1e-17.</returns>
    public static long Geometric<T>(ref T random, double p)
        where T : struct, IUniformSource
    {
        if (p >= 1)
            return 0;
        var failures = Math.Floor(Math.Log(Uniform(ref random)) / Elementary.Log1p(-p));
        return failures < long.MaxValue ? (long)failures : long.MaxValue;
    }

    /// <summary>A uniform number above 0 and up to 1: its logarithm is finite.</summary>
    private static double Uniform<T>(ref T random)
        where T : struct, IUniformSource => 1 - random.Next01();

    private static long PoissonByInversion<T>(ref T random, double mean)
        where T : struct, IUniformSource
    {
        var probability = Math.Exp(-mean);
        var u = random.Next01();
        var k = 0L;
        // Beyond 200 the remaining probability is far below the resolution of u.
        while (u >= probability && k < 200)
        {
            u -= probability;
            probability *= mean / ++k;
        }

        return k;
    }

    // The same from the runtime's generator.
    public static double Normal(Random random)
    {
        var source = new RuntimeSource(random);
        return Normal(ref source);
    }

    public static double Normal(Random random, double mean, double standardDeviation) => mean + standardDeviation * Normal(random);

    public static double Exponential(Random random, double rate)
    {
        var source = new RuntimeSource(random);
        return Exponential(ref source, rate);
    }

    public static double Gamma(Random random, double shape, double rate)
    {
        var source = new RuntimeSource(random);
        return Gamma(ref source, shape, rate);
    }

    public static double LogGammaVariate(Random random, double shape)
    {
        var source = new RuntimeSource(random);
        return LogGammaVariate(ref source, shape);
    }

    public static double Beta(Random random, double a, double b)
    {
        var source = new RuntimeSource(random);
        return Beta(ref source, a, b);
    }

    public static long Poisson(Random random, double mean)
    {
        var source = new RuntimeSource(random);
        return Poisson(ref source, mean);
    }

    public static long Geometric(Random random, double p)
    {
        var source = new RuntimeSource(random);
        return Geometric(ref source, p);
    }

    private readonly struct RuntimeSource(Random random) : IUniformSource
    {
        public double Next01() => random.NextDouble();
    }
}
