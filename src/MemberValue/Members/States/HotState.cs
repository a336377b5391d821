using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// The part of a running state that nearly every row reads and writes, one cache line: sums, the open last cell, and of the closed middle run
/// what a further purchase changes. What is left out follows from the rest (the middle's spend) or changes rarely (<see cref="ColdState"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HotState
{
    public Int128 LastNet;
    public Int128 Sales;
    public double SumOfLogGaps;
    public int LastCell; // MemberColumns.NoCell without a transaction
    public int MiddleCount;
    public int MiddleLast;
    public int MiddlePrevious; // meaningful from two purchases on
    public int Orders;
    public StateFlags Flags;

    public readonly bool Has(StateFlags flag) => (Flags & flag) != 0;
}

/// <summary>The yes-or-no facts of a running state.</summary>
[Flags]
internal enum StateFlags
{
    None = 0,
    LastHasSale = 1,
    LastHasRefund = 2,
    FirstExists = 4,
    FirstHasSale = 8,
    FirstHasRefund = 16,

    /// <summary>At least one row carried a margin.</summary>
    MarginGiven = 32,

    /// <summary>At least one row carried none.</summary>
    MarginLacking = 64,

    /// <summary>The last cell has seen an order id.</summary>
    LastHasOrderIds = 128,

    OfLast = LastHasSale | LastHasRefund | LastHasOrderIds,
}
