using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <content>Many members at a time: the span doors of a view, and the table doors.</content>
public abstract partial class AttritionModel
{
    /// <summary>Rows a block: its buffers stay in the first-level cache.</summary>
    internal const int BlockSize = 256;

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ProbabilityAlive(MemberTimeView members, Span<double> destination)
    {
        Check(members, destination.Length);
        Fill(members, 0, destination[..members.Count], new AliveBlock(this));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination)
    {
        CheckTime(horizon, nameof(horizon));
        Check(members, destination.Length);
        Fill(members, 0, destination[..members.Count], new PurchaseBlock(this, horizon));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination)
    {
        CheckTime(horizon, nameof(horizon));
        Check(members, destination.Length);
        Fill(members, 0, destination[..members.Count], new ExpectedBlock(this, horizon));
    }

    /// <summary>The probability that each member is alive at the window's last cell, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; looked at in the model's unit.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One probability per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ProbabilityAlive<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull => FillAll(table, new AliveBlock(this), cancellationToken);

    /// <summary>The probability that each member buys at least once in the time after the window's last cell, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; looked at in the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One probability per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ProbabilityOfPurchase<TKey>(
        MemberTable<TKey> table, double horizon, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        CheckTime(horizon, nameof(horizon));
        return FillAll(table, new PurchaseBlock(this, horizon), cancellationToken);
    }

    /// <summary>How many purchases each member is expected to make in the time after the window's last cell, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; looked at in the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One mean per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ExpectedPurchases<TKey>(
        MemberTable<TKey> table, double horizon, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        CheckTime(horizon, nameof(horizon));
        return FillAll(table, new ExpectedBlock(this, horizon), cancellationToken);
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

    /// <summary>Runs a kernel over the rows of a view from <paramref name="start"/> on, block by block, without allocating.</summary>
    internal static void Fill<TKernel>(in MemberTimeView members, int start, Span<double> destination, TKernel kernel)
        where TKernel : struct, IBlockKernel
    {
        Span<double> buffer = stackalloc double[3 * BlockSize];
        for (var done = 0; done < destination.Length; done += BlockSize)
        {
            var target = destination.Slice(done, Math.Min(BlockSize, destination.Length - done));
            kernel.Fill(HistoryBlock.Read(members, start + done, target.Length, buffer), target);
        }
    }

    internal void Check(in MemberTimeView members, int destinationLength)
    {
        if (!members.Unit.Equals(Unit))
            throw new ArgumentException($"The model counts in {Unit}, the view in {members.Unit}; take the view In(model.Unit).", nameof(members));
        CheckView(members);
        Require.Destination(destinationLength, members.Count);
    }

    /// <summary>What else a view must be; BG/BB asks for one whose unit is the table's cell.</summary>
    private protected virtual void CheckView(in MemberTimeView members)
    {
    }

    private MemberResults<TKey, double> FillAll<TKey, TKernel>(MemberTable<TKey> table, TKernel kernel, CancellationToken cancellationToken)
        where TKey : notnull
        where TKernel : struct, IBlockKernel
    {
        ArgumentNullException.ThrowIfNull(table);
        var members = table.In(Unit);
        Check(members, table.Count);
        var results = GC.AllocateUninitializedArray<double>(table.Count);
        RowChunks.ForEach(results.Length, (start, count) => Fill(members, start, results.AsSpan(start, count), kernel), cancellationToken);
        return table.WithKeys(results);
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
