using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Composite;

public sealed partial class CompositeScorer
{
    private const int Block = 512;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A column of a criterion was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void Score(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        Score(new MeasureSource(columns), destination[..columns.Count]);
    }

    /// <summary>Scores rows that need not be members.</summary>
    /// <param name="values">The rows, with a column per criterion.</param>
    /// <param name="destination">Receives one score per row; at least as long.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">A criterion is not a column, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void Score(FeatureTable values, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(values);
        Require.Destination(destination.Length, values.Count);
        Score(new MeasureSource(values), destination[..values.Count]);
    }

    private void Score(MeasureSource source, Span<double> destination)
    {
        foreach (var criterion in _criteria)
            source.Require(criterion.Name);
        if (Status is Estimation.FitStatus.NoData or Estimation.FitStatus.AllAlike)
        {
            destination.Fill(Status == Estimation.FitStatus.NoData ? double.NaN : 50);
            return;
        }

        Span<double> buffer = stackalloc double[Block];
        Span<double> others = stackalloc double[Block];
        for (var start = 0; start < destination.Length; start += Block)
        {
            var sums = destination.Slice(start, Math.Min(Block, destination.Length - start));
            var best = others[..sums.Length];
            sums.Clear();
            best.Clear();
            for (var j = 0; j < _criteria.Length; j++)
            {
                if (_effective[j] == 0)
                    continue;
                var values = source.Read(_criteria[j].Name, start, buffer[..sums.Length]);
                if (_criteria[j].IsLogged || _criteria[j].MissingAs is not null)
                {
                    values.CopyTo(buffer);
                    CriterionRows.Transform(_criteria[j], buffer[..sums.Length]);
                    values = buffer[..sums.Length];
                }

                if (Method == CompositeMethod.Topsis)
                    AddDistances(values, sums, best, _lower[j], _upper[j], _criteria[j].IsCost, _effective[j] / _lengths[j]);
                else
                    AddPoints(values, sums, WorstOf(j), 1 / (BestOf(j) - WorstOf(j)), 100 * _effective[j], clips: !Extrapolates);
            }

            if (Method == CompositeMethod.Topsis)
                Closeness(sums, best);
        }
    }

    /// <summary>
    /// Adds points times (value - worst) * scale, held within 0 and 1 where it clips. A value that is not finite makes the sum NaN: times 0 it is.
    /// </summary>
    private static void AddPoints(ReadOnlySpan<double> values, Span<double> sums, double worst, double scale, double points, bool clips)
    {
        var (wide, i) = (Vector<double>.Count, 0);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var (worsts, scales, factors) = (new Vector<double>(worst), new Vector<double>(scale), new Vector<double>(points));
        for (; i <= values.Length - wide; i += wide)
        {
            var x = Vector.LoadUnsafe(ref from, (nuint)i);
            var place = (x - worsts) * scales;
            if (clips)
            {
                place = Vector.ConditionalSelect(Vector.GreaterThan(place, Vector<double>.One), Vector<double>.One, place);
                place = Vector.ConditionalSelect(Vector.LessThan(place, Vector<double>.Zero), Vector<double>.Zero, place);
            }

            (Vector.LoadUnsafe(ref to, (nuint)i) + (place * factors + x * Vector<double>.Zero)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            var place = (values[i] - worst) * scale;
            if (clips)
                place = place > 1 ? 1 : place < 0 ? 0 : place;
            sums[i] += place * points + values[i] * 0;
        }
    }

    /// <summary>Adds the squared distances from the worst and the best value, the value held within them.</summary>
    private static void AddDistances(
        ReadOnlySpan<double> values, Span<double> fromWorst, Span<double> fromBest, double lower, double upper, bool isCost, double scale)
    {
        var (wide, i) = (Vector<double>.Count, 0);
        var (worst, best) = isCost ? (upper, lower) : (lower, upper);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var minus = ref MemoryMarshal.GetReference(fromWorst);
        ref var plus = ref MemoryMarshal.GetReference(fromBest);
        var (lowers, uppers, scales) = (new Vector<double>(lower), new Vector<double>(upper), new Vector<double>(scale));
        var (worsts, bests) = (new Vector<double>(worst), new Vector<double>(best));
        for (; i <= values.Length - wide; i += wide)
        {
            var given = Vector.LoadUnsafe(ref from, (nuint)i);
            var x = Vector.ConditionalSelect(Vector.GreaterThan(given, uppers), uppers, given);
            x = Vector.ConditionalSelect(Vector.LessThan(x, lowers), lowers, x);
            var (low, high) = ((x - worsts) * scales, (x - bests) * scales);
            (Vector.LoadUnsafe(ref minus, (nuint)i) + (low * low + given * Vector<double>.Zero)).StoreUnsafe(ref minus, (nuint)i);
            (Vector.LoadUnsafe(ref plus, (nuint)i) + high * high).StoreUnsafe(ref plus, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            var x = values[i] > upper ? upper : values[i];
            x = x < lower ? lower : x;
            var (low, high) = ((x - worst) * scale, (x - best) * scale);
            fromWorst[i] += low * low + values[i] * 0;
            fromBest[i] += high * high;
        }
    }

    private static void Closeness(Span<double> fromWorst, ReadOnlySpan<double> fromBest)
    {
        var (wide, i) = (Vector<double>.Count, 0);
        ref var minus = ref MemoryMarshal.GetReference(fromWorst);
        ref var plus = ref MemoryMarshal.GetReference(fromBest);
        var (half, hundred) = (new Vector<double>(50.0), new Vector<double>(100.0));
        for (; i <= fromWorst.Length - wide; i += wide)
        {
            var low = Vector.SquareRoot(Vector.LoadUnsafe(ref minus, (nuint)i));
            var sum = low + Vector.SquareRoot(Vector.LoadUnsafe(ref plus, (nuint)i));
            Vector.ConditionalSelect(Vector.Equals(sum, Vector<double>.Zero), half, hundred * (low / sum)).StoreUnsafe(ref minus, (nuint)i);
        }

        for (; i < fromWorst.Length; i++)
        {
            var (low, high) = (Math.Sqrt(fromWorst[i]), Math.Sqrt(fromBest[i]));
            fromWorst[i] = low + high == 0 ? 50 : 100 * (low / (low + high));
        }
    }
}
