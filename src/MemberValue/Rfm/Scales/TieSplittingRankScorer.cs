using System.Buffers;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>
/// Levels of equal size by rank, with ties split: for one table, fitted and scored at once. Use it where every level must be filled although
/// most members bought once; it gives equal values different levels, and its scores of two months cannot be compared (see <see cref="RfmScale"/>
/// for scores that can).
/// </summary>
/// <remarks>
/// Each dimension ranks the scorable members by its raw value, smallest first, and the rule of a quantile scale is applied to the ranks.
/// Ties are broken by the other two dimensions, never by row order. Among members of equal frequency the one of smaller recency ranks
/// higher, then the one of larger monetary value; among equal monetary values, smaller recency, then larger frequency; among equal
/// recencies, larger frequency counts as more recent, then larger monetary value. Members equal in all three dimensions remain tied: they
/// share the lowest of their ranks, and so all three levels. With n ranks 0 to n - 1, the level is 1 + the number of k = 1 to L - 1 with
/// rank &gt; (n - 1) k / L, turned over for recency.
/// </remarks>
public sealed class TieSplittingRankScorer : IRfmScorer
{
    private readonly RfmDefinitions _definitions;
    private readonly uint _tag;

    /// <summary>Creates a scorer.</summary>
    /// <param name="options">Levels and definitions; null for five levels, purchases and net spend.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public TieSplittingRankScorer(RfmQuantileOptions? options = null)
    {
        options ??= new RfmQuantileOptions();
        Levels = options.CheckedLevels();
        _definitions = new RfmDefinitions { Frequency = options.Frequency, Monetary = options.Monetary };
        _tag = RfmScore.TagOf(Levels);
    }

    /// <inheritdoc/>
    public RfmLevels Levels { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// Sorts three times, n log n; working memory of 36 bytes per member is borrowed from the shared array pool, so that nothing is allocated
    /// after warm-up. No scorable member: all are unscored.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A column that the definitions need was not fed.</exception>
    public void Score(MemberColumns columns, Span<RfmScore> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var inputs = new RfmInputs(columns, _definitions);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        destination.Clear();

        var rented = ArrayPool<Rank>.Shared.Rent(columns.Count);
        var levelsOf = ArrayPool<int>.Shared.Rent(columns.Count);
        try
        {
            var n = 0;
            for (var row = 0; row < columns.Count; row++)
            {
                if (inputs.IsScorable(row))
                    rented[n++].Row = row;
            }

            var ranks = rented.AsSpan(0, n);
            Array.Clear(levelsOf, 0, columns.Count);
            foreach (ref var rank in ranks)
            {
                var (recency, frequency, money) = Values(inputs, rank.Row);
                (rank.First, rank.Second, rank.Third) = (recency, -frequency, ~money); // ~ turns the order over and cannot overflow
            }

            Level(ranks, levelsOf, Levels.Recency, turned: true, RfmScore.RShift);
            foreach (ref var rank in ranks)
            {
                var (recency, frequency, money) = Values(inputs, rank.Row);
                (rank.First, rank.Second, rank.Third) = (frequency, -recency, money);
            }

            Level(ranks, levelsOf, Levels.Frequency, turned: false, RfmScore.FShift);
            foreach (ref var rank in ranks)
            {
                var (recency, frequency, money) = Values(inputs, rank.Row);
                (rank.First, rank.Second, rank.Third) = (money, -recency, frequency);
            }

            Level(ranks, levelsOf, Levels.Monetary, turned: false, RfmScore.MShift);
            foreach (ref readonly var rank in ranks)
            {
                var levels = (uint)levelsOf[rank.Row];
                destination[rank.Row] = RfmScore.Unchecked(
                    (int)(levels >> RfmScore.RShift), (int)(levels >> RfmScore.FShift) & 0xF, (int)(levels >> RfmScore.MShift) & 0xF, _tag);
            }
        }
        finally
        {
            ArrayPool<Rank>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(levelsOf);
        }
    }

    private static (long Recency, long Frequency, long Money) Values(in RfmInputs inputs, int row) => (
        (long)inputs.LastCell - inputs.LastPurchase[row],
        inputs.FrequencyCounts[row],
        inputs.MoneyIsScaled ? inputs.Money.Scaled[row] : SortableDouble.ToKey(inputs.Monetary(row)));

    private static void Level(Span<Rank> ranks, int[] levelsOf, int levels, bool turned, int shift)
    {
        ranks.Sort();
        var lowest = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (i > 0 && ranks[i].CompareTo(ranks[i - 1]) != 0)
                lowest = i;
            var level = 1;
            while (level < levels && (long)lowest * levels > (ranks.Length - 1L) * level)
                level++;
            levelsOf[ranks[i].Row] |= (turned ? levels + 1 - level : level) << shift;
        }
    }

    private struct Rank : IComparable<Rank>
    {
        public long First;
        public long Second;
        public long Third;
        public int Row;

        public readonly int CompareTo(Rank other)
        {
            var order = First.CompareTo(other.First);
            if (order == 0)
                order = Second.CompareTo(other.Second);
            return order != 0 ? order : Third.CompareTo(other.Third);
        }
    }

    /// <summary>Levels and definitions in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Ranks in {Levels} levels, {_definitions}");
}
