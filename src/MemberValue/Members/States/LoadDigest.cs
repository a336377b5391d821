namespace MemberValue.Members;

/// <summary>
/// How many rows without an identity were read, and the sums of their amounts and cells: the same for the same rows in any order. Loads of different rows
/// agree in all of these only by chance.
/// </summary>
internal record struct LoadDigest(long Sales, long Refunds, Int128 Amount, Int128 Cells)
{
    public const int Kept = 8; // loads whose digests are saved

    public readonly bool IsEmpty => Sales + Refunds == 0;

    public void Add(in ReadRow row)
    {
        if (row.Outcome == RowOutcome.Sale)
            Sales++;
        else
            Refunds++;
        Amount += row.Amount;
        Cells += row.Cell;
    }
}
