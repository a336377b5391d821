using System.Numerics;
using System.Runtime.InteropServices;

namespace MemberValue.Clusters;

/// <summary>What a mixture's next step needs of its points: by component the weight, and the first and second moments about a given place.</summary>
internal sealed class MixtureSums(int components, int dimensions)
{
    private readonly double[] _shares = new double[Mixture.Most];
    private readonly double[] _moved = new double[Mixture.Most];

    public int Dimensions { get; } = dimensions;

    public double LogLikelihood { get; set; }

    public double[] Weights { get; } = new double[components];

    /// <summary>By component, one per feature.</summary>
    public double[] Firsts { get; } = new double[components * dimensions];

    /// <summary>By component the lower triangle, row by row.</summary>
    public double[] Seconds { get; } = new double[components * Mixture.Place(dimensions, 0)];

    /// <summary>Adds some points with their probabilities, component after component, and their weights; empty for 1 each.</summary>
    public void Add(ReadOnlySpan<double> points, int stride, double[] shifts, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights, int count)
    {
        var (d, triangle) = (Dimensions, Mixture.Place(Dimensions, 0));
        var shares = _shares.AsSpan(0, count);
        var moved = _moved.AsSpan(0, count);
        for (var c = 0; c < Weights.Length; c++)
        {
            probabilities.Slice(c * count, count).CopyTo(shares);
            for (var i = 0; i < weights.Length; i++)
                shares[i] *= weights[i];
            foreach (var share in shares)
                Weights[c] += share;
            for (var row = 0; row < d; row++)
            {
                var own = points.Slice(row * stride, count);
                var shift = shifts[c * d + row];
                for (var i = 0; i < count; i++)
                    moved[i] = shares[i] * (own[i] - shift);
                foreach (var value in moved)
                    Firsts[c * d + row] += value;
                for (var column = 0; column <= row; column++)
                {
                    Seconds[c * triangle + Mixture.Place(row, column)] +=
                        Product(moved, points.Slice(column * stride, count), shifts[c * d + column]);
                }
            }
        }
    }

    public void Add(MixtureSums other)
    {
        LogLikelihood += other.LogLikelihood;
        for (var i = 0; i < Weights.Length; i++)
            Weights[i] += other.Weights[i];
        for (var i = 0; i < Firsts.Length; i++)
            Firsts[i] += other.Firsts[i];
        for (var i = 0; i < Seconds.Length; i++)
            Seconds[i] += other.Seconds[i];
    }

    /// <summary>The sum of factor times (value - shift).</summary>
    private static double Product(ReadOnlySpan<double> factors, ReadOnlySpan<double> values, double shift)
    {
        var (i, wide, sums, shifts) = (0, Vector<double>.Count, Vector<double>.Zero, new Vector<double>(shift));
        ref var factor = ref MemoryMarshal.GetReference(factors);
        ref var value = ref MemoryMarshal.GetReference(values);
        for (; i <= factors.Length - wide; i += wide)
            sums += Vector.LoadUnsafe(ref factor, (nuint)i) * (Vector.LoadUnsafe(ref value, (nuint)i) - shifts);
        var sum = Vector.Sum(sums);
        for (; i < factors.Length; i++)
            sum += factors[i] * (values[i] - shift);
        return sum;
    }
}
