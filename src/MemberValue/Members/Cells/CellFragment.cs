namespace MemberValue.Members;

/// <summary>What one or more rows of one member add to one cell: 24 bytes.</summary>
internal struct CellFragment
{
    private ulong _netLow; // a 128-bit number in two halves, which as one field would require 16-byte alignment
    private ulong _netHigh;

    public int Cell;
    public short Member; // within its block
    public byte SaleRows; // counted only where whole cells are kept; those over 255 are in CellSums
    private FragmentFlags _flags; // and, in the upper four bits, the most decimals of an amount, 0 to 10

    public Int128 Net
    {
        readonly get => new(_netHigh, _netLow);
        set => (_netHigh, _netLow) = ((ulong)(value >> 64), (ulong)value);
    }

    public readonly FragmentFlags Flags => _flags & FragmentFlags.All;

    public readonly bool HasSale => (_flags & FragmentFlags.Sale) != 0;

    public readonly bool HasRefund => (_flags & FragmentFlags.Refund) != 0;

    /// <summary>Whether a row carried no margin; known only where whole cells are kept.</summary>
    public readonly bool LacksMargin => (_flags & FragmentFlags.NoMargin) != 0;

    /// <summary>Whether a row carried a margin; known only where whole cells are kept.</summary>
    public readonly bool HasMargin => (_flags & FragmentFlags.Margin) != 0;

    /// <summary>Whether a row counted in it: false for a cell that only records that the member exists.</summary>
    public readonly bool HasRow => (_flags & (FragmentFlags.Sale | FragmentFlags.Refund)) != 0;

    /// <summary>The most decimals that an amount or a margin was written with; known only where whole cells are kept.</summary>
    public readonly int Decimals => (int)_flags >> 4;

    /// <summary>At least one sale row, and either no refund row or a positive net.</summary>
    public readonly bool IsPurchase => HasSale && (!HasRefund || Net > 0);

    public void Mark(FragmentFlags flags) => _flags |= flags;

    public void MarkAs(in CellFragment other)
    {
        var decimals = Math.Max(Decimals, other.Decimals);
        _flags = ((_flags | other._flags) & FragmentFlags.All) | (FragmentFlags)(decimals << 4);
    }

    public void SeeDecimals(int decimals)
    {
        if (decimals > Decimals)
            _flags = (_flags & FragmentFlags.All) | (FragmentFlags)(decimals << 4);
    }
}

/// <summary>The yes-or-no facts of a fragment.</summary>
[Flags]
internal enum FragmentFlags : byte
{
    None = 0,
    Sale = 1,
    Refund = 2,
    NoMargin = 4,
    Margin = 8,
    All = Sale | Refund | NoMargin | Margin,
}
