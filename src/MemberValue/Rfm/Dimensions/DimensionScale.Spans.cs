using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class DimensionScale
{
    private const int Block = 512;

    /// <summary>Scores every member of the columns.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one score per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or a dimension is a column of texts; the destination is unchanged
    /// then.</exception>
    /// <exception cref="InvalidOperationException">A column of a dimension was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void Score(MemberColumns columns, Span<DimensionScore> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        foreach (var dimension in _dimensions)
            MeasureReader.Require(columns, dimension.Name);
        destination = destination[..columns.Count];
        if (Method == RfmScaleMethod.Nested)
            ScoreNested(columns, destination);
        else
            ScorePlain(columns, destination);
    }

    /// <summary>Scores every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One score per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">A dimension is a column of texts.</exception>
    /// <exception cref="InvalidOperationException">A column of a dimension was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 16 bytes per member; on all processors, the same bits for any number of them.</remarks>
    public MemberResults<TKey, DimensionScore> Score<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<DimensionScore>(this, Score, cancellationToken);
    }

    /// <summary>Scores one member: the same way as a million, with one row.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">A dimension is a column of texts.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a dimension.</exception>
    public DimensionScore Score(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var score = DimensionScore.Unscored;
        Score(row.ToColumns(), new Span<DimensionScore>(ref score));
        return score;
    }

    private void ScoreNested(MemberColumns columns, Span<DimensionScore> destination)
    {
        Span<double> buffer = stackalloc double[1];
        Span<double> values = stackalloc double[DimensionScore.MostDimensions];
        values = values[.._dimensions.Length];
        for (var row = 0; row < destination.Length; row++)
        {
            for (var j = 0; j < values.Length; j++)
                values[j] = DimensionValues.Read(columns, _dimensions[j].Name, row, buffer, LineIsHigh)[0];
            destination[row] = Score(values);
        }
    }

    /// <summary>The levels of a block of rows, dimension by dimension.</summary>
    private void ScorePlain(MemberColumns columns, Span<DimensionScore> destination)
    {
        Span<double> buffer = stackalloc double[Block];
        Span<ulong> packed = stackalloc ulong[Block];
        Span<ulong> kept = stackalloc ulong[Block]; // all bits, or none for a member who is not scored
        for (var start = 0; start < destination.Length; start += Block)
        {
            var some = destination.Slice(start, Math.Min(Block, destination.Length - start));
            packed[..some.Length].Clear();
            kept[..some.Length].Fill(ulong.MaxValue);
            for (var j = 0; j < _dimensions.Length; j++)
            {
                var values = DimensionValues.Read(columns, _dimensions[j].Name, start, buffer[..some.Length], LineIsHigh);
                Add(values, j, packed[..some.Length], kept[..some.Length]);
            }

            for (var i = 0; i < some.Length; i++)
                some[i] = new DimensionScore(_letters, packed[i] & kept[i]);
        }
    }

    /// <summary>Adds a dimension's levels to the scores of some rows.</summary>
    private void Add(ReadOnlySpan<double> values, int place, Span<ulong> packed, Span<ulong> kept)
    {
        var (dimension, cuts, shift) = (_dimensions[place], Overall[place], place * DimensionScore.Bits);
        var (isSmall, orEqual, missing) = (dimension.SmallIsGood, LineIsHigh && !dimension.SmallIsGood, dimension.Missing);
        var (wide, i) = (Vector<double>.Count, 0);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(packed);
        ref var alive = ref MemoryMarshal.GetReference(kept);
        var (least, most) = (new Vector<double>(double.MinValue), new Vector<double>(double.MaxValue));
        var none = new Vector<long>(missing == MissingLevel.Lowest ? 1 : 0);
        var bottom = new Vector<long>(isSmall ? cuts.Length + 1 : 1);
        for (; i <= values.Length - wide; i += wide)
        {
            var value = Vector.LoadUnsafe(ref from, (nuint)i);
            var above = Vector<long>.Zero; // minus the number of cut points below
            foreach (var cut in cuts)
                above += orEqual ? Vector.GreaterThanOrEqual(value, new Vector<double>(cut)) : Vector.GreaterThan(value, new Vector<double>(cut));
            var isKnown = Vector.GreaterThanOrEqual(value, least) & Vector.LessThanOrEqual(value, most);
            var level = Vector.ConditionalSelect(isKnown, isSmall ? bottom + above : bottom - above, none);
            (Vector.LoadUnsafe(ref to, (nuint)i) | Vector.ShiftLeft(Vector.AsVectorUInt64(level), shift)).StoreUnsafe(ref to, (nuint)i);
            if (missing == MissingLevel.Unscored)
                (Vector.LoadUnsafe(ref alive, (nuint)i) & Vector.AsVectorUInt64(isKnown)).StoreUnsafe(ref alive, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            var isKnown = double.IsFinite(values[i]);
            var below = isKnown ? RfmScale.Below(cuts, values[i], orEqual) : 0;
            var level = !isKnown ? (missing == MissingLevel.Lowest ? 1 : 0) : isSmall ? cuts.Length + 1 - below : 1 + below;
            packed[i] |= (ulong)level << shift;
            kept[i] = isKnown || missing != MissingLevel.Unscored ? kept[i] : 0;
        }
    }
}
