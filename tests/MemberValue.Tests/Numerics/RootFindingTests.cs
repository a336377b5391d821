using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class RootFindingTests
{
    [Fact]
    public void Roots_are_found_to_the_last_digits()
    {
        Ulp.Near(0.7390851332151607, RootFinding.Brent(new Function(x => Math.Cos(x) - x), 0, 1), 4.5e-16);
        Ulp.Near(Math.Cbrt(2), RootFinding.Brent(new Function(x => x * x * x - 2), 0, 100), 4.5e-16);
        Ulp.Near(Math.Cbrt(2), RootFinding.Brent(new Function(x => 2 - x * x * x), 100, 0), 4.5e-16);
        Ulp.Near(1, RootFinding.Brent(new Function(x => Math.Pow(x - 1, 9)), 0, 2.5), 0.02); // a nine-fold root: Brent's hard case
        Assert.Equal(0.25, RootFinding.Brent(new Function(x => x < 0.25 ? -1 : 1), 0, 1), 1e-15); // a jump
    }

    [Fact]
    public void The_tolerance_is_a_width()
    {
        var calls = 0;
        var root = RootFinding.Brent(new Function(x => { calls++; return Math.Exp(x) - 5; }), 0, 10, 1e-3);
        Assert.Equal(Math.Log(5), root, 1e-3);
        Assert.InRange(calls, 4, 20);
    }

    [Fact]
    public void Ends_that_are_roots_or_no_bracket()
    {
        Assert.Equal(2, RootFinding.Brent(new Function(x => x - 2), 2, 5));
        Assert.Equal(5, RootFinding.Brent(new Function(x => x - 5), 2, 5));
        Assert.Equal(double.NaN, RootFinding.Brent(new Function(x => x * x + 1), -1, 1));
        Assert.Equal(double.NaN, RootFinding.Brent(new Function(_ => double.NaN), -1, 1));
        Assert.Equal(double.NaN, RootFinding.Brent(new Function(x => x is -1 or 1 ? x : double.NaN), -1, 1));
    }

    [Theory]
    [InlineData(1e-300, 1.0)]
    [InlineData(1e-9, 1.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(3.0, 1.0)]
    [InlineData(1e-5, 1e10)]
    [InlineData(1e300, 1.0)]
    [InlineData(1.7e308, 1e-300)]
    public void A_bracket_is_found_from_anywhere(double root, double start)
    {
        var calls = 0;
        var function = new Function(x => { calls++; return Math.Log(x / root); });
        Assert.True(RootFinding.TryBracketIncreasing(function, start, out var lo, out var hi));
        Assert.True(lo <= root && root <= hi, $"{lo:R} {hi:R}");
        Assert.InRange(calls, 1, 24);
        Ulp.Near(root, RootFinding.PositiveRoot(function, start), 3e-13); // ln(1e300) is rounded to 1e-13
        Assert.InRange(calls, 1, 120);
    }

    [Fact]
    public void A_positive_root_keeps_its_digits_when_the_start_is_near()
    {
        Ulp.Near(Math.Sqrt(17), RootFinding.PositiveRoot(new Square(17)), 4.5e-16);
        Ulp.Near(3e-5, RootFinding.PositiveRoot(new Function(x => Math.Sqrt(x) - Math.Sqrt(3e-5)), 1e-4), 1e-15);
        Ulp.Near(Math.Sqrt(17), RootFinding.PositiveRoot(new Square(17), 3, 1e-4), 1e-4);
        Assert.Equal(double.NaN, RootFinding.PositiveRoot(new Function(_ => 1)));
    }

    [Fact]
    public void No_bracket_is_no_exception()
    {
        Assert.False(RootFinding.TryBracketIncreasing(new Function(_ => -1), 1, out _, out _));
        Assert.False(RootFinding.TryBracketIncreasing(new Function(_ => 1), 1, out _, out _));
        Assert.False(RootFinding.TryBracketIncreasing(new Function(_ => double.NaN), 1, out _, out _));
        Assert.False(RootFinding.TryBracketIncreasing(new Function(x => x < 2 ? -1 : double.NaN), 1, out _, out _));
        Assert.False(RootFinding.TryBracketIncreasing(new Function(x => x - 1), 0, out _, out _));
    }

    [Fact]
    public void Nothing_is_allocated() => Assert.Equal(0, Allocations.Of(() =>
    {
        _ = RootFinding.TryBracketIncreasing(new Square(17), 1, out var lo, out var hi);
        _ = RootFinding.Brent(new Square(17), lo, hi);
        _ = RootFinding.PositiveRoot(new Square(1e200));
    }));

    private readonly struct Function(Func<double, double> function) : IScalarFunction
    {
        public double Value(double x) => function(x);
    }

    private readonly struct Square(double level) : IScalarFunction
    {
        public double Value(double x) => x * x - level;
    }
}
