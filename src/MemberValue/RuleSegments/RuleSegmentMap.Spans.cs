using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.RuleSegments;

public sealed partial class RuleSegmentMap
{
    private const int Block = 256; // rows whose numbers stay in the first cache
    private const int MostOnStack = 1 << 14; // numbers, 128 KiB

    /// <summary>The segments of many members.</summary>
    /// <param name="columns">The members, with the columns of the rules.</param>
    /// <param name="destination">Receives one place in <see cref="Segments"/> per member, in row order, -1 where no rule holds and there is no fallback; at
    /// least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column of a rule was not fed, or has values of another kind; <paramref name="destination"/> is unchanged
    /// then.</exception>
    /// <remarks>Single-threaded; allocates nothing up to 64 columns of numbers, texts, flags, dates and enumerations.</remarks>
    public void Apply(MemberColumns columns, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        foreach (var column in _columns)
            column.Named.Require(columns);
        var length = _columns.Length * Block;
        Span<double> values = length <= MostOnStack ? stackalloc double[length] : new double[length];
        Span<long> rules = stackalloc long[Block];
        Span<long> mask = stackalloc long[Block];
        for (var start = 0; start < columns.Count; start += Block)
        {
            var some = Math.Min(Block, columns.Count - start);
            for (var column = 0; column < _columns.Length; column++)
                _columns[column].Named.Read(columns, start, values.Slice(column * Block, some));
            Decide(values, rules[..some], mask[..some]);
            for (var i = 0; i < some; i++)
                destination[start + i] = _segmentOf[(int)rules[i] + 1];
        }
    }

    /// <summary>The segments of a table's members, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members, with the columns of the rules.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One segment per member, null where no rule holds and there is no fallback, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column of a rule was not fed, or has values of another kind.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, Segment?> Apply<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<Segment?>(this, Find, cancellationToken);
    }

    /// <summary>Members, orders and revenue of each segment, with recency, frequency and monetary value.</summary>
    /// <param name="columns">The members, with the columns of the rules; net spend is needed for the revenue.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One row per segment, and last the members without one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed, or has values of another kind.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public SegmentSummary Summarise(MemberColumns columns, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var places = new int[columns.Count];
        Apply(columns, places);
        return SegmentSummary.Of(columns, places, Segments, new RfmDefinitions(), cancellationToken);
    }

    internal void Find(MemberColumns columns, Span<Segment?> destination)
    {
        const int part = 1024;
        Span<int> places = stackalloc int[part];
        if (columns.Count == 0)
            Apply(columns, places); // what every row needs is looked at also where there is none
        for (var start = 0; start < columns.Count; start += part)
        {
            var some = Math.Min(part, columns.Count - start);
            Apply(columns.Slice(start, some), places);
            for (var i = 0; i < some; i++)
                destination[start + i] = places[i] < 0 ? null : Segments[places[i]];
        }
    }

    /// <summary>The first rule that holds for each row, -1 where none does: rule by rule from the last, so that the first one is written last.</summary>
    private void Decide(ReadOnlySpan<double> values, Span<long> decided, Span<long> mask)
    {
        decided.Fill(-1);
        for (var rule = _rules.Length - 1; rule >= 0; rule--)
        {
            mask.Fill(-1);
            foreach (var condition in _rules[rule])
                condition.Keep(values.Slice(condition.Column * Block, mask.Length), mask);
            var (wide, i) = (Vector<long>.Count, 0);
            ref var to = ref MemoryMarshal.GetReference(decided);
            ref var holds = ref MemoryMarshal.GetReference(mask);
            var number = new Vector<long>(rule);
            for (; i <= mask.Length - wide; i += wide)
            {
                Vector.ConditionalSelect(Vector.LoadUnsafe(ref holds, (nuint)i), number, Vector.LoadUnsafe(ref to, (nuint)i))
                    .StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < mask.Length; i++)
                decided[i] = mask[i] != 0 ? rule : decided[i];
        }
    }
}
