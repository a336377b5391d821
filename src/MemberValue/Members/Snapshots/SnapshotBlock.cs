using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>The purchase cells, visits and registrations of up to <see cref="MemberBlock.Size"/> members, for tables as of any date.</summary>
internal sealed class SnapshotBlock
{
    private readonly int[] _registrations; // MemberColumns.NoCell without one

    public SnapshotBlock()
    {
        Cells.Grow(MemberBlock.Size);
        _registrations = new int[MemberBlock.Size];
        Array.Fill(_registrations, MemberColumns.NoCell);
    }

    public CellFragments Cells { get; } = new(whole: true);

    /// <summary>Cells with visits, their number as net; null without any.</summary>
    public CellFragments? Visits { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int member) => Cells.Prefetch(member);

    public void AddRow(int member, in LogRow row, in OrderId order) => Cells.AddWhole(member, row, order);

    /// <summary>Adds a row that only tells that there is such a member.</summary>
    public void AddPresence(int member, int cell) => Cells.AddCell(member, cell);

    public void AddVisit(int member, int cell)
    {
        if (Visits is null)
        {
            Visits = new CellFragments();
            Visits.Grow(MemberBlock.Size);
        }

        Visits.Add(member, new LogRow { Cell = cell, Amount = 1 }, default);
    }

    public void AddRegistration(int member, int cell)
    {
        ref var known = ref _registrations[member];
        known = known == MemberColumns.NoCell ? cell : Math.Min(known, cell);
    }

    /// <summary>The member's first registration if it is not after a cell, else <see cref="MemberColumns.NoCell"/>.</summary>
    public int RegistrationUpTo(int member, int lastCell) => _registrations[member] <= lastCell ? _registrations[member] : MemberColumns.NoCell;

    /// <summary>Brings all cells into the order that <see cref="BlockSweep"/> reads; with a spare buffer that blocks hand on.</summary>
    public void Compact(ref CellFragment[] spare)
    {
        Cells.Compact(ref spare);
        Visits?.Compact(ref spare);
    }
}
