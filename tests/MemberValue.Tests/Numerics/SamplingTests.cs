using MathNet.Numerics;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class SamplingTests
{
    private const int N = 200_000;

    // Kolmogorov's distance of N independent values exceeds 1.95 / sqrt(N) once in a thousand seeds; the seeds are fixed.
    private static readonly double Critical = 1.95 / Math.Sqrt(N);

    [Theory]
    [InlineData(0.05, 1.0)]
    [InlineData(0.3, 4.0)]
    [InlineData(1.0, 0.01)]
    [InlineData(2.5, 3.0)]
    [InlineData(40.0, 1.0)]
    [InlineData(1e6, 2.0)]
    public void Gamma_values_follow_their_distribution(double shape, double rate)
    {
        var values = Draw(1, random => Sampling.Gamma(random, shape, rate));
        HasMoments(values, shape / rate, shape / (rate * rate), 6 / shape);
        if (shape < 1e5) // MathNet's own distribution function is too slow and coarse beyond
            Follows(values, x => GammaCdf(shape, rate * x));
        else
            Follows(values, x => NormalDistribution.Cdf((Math.Cbrt(rate * x / shape) - 1 + 1 / (9 * shape)) * Math.Sqrt(9 * shape))); // Wilson and Hilferty
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    public void Small_shapes_stay_finite_as_logarithms(double shape)
    {
        // -shape · ln G tends to an exponential distribution; P(ln G <= y) = e^(shape y) / Γ(1 + shape) where e^y is tiny.
        var values = Draw(2, random => Sampling.LogGammaVariate(random, shape));
        Assert.All(values, value => Assert.True(double.IsFinite(value)));
        var offset = SpecialFunctions.GammaLn(1 + shape);
        Array.Sort(values);
        for (var i = 0; i < N; i += 97)
        {
            if (values[i] < -40)
                Assert.True(Math.Abs((i + 0.5) / N - Math.Exp(shape * values[i] - offset)) < Critical);
        }

        // E ln G = digamma(shape) = -1/shape - 0.5772..., Var ln G = trigamma(shape) = 1/shape² + 1.6449...
        Assert.Equal(-1 / shape, values.Average(), 5 / shape / Math.Sqrt(N));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1.0, 3.0)]
    [InlineData(20.0, 7.5)]
    [InlineData(0.01, 0.02)]
    [InlineData(3e5, 1e5)]
    public void Beta_values_follow_their_distribution(double a, double b)
    {
        var values = Draw(3, random => Sampling.Beta(random, a, b));
        Assert.All(values, value => Assert.InRange(value, 0, 1));
        HasMoments(values, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)), 3);
        if (a < 100)
            Follows(values, x => BetaCdf(a, b, x));
    }

    [Fact]
    public void Normal_and_exponential_values_follow_their_distributions()
    {
        var normal = Draw(4, random => Sampling.Normal(random, 3, 2));
        HasMoments(normal, 3, 4, 0);
        Follows(normal, x => NormalDistribution.Cdf((x - 3) / 2));
        var exponential = Draw(5, random => Sampling.Exponential(random, 0.25));
        HasMoments(exponential, 4, 16, 6);
        Follows(exponential, x => -Elementary.Expm1(-x / 4));
        Assert.All(exponential, value => Assert.True(value >= 0 && double.IsFinite(value)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(1.7)]
    [InlineData(9.99)]
    [InlineData(10.0)]
    [InlineData(31.5)]
    [InlineData(2_000.0)]
    [InlineData(1e10)]
    public void Poisson_values_follow_their_distribution(double mean)
    {
        var values = Draw(6, random => Sampling.Poisson(random, mean));
        HasMoments(values, mean, mean, mean > 0 ? 1 / mean : 0);
        if (mean is > 0 and < 1e4)
            FollowsSteps(values, k => k < 0 ? 0 : SpecialFunctions.GammaUpperRegularized(k + 1, mean));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.9)]
    [InlineData(0.2)]
    [InlineData(1e-5)]
    public void Geometric_values_follow_their_distribution(double p)
    {
        var values = Draw(7, random => Sampling.Geometric(random, p));
        HasMoments(values, (1 - p) / p, (1 - p) / (p * p), p < 1 ? 6 + p * p / (1 - p) : 0);
        FollowsSteps(values, k => 1 - Math.Pow(1 - p, k + 1));
    }

    [Fact]
    public void A_tiny_probability_of_success_is_no_overflow() =>
        Assert.All(Draw(8, random => Sampling.Geometric(random, 1e-300)), value => Assert.Equal(long.MaxValue, value));

    [Fact]
    public void The_same_seed_gives_the_same_values()
    {
        static double[] Values(int seed)
        {
            var random = new Random(seed);
            return [.. Enumerable.Range(0, 50).SelectMany(_ => new[]
            {
                Sampling.Normal(random), Sampling.Gamma(random, 0.3, 2), Sampling.Gamma(random, 30, 2), Sampling.Beta(random, 2, 3),
                Sampling.LogGammaVariate(random, 1e-3),
                Sampling.Exponential(random, 2), Sampling.Poisson(random, 3), Sampling.Poisson(random, 300), Sampling.Geometric(random, 0.1),
            })];
        }

        Assert.Equal(Values(42), Values(42));
        Assert.NotEqual(Values(42), Values(43));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var random = new Random(1);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                _ = Sampling.Gamma(random, 0.3, 1) + Sampling.Beta(random, 2, 3) + Sampling.Poisson(random, 50) + Sampling.Geometric(random, 0.3)
                    + Sampling.Exponential(random, 1);
        }));
    }

    private static T[] Draw<T>(int seed, Func<Random, T> sampler)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, N).Select(_ => sampler(random)).ToArray();
    }

    private static void HasMoments(long[] values, double mean, double variance, double excess) =>
        HasMoments(Array.ConvertAll(values, value => (double)value), mean, variance, excess);

    /// <summary>Mean and variance within four standard errors.</summary>
    private static void HasMoments(double[] values, double mean, double variance, double excess)
    {
        var average = values.Average();
        Assert.Equal(mean, average, 4 * Math.Sqrt(variance / N) + 1e-300);
        var spread = values.Average(value => (value - mean) * (value - mean));
        Assert.Equal(variance, spread, 4 * variance * Math.Sqrt((2 + Math.Max(excess, 0)) / N) + 1e-300);
    }

    // MathNet's functions give 0 next to 0: the first terms of the series there.
    private static double GammaCdf(double shape, double x) => x < 1e-9
        ? Math.Exp(shape * Math.Log(x) - SpecialFunctions.GammaLn(shape + 1))
        : SpecialFunctions.GammaLowerRegularized(shape, x);

    private static double BetaCdf(double a, double b, double x) => x < 1e-9
        ? Math.Exp(a * Math.Log(x) - SpecialFunctions.BetaLn(a, b)) / a
        : SpecialFunctions.BetaRegularized(a, b, x);

    private static void Follows(double[] values, Func<double, double> cdf)
    {
        var sorted = values.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < N && sorted[i] < sorted[^1]; i += 7) // a beta value may round to 1: no ties then
            distance = Math.Max(distance, Math.Abs((i + 0.5) / N - cdf(sorted[i])));
        Assert.True(distance < Critical, $"Kolmogorov distance {distance:E3}, critical {Critical:E3}");
    }

    private static void FollowsSteps(long[] values, Func<long, double> cdf)
    {
        var distance = 0.0;
        var below = 0;
        foreach (var group in values.GroupBy(value => value).OrderBy(group => group.Key))
        {
            distance = Math.Max(distance, Math.Abs((double)below / N - cdf(group.Key - 1)));
            below += group.Count();
            distance = Math.Max(distance, Math.Abs((double)below / N - cdf(group.Key)));
        }

        Assert.True(distance < Critical, $"Kolmogorov distance {distance:E3}, critical {Critical:E3}");
    }
}
