using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>Many members at a time: a view and a destination span.</content>
public abstract partial class AttritionModel
{
    /// <summary>Rows per block: its buffers stay in the first-level cache.</summary>
    internal const int BlockSize = 256;

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ProbabilityAlive(MemberTimeView members, Span<double> destination)
    {
        Check(members, destination.Length);
        Fill(members, destination[..members.Count], new AliveBlock(this));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination)
    {
        CheckTime(horizon, nameof(horizon));
        Check(members, destination.Length);
        Fill(members, destination[..members.Count], new PurchaseBlock(this, horizon));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination)
    {
        CheckTime(horizon, nameof(horizon));
        Check(members, destination.Length);
        Fill(members, destination[..members.Count], new ExpectedBlock(this, horizon));
    }

    /// <summary>P(alive) of a block; rows with NaN in T give NaN. The scalar loop is the definition; models override it with a faster one.</summary>
    internal virtual void FillAlive(in HistoryBlock block, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = ProbabilityAlive(block[i]);
    }

    internal virtual void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = ProbabilityOfPurchase(block[i], horizon);
    }

    internal virtual void FillExpected(in HistoryBlock block, double horizon, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = ExpectedPurchases(block[i], horizon);
    }

    /// <summary>Discounted expected purchases of a block; the horizon may be infinite.</summary>
    internal virtual void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = DiscountedPurchases(block[i], delta, horizon);
    }

    /// <summary>Runs a kernel over the rows of a view, block by block, without allocating.</summary>
    internal static void Fill<TKernel>(in MemberTimeView members, Span<double> destination, TKernel kernel)
        where TKernel : struct, IBlockKernel
    {
        Span<double> buffer = stackalloc double[3 * Math.Min(BlockSize, destination.Length)]; // so that one member does not clear 6 KB
        for (var done = 0; done < destination.Length; done += BlockSize)
        {
            var target = destination.Slice(done, Math.Min(BlockSize, destination.Length - done));
            kernel.Fill(HistoryBlock.Read(members, done, target.Length, buffer), target);
        }
    }

    internal void Check(in MemberTimeView members, int destinationLength)
    {
        if (!members.Unit.Equals(Unit))
            throw Error.Argument($"The model counts in {Unit}, the view in {members.Unit}; take the view In(model.Unit).", nameof(members));
        CheckView(members);
        Require.Destination(destinationLength, members.Count);
    }

    /// <summary>Further checks of a view; BG/BB requires the table's cell as its unit.</summary>
    private protected virtual void CheckView(in MemberTimeView members)
    {
    }

    private readonly struct AliveBlock(AttritionModel model) : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => model.FillAlive(block, destination);
    }

    private readonly struct PurchaseBlock(AttritionModel model, double horizon) : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => model.FillPurchase(block, horizon, destination);
    }

    private readonly struct ExpectedBlock(AttritionModel model, double horizon) : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => model.FillExpected(block, horizon, destination);
    }
}
