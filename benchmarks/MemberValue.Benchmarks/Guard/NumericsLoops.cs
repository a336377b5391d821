using MemberValue.Numerics;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Logarithms and exponentials of a column, which most models are made of.</summary>
internal static class NumericsLoops
{
    private const int Rows = 1_024;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("VectorMath.Log", "a loop of Math.Log", Rows, rows => Pair(rows, Math.Log, VectorMath.Log, positive: true)),
        new("VectorMath.Exp", "a loop of Math.Exp", Rows, rows => Pair(rows, Math.Exp, VectorMath.Exp, positive: false)),
        new("VectorMath.Log1p", "a loop of Math.Log", Rows, rows => Pair(rows, x => Math.Log(1 + x), VectorMath.Log1p, positive: true)),
        new("VectorMath.Expm1", "a loop of Math.Exp", Rows, rows => Pair(rows, x => Math.Exp(x) - 1, VectorMath.Expm1, positive: false)),
    ];

    private delegate void Column(ReadOnlySpan<double> source, Span<double> destination);

    private static GuardPair Pair(int rows, Func<double, double> one, Column all, bool positive)
    {
        var random = new Random(1);
        var destination = new double[rows];
        var source = Array.ConvertAll(destination, _ => random.NextDouble() * 60 - 40);
        if (positive)
            source = Array.ConvertAll(source, Math.Exp);
        return new GuardPair(() =>
        {
            for (var i = 0; i < source.Length; i++)
                destination[i] = one(source[i]);
        }, () => all(source, destination));
    }
}
