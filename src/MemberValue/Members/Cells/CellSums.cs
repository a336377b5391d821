namespace MemberValue.Members;

/// <summary>Sums that few fragments need, where whole cells are kept: parallel to the fragments, from the first that needs them on.</summary>
internal struct CellSums
{
    public Int128 Margin;
    public Int128 Refunds; // of a cell with sales and refunds; otherwise the net tells
    public int MoreSaleRows; // beyond those that the fragment counts
    public int RowsWithoutId; // sale rows, of a cell that has order ids; else all of them are
}
