namespace MemberValue.Members;

/// <summary>What one or more rows of one member gave to one cell: 24 bytes.</summary>
internal struct CellFragment
{
    private ulong _netLow; // a 128-bit number in two halves, which alone would take 16-byte steps
    private ulong _netHigh;

    public int Cell;
    public short Member; // within its block; -1 when dropped
    public bool HasSale;
    public bool HasRefund;

    public Int128 Net
    {
        readonly get => new(_netHigh, _netLow);
        set => (_netHigh, _netLow) = ((ulong)(value >> 64), (ulong)value);
    }
}
