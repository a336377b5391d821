using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>The cells of all members of a log, in blocks: what a <see cref="MemberLog{TKey}"/> and the builders of logs in any order keep.</summary>
internal sealed class LogBlocks
{
    private readonly List<LogBlock> _blocks = [];

    public int Count => _blocks.Count;

    /// <summary>Rows that joined a sale of their cell, as far as they have been joined.</summary>
    public long MergedRows => _blocks.Sum(block => block.Cells.MergedRows);

    public LogBlock this[int block] => _blocks[block];

    /// <summary>How many refund rows of a window have no order in it.</summary>
    public long UnmatchedRefunds(int first, int last) => _blocks.Sum(block => block.UnmatchedRefunds(first, last));

    /// <summary>Prefetches what the rows of known members need.</summary>
    public void Prefetch(ReadOnlySpan<ReadRow> rows)
    {
        var blocks = CollectionsMarshal.AsSpan(_blocks);
        foreach (ref readonly var row in rows)
        {
            if (row.Outcome.IsUsed() && (uint)row.Member / LogBlock.Size < (uint)blocks.Length)
                blocks[(int)((uint)row.Member / LogBlock.Size)].Prefetch((int)((uint)row.Member % LogBlock.Size));
        }
    }

    /// <summary>The block of a member and the place in it; created where there is none yet.</summary>
    public (LogBlock Block, int Local) Of(int member)
    {
        var (block, local) = ((int)((uint)member / LogBlock.Size), (int)((uint)member % LogBlock.Size));
        if (block >= _blocks.Count || local >= _blocks[block].Capacity)
            MakeRoom(block, local);
        return (_blocks[block], local);
    }

    /// <summary>A member's kept rows, if there are any.</summary>
    public KeptRows? KeptOf(int member)
    {
        var (block, local) = Of(member);
        return block.KeptOf(local);
    }

    /// <summary>Everything known about a member.</summary>
    public MemberCells CellsOf(int member)
    {
        var (block, local) = Of(member);
        block.Compact();
        return block.CellsOf(local);
    }

    /// <summary>Why other blocks cannot be added: a row that both have with different contents; null if they can. Members with a negative number are left
    /// out.</summary>
    public (int Member, KeptRow Row)? Conflict(LogBlocks others, ReadOnlySpan<int> members)
    {
        for (var member = 0; member < members.Length; member++)
        {
            var (block, local) = (members[member] / LogBlock.Size, members[member] % LogBlock.Size);
            if (members[member] < 0 || block >= _blocks.Count || local >= _blocks[block].Capacity)
                continue;
            var (other, otherLocal) = others.Of(member);
            if (_blocks[block].KeptOf(local)?.Conflict(other.KeptOf(otherLocal)) is { } row)
                return (member, row);
        }

        return null;
    }

    /// <summary>Adds the members of other blocks, each to the given member; those with a negative number are left out.</summary>
    /// <returns>For each member some of whose rows existed already, what was left out.</returns>
    public List<Redelivered> Add(LogBlocks others, ReadOnlySpan<int> members)
    {
        var twice = new List<Redelivered>();
        for (var member = 0; member < members.Length; member++)
        {
            if (members[member] < 0)
                continue;
            var (block, local) = Of(members[member]);
            var (other, otherLocal) = others.Of(member);
            other.Compact();
            if (block.Add(local, other, otherLocal) is { IsEmpty: false } rows)
                twice.Add(rows);
        }

        return twice;
    }

    /// <summary>Sorts all cells, on all processors; <paramref name="members"/> get room, including those whose rows were left out.</summary>
    public void Compact(int members, CancellationToken cancellationToken)
    {
        if (members > 0)
            _ = Of(members - 1);
        ParallelLoop.For(
            _blocks.Count, () => new StrongBox<CellFragment[]>([]), (block, spare) => _blocks[block].Compact(ref spare.Value!), static _ => { },
            cancellationToken);
    }

    /// <summary>Makes room for a member, and for those before: a row that failed may have left a member without it.</summary>
    private void MakeRoom(int block, int local)
    {
        while (_blocks.Count <= block)
        {
            if (_blocks.Count > 0 && _blocks[^1].Capacity < LogBlock.Size)
                _blocks[^1].Grow(LogBlock.Size);
            _blocks.Add(new LogBlock(_blocks.Count == 0 ? 64 : LogBlock.Size));
        }

        while (local >= _blocks[block].Capacity)
            _blocks[block].Grow(Math.Min(4 * _blocks[block].Capacity, LogBlock.Size));
    }
}
