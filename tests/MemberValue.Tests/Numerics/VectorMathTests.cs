using System.Runtime.Intrinsics;
using MemberValue.Numerics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Numerics;

public class VectorMathTests
{
    private const double Infinity = double.PositiveInfinity;

    private delegate void Kernel(ReadOnlySpan<double> source, Span<double> destination);

    [Theory]
    [InlineData("log", 1)]
    [InlineData("exp", 1)]
    [InlineData("log1p", 1)]
    [InlineData("expm1", 1)]
    public void Hard_points_are_within_an_ulp(string function, long ulps)
    {
        var kernel = Named(function);
        foreach (var (x, value) in NumericsData.Function(function))
            Ulp.Equal(value, One(kernel, x), ulps, $"{function}({x:R})");
    }

    [Theory]
    [InlineData("log", "positive")]
    [InlineData("log", "near 1")]
    [InlineData("log", "subnormal")]
    [InlineData("exp", "normal result")]
    [InlineData("exp", "small")]
    [InlineData("exp", "subnormal result")]
    [InlineData("log1p", "small")]
    [InlineData("log1p", "positive")]
    [InlineData("expm1", "small")]
    [InlineData("expm1", "normal result")]
    public void Millions_of_points_agree_with_the_scalar_function(string function, string range)
    {
        const int n = 1_000_000;
        var random = new Random(20261122);
        var x = new double[n];
        for (var i = 0; i < n; i++)
            x[i] = Draw(random, range);
        var y = new double[n];
        Named(function)(x, y);
        Func<double, double> scalar = function switch { "log" => Math.Log, "exp" => Math.Exp, "log1p" => Elementary.Log1p, _ => Elementary.Expm1 };
        var allowed = function is "log" or "exp" ? 1 : 2; // the scalar side itself is within 1 or 2
        for (var i = 0; i < n; i++)
        {
            var expected = scalar(x[i]);
            if (Ulp.Distance(expected, y[i]) > allowed)
                Ulp.Equal(expected, y[i], allowed, $"{function}({x[i]:R})");
        }
    }

