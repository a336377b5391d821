using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemberValue.Clv;

/// <content>Many members at a time, in vectors of eight.</content>
public sealed partial class ParetoNbdModel
{
    private interface ILaneKernel
    {
        Vector512<double> At(Vector512<double> x, Vector512<double> tx, Vector512<double> age);
    }

    internal override void FillAlive(in HistoryBlock block, Span<double> destination) => Fill(block, destination, new Alive(new ParetoNbdLanes(Parameters)));

    internal override void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination) =>
        Fill(block, destination, new Purchase(new ParetoNbdLanes(Parameters), horizon));

    internal override void FillExpected(in HistoryBlock block, double horizon, Span<double> destination) =>
        Fill(block, destination, new Expected(new ParetoNbdLanes(Parameters), horizon));

    internal override void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination)
    {
        if (delta > 0)
            Fill(block, destination, new Discounted(new ParetoNbdLanes(Parameters), delta, horizon));
        else
            base.FillDiscounted(block, delta, horizon, destination);
    }

    private static void Fill<TKernel>(in HistoryBlock block, Span<double> destination, in TKernel kernel)
        where TKernel : struct, ILaneKernel
    {
        var lanes = Vector512<double>.Count;
        ref var x = ref MemoryMarshal.GetReference(block.X);
        ref var tx = ref MemoryMarshal.GetReference(block.Tx);
        ref var age = ref MemoryMarshal.GetReference(block.Age);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= destination.Length - lanes; i += lanes)
            kernel.At(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref tx, (nuint)i), Vector512.LoadUnsafe(ref age, (nuint)i)).StoreUnsafe(
                ref to, (nuint)i);

        if (i == destination.Length)
            return;
        // The last rows, padded with new members.
        Span<double> rest = stackalloc double[3 * Vector512<double>.Count];
        rest.Clear();
        block.X[i..].CopyTo(rest);
        block.Tx[i..].CopyTo(rest[lanes..]);
        block.Age[i..].CopyTo(rest[(2 * lanes)..]);
        ref var from = ref MemoryMarshal.GetReference(rest);
        kernel.At(Vector512.LoadUnsafe(ref from), Vector512.LoadUnsafe(ref from, (nuint)lanes), Vector512.LoadUnsafe(ref from, (nuint)(2 * lanes))).CopyTo(
            rest);
        rest[..(destination.Length - i)].CopyTo(destination[i..]);
    }

    private readonly struct Alive(ParetoNbdLanes lanes) : ILaneKernel
    {
        public Vector512<double> At(Vector512<double> x, Vector512<double> tx, Vector512<double> age) => lanes.Alive(x, tx, age);
    }

    private readonly struct Purchase(ParetoNbdLanes lanes, double horizon) : ILaneKernel
    {
        public Vector512<double> At(Vector512<double> x, Vector512<double> tx, Vector512<double> age) =>
            lanes.Alive(x, tx, age) * lanes.Some(x, age, horizon);
    }

    private readonly struct Expected(ParetoNbdLanes lanes, double horizon) : ILaneKernel
    {
        public Vector512<double> At(Vector512<double> x, Vector512<double> tx, Vector512<double> age) =>
            lanes.Alive(x, tx, age) * lanes.Expected(x, age, horizon);
    }

    private readonly struct Discounted(ParetoNbdLanes lanes, double delta, double horizon) : ILaneKernel
    {
        public Vector512<double> At(Vector512<double> x, Vector512<double> tx, Vector512<double> age) =>
            lanes.Alive(x, tx, age) * lanes.Discounted(x, age, delta, horizon);
    }
}
