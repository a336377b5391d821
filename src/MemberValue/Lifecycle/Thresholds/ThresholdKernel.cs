using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Lifecycle;

/// <summary>Limits by class of purchases, many members at a time; compared with the scalar form in StageKernelTests.</summary>
internal static class ThresholdKernel
{
    /// <summary>Classifies the first rows that fill whole blocks.</summary>
    /// <returns>How many rows are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Vectors(in StageInputs inputs, in StageRules rules, SilenceClasses classes, int start, Span<LifecycleStage> destination)
    {
        var rows = destination.Length / Vector<sbyte>.Count * Vector<sbyte>.Count;
        if (rows == 0 || !StageLanes.Take(inputs))
            return 0;
        Span<int> from = stackalloc int[classes.Count];
        Span<long> dormantCells = stackalloc long[classes.Count];
        Span<long> lostCells = stackalloc long[classes.Count];
        classes.CopyTo(inputs.Columns.Window.Calendar, from, dormantCells, lostCells);
        Span<int> dormantThrough = stackalloc int[classes.Count];
        Span<int> lostThrough = stackalloc int[classes.Count];
        Span<uint> awayFrom = stackalloc uint[classes.Count];
        for (var k = 0; k < from.Length; k++)
        {
            dormantThrough[k] = StageLanes.Cut(inputs.LastCell, dormantCells[k]);
            lostThrough[k] = StageLanes.Cut(inputs.LastCell, lostCells[k]);
            // Away when gap - 1 reaches the limit; two cells are never uint.MaxValue apart.
            awayFrom[k] = (uint)Math.Min(dormantCells[k] + 1, uint.MaxValue);
        }

        var lanes = new StageLanes(inputs, rules, start, rows);
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
                var dormantCut = new Vector<int>(dormantThrough[0]);
                var lostCut = new Vector<int>(lostThrough[0]);
                var awayCut = new Vector<uint>(awayFrom[0]);
                for (var k = 1; k < from.Length; k++)
                {
                    var least = new Vector<int>(from[k]);
                    var mine = Vector.GreaterThanOrEqual(purchases, least);
                    dormantCut = Vector.ConditionalSelect(mine, new Vector<int>(dormantThrough[k]), dormantCut);
                    lostCut = Vector.ConditionalSelect(mine, new Vector<int>(lostThrough[k]), lostCut);
                    awayCut = Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.GreaterThan(purchases, least)), new Vector<uint>(awayFrom[k]), awayCut);
                }

                var since = lanes.SilentSince(row, last, Vector.Equals(purchases, Vector<int>.Zero));
                var away = Vector<int>.Zero;
                if (lanes.AsksReturned)
                {
                    var gap = Vector.AsVectorUInt32(last - StageLanes.Load(lanes.Previous, row));
                    away = Vector.AsVectorInt32(Vector.GreaterThanOrEqual(gap, awayCut));
                }

                lanes.Stages(row, purchases, last, since, Vector.LessThanOrEqual(since, dormantCut), Vector.LessThanOrEqual(since, lostCut), away)
                    .StoreUnsafe(ref stages, (nuint)i);
            }

            StageLanes.Narrow(block[..count], destination.Slice(begin, count));
        }

        return rows;
    }
}