    [Theory]
    [InlineData("log", 0.0, double.NegativeInfinity)]
    [InlineData("log", -1.0, double.NaN)]
    [InlineData("log", double.NegativeInfinity, double.NaN)]
    [InlineData("log", Infinity, Infinity)]
    [InlineData("log", double.NaN, double.NaN)]
    [InlineData("log", 1.0, 0.0)]
    [InlineData("log", -5e-324, double.NaN)]
    [InlineData("exp", 0.0, 1.0)]
    [InlineData("exp", 709.7827128933841, Infinity)]
    [InlineData("exp", 1e300, Infinity)]
    [InlineData("exp", Infinity, Infinity)]
    [InlineData("exp", -745.1332191019412, 0.0)]
    [InlineData("exp", double.MinValue, 0.0)]
    [InlineData("exp", double.NegativeInfinity, 0.0)]
    [InlineData("exp", double.NaN, double.NaN)]
    [InlineData("log1p", 0.0, 0.0)]
    [InlineData("log1p", -1.0, double.NegativeInfinity)]
    [InlineData("log1p", -1.0000000000000002, double.NaN)]
    [InlineData("log1p", double.NegativeInfinity, double.NaN)]
    [InlineData("log1p", Infinity, Infinity)]
    [InlineData("log1p", double.NaN, double.NaN)]
    [InlineData("expm1", 0.0, 0.0)]
    [InlineData("expm1", double.NegativeInfinity, -1.0)]
    [InlineData("expm1", -1e300, -1.0)]
    [InlineData("expm1", 709.7827128933841, Infinity)]
    [InlineData("expm1", Infinity, Infinity)]
    [InlineData("expm1", double.NaN, double.NaN)]
    public void Special_values_are_exact(string function, double x, double expected)
    {
        var actual = One(Named(function), x);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected) & (double.IsNaN(expected) ? 0 : -1),
            BitConverter.DoubleToInt64Bits(actual) & (double.IsNaN(actual) ? 0 : -1));
    }

    [Fact]
    public void A_negative_zero_is_a_zero()
    {
        Assert.Equal(double.NegativeInfinity, One(VectorMath.Log, -0.0));
        Assert.Equal(1, One(VectorMath.Exp, -0.0));
        Assert.True(double.IsNegative(One(VectorMath.Log1p, -0.0)));
        Assert.True(double.IsNegative(One(VectorMath.Expm1, -0.0)));
    }

    [Theory]
    [InlineData("log")]
    [InlineData("exp")]
    [InlineData("log1p")]
    [InlineData("expm1")]
    public void A_result_depends_on_its_own_argument_only(string function)
    {
        double[] neighbours = [double.NaN, Infinity, double.NegativeInfinity, 0, -1, 5e-324, 1e308, -800, 800];
        var kernel = Named(function);
        var random = new Random(3);
        for (var n = 0; n <= 65; n++)
        {
            var x = new double[n];
            for (var i = 0; i < n; i++)
                x[i] = random.Next(3) == 0 ? neighbours[random.Next(neighbours.Length)] : random.NextDouble() * 20 - 5;
            var y = new double[n + 3];
            Array.Fill(y, 77);
            kernel(x, y);
            for (var i = 0; i < n; i++)
                Assert.Equal(BitConverter.DoubleToInt64Bits(One(kernel, x[i])), BitConverter.DoubleToInt64Bits(y[i]));
            Assert.All(y[n..], value => Assert.Equal(77, value));

            kernel(x, x); // in place
            Assert.Equal(y[..n].Select(BitConverter.DoubleToInt64Bits), x.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Theory]
    // The bits of the results, for a processor or a runtime that would compute otherwise: sums of the bits over 10,000 seeded points.
    [InlineData("log", 4438695813868160586)]
    [InlineData("exp", -5316552362558126073)]
    [InlineData("log1p", 3452357361613688403)]
    [InlineData("expm1", -9191759869327625173)]
    public void The_bits_are_the_same_on_every_processor(string function, long expected)
    {
        var x = new double[10_000];
        var state = 88172645463325252UL; // xorshift: the points, too, must not depend on the runtime
        for (var i = 0; i < x.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var uniform = (state >> 11) * (1.0 / (1L << 53));
            x[i] = function == "log" ? uniform * uniform * 1e3 : uniform * 40 - (function == "log1p" ? 0.9 : 20);
        }

        Named(function)(x, x);
        var sum = 0L;
        foreach (var value in x)
            sum = unchecked(sum * 31 + BitConverter.DoubleToInt64Bits(value));
        Assert.Equal(expected, sum);
    }

    [Fact]
    public void Vectors_and_spans_share_the_kernel()
    {
        var x = Vector512.Create(0.1, 1, 2, 3, 4, 5e-324, 7, 700);
        var y = new double[8];
        double[] source = [0.1, 1, 2, 3, 4, 5e-324, 7, 700];
        VectorMath.Log(source, y);
        Assert.Equal(VectorMath.Log(x), Vector512.Create(y));
        VectorMath.Exp(source, y);
        Assert.Equal(VectorMath.Exp(x), Vector512.Create(y));
    }

    [Fact]
    public void A_short_destination_is_refused() =>
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => VectorMath.Log(new double[3], new double[2])).ParamName);

    [Fact]
    public void Nothing_is_allocated()
    {
        var x = Enumerable.Range(1, 1_003).Select(i => i / 10.0).ToArray();
        var y = new double[x.Length];
        Assert.Equal(0, Allocations.Of(() =>
        {
            VectorMath.Log(x, y);
            VectorMath.Exp(x, y);
            VectorMath.Log1p(x, y);
            VectorMath.Expm1(x, y);
        }));
    }

    private static Kernel Named(string function) => function switch
    {
        "log" => VectorMath.Log,
        "exp" => VectorMath.Exp,
        "log1p" => VectorMath.Log1p,
        "expm1" => VectorMath.Expm1,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static double One(Kernel kernel, double x)
    {
        double[] y = [x];
        kernel(y, y);
        return y[0];
    }

    private static double Draw(Random random, string range)
    {
        var u = random.NextDouble();
        return range switch
        {
            "positive" => BitConverter.Int64BitsToDouble((long)(u * BitConverter.DoubleToInt64Bits(double.MaxValue))),
            "near 1" => 0.5 + u * 1.5,
            "subnormal" => u * 2.3e-308,
            "normal result" => -708.3 + u * (708.3 + 709.7),
            "small" => (2 * u - 1) * Math.Pow(10, -18 * random.NextDouble()),
            "subnormal result" => -708.3 - u * 38,
            _ => throw new ArgumentOutOfRangeException(nameof(range)),
        };
    }
}
