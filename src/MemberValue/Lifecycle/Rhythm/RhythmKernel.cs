using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Lifecycle;

/// <summary>
/// Limits by expected gap, many members at a time; compared with the scalar form in StageKernelTests. A whole number reaches a limit when it reaches
/// its ceiling, so that silence is compared with the limit itself.
/// </summary>
internal static class RhythmKernel
{
    /// <summary>Classifies the first rows that fill whole blocks.</summary>
    /// <returns>How many rows are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Vectors(in StageInputs inputs, in StageRules rules, in ExpectedGap gap, int start, Span<LifecycleStage> destination)
    {
        var rows = destination.Length / Vector<sbyte>.Count * Vector<sbyte>.Count;
        if (rows == 0 || !StageLanes.Take(inputs))
            return 0;
        var lanes = new StageLanes(inputs, rules, start, rows);
        var firstPurchases = inputs.First.Slice(start, rows);
        var end = new Vector<long>(inputs.LastCell);
        var gaps = new Lanes(gap);
        Span<int> block = stackalloc int[StageLanes.Block];
        for (var begin = 0; begin < rows; begin += StageLanes.Block)
        {
            var count = Math.Min(StageLanes.Block, rows - begin);
            ref var stages = ref MemoryMarshal.GetReference(block);
            for (var i = 0; i < count; i += Vector<int>.Count)
            {
                var row = begin + i;
                var purchases = StageLanes.Load(lanes.Purchases, row);
                var last = StageLanes.Load(lanes.Last, row);
                var since = lanes.SilentSince(row, last, Vector.Equals(purchases, Vector<int>.Zero));
                Vector.Widen(purchases - Vector<int>.One, out var n0, out var n1);
                Vector.Widen(last, out var last0, out var last1);
                Vector.Widen(StageLanes.Load(firstPurchases, row), out var first0, out var first1);
                Vector.Widen(since, out var since0, out var since1);
                var gap0 = gaps.Of(n0, last0 - first0);
                var gap1 = gaps.Of(n1, last1 - first1);
                var silence0 = Vector.ConvertToDouble(end - since0);
                var silence1 = Vector.ConvertToDouble(end - since1);
                var dormant = Reached(silence0, gap0 * gaps.Dormant, silence1, gap1 * gaps.Dormant);
                var lost = Reached(silence0, gap0 * gaps.Lost, silence1, gap1 * gaps.Lost);
                var away = Vector<int>.Zero;
                if (lanes.AsksReturned)
                {
                    Vector.Widen(StageLanes.Load(lanes.Previous, row), out var previous0, out var previous1);
                    var before0 = gaps.Of(n0 - Vector<long>.One, previous0 - first0) * gaps.Dormant;
                    var before1 = gaps.Of(n1 - Vector<long>.One, previous1 - first1) * gaps.Dormant;
                    away = Reached(
                        Vector.ConvertToDouble(last0 - Vector<long>.One - previous0), before0, Vector.ConvertToDouble(last1 - Vector<long>.One - previous1),
                        before1);
                }

                lanes.Stages(row, purchases, last, since, dormant, lost, away).StoreUnsafe(ref stages, (nuint)i);
            }

            StageLanes.Narrow(block[..count], destination.Slice(begin, count));
        }

        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Reached(Vector<double> silence0, Vector<double> limit0, Vector<double> silence1, Vector<double> limit1) =>
        Vector.Narrow(Vector.GreaterThanOrEqual(silence0, limit0), Vector.GreaterThanOrEqual(silence1, limit1));

    /// <summary><see cref="ExpectedGap"/> in lanes, operation for operation.</summary>
    private readonly struct Lanes(ExpectedGap gap)
    {
        private readonly Vector<double> _prior = new(gap.Prior);
        private readonly Vector<double> _weight = new(gap.Weight);
        private readonly Vector<double> _own = new(gap.Own);
        private readonly Vector<double> _atLeast = new(gap.AtLeast);
        private readonly Vector<double> _atMost = new(gap.AtMost);

        public readonly Vector<double> Dormant = new(gap.DormantFactor);
        public readonly Vector<double> Lost = new(gap.LostFactor);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<long> n, Vector<long> t)
        {
            var mean = (_prior + _own * Vector.ConvertToDouble(t)) / (_weight + _own * Vector.ConvertToDouble(n));
            return Vector.Max(_atLeast, Vector.Min(_atMost, mean));
        }
    }
}
