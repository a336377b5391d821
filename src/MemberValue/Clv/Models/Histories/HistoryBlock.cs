using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Writes one number for each row of a block.</summary>
internal interface IBlockKernel
{
    void Fill(in HistoryBlock block, Span<double> destination);
}

/// <summary>A few rows (x, t_x, T) side by side, in the model's unit. T is NaN for a member without a purchase, and then so is t_x.</summary>
internal readonly ref struct HistoryBlock
{
    public HistoryBlock(ReadOnlySpan<double> repeatPurchases, ReadOnlySpan<double> timesOfLastPurchase, ReadOnlySpan<double> ages)
    {
        X = repeatPurchases;
        Tx = timesOfLastPurchase;
        Age = ages;
    }

    public int Count => X.Length;

    public ReadOnlySpan<double> X { get; }

    public ReadOnlySpan<double> Tx { get; }

    public ReadOnlySpan<double> Age { get; }

    public PurchaseHistory this[int index] => new((int)X[index], Tx[index], Age[index]);

    /// <summary>Reads rows of a view into a buffer of three times their number.</summary>
    public static HistoryBlock Read(in MemberTimeView members, int start, int count, Span<double> buffer)
    {
        var x = buffer[..count];
        var tx = buffer.Slice(count, count);
        var age = buffer.Slice(2 * count, count);
        members.CopyTo(start, x, tx, age);
        return new HistoryBlock(x, tx, age);
    }
}
