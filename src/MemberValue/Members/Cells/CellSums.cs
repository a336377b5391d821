namespace MemberValue.Members;

/// <summary>What few fragments have, where whole cells are kept: beside them from the first that has it on.</summary>
internal struct CellSums
{
    public Int128 Margin;
    public Int128 Refunds; // of a cell with sales and refunds; else the net says it
    public int MoreSaleRows; // beyond those that the fragment counts
    public int RowsWithoutId; // sale rows, of a cell that has order ids; else all of them are
}
