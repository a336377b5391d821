using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>
/// What is kept of a run of purchases in distinct cells, in order: two consecutive runs add up to the run of both (<see cref="Then"/> is associative; the
/// sum of log gaps up to rounding).
/// </summary>
internal struct PurchaseRun
{
    public Int128 Spend;
    public Int128 FirstSpend;
    public double SumOfLogGaps;
    public int Count;
    public int First;
    public int Last;
    public int Previous; // meaningful from two purchases on

    /// <summary>The run of one cell, empty when the cell is not a purchase.</summary>
    public static PurchaseRun Of(in OpenCell cell) => cell.IsPurchase
        ? new PurchaseRun { Spend = cell.Net, FirstSpend = cell.Net, Count = 1, First = cell.Cell, Last = cell.Cell }
        : default;

    /// <summary>This run and a later one, joined.</summary>
    public readonly PurchaseRun Then(in PurchaseRun later)
    {
        if (Count == 0)
            return later;
        if (later.Count == 0)
            return this;
        return new PurchaseRun
        {
            Spend = Spend + later.Spend,
            FirstSpend = FirstSpend,
            SumOfLogGaps = SumOfLogGaps + LogOf(later.First - Last) + later.SumOfLogGaps,
            Count = Count + later.Count,
            First = First,
            Last = later.Last,
            Previous = later.Count == 1 ? Last : later.Previous,
        };
    }

    /// <summary>Adds a later purchase in place, all but the logarithm of the gap before it.</summary>
    public void AppendWithoutGap(int cell, Int128 spend)
    {
        if (Count == 0)
        {
            FirstSpend = spend;
            First = cell;
        }
        else
        {
            Previous = Last;
        }

        Spend += spend;
        Last = cell;
        Count++;
    }

    public static double LogOf(int gap) => LogTable.Of((uint)gap); // a gap of instants may pass int.MaxValue
}
