using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>How the scores of a base changed from one date to another: members of both dates, entrants and leavers. Immutable.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
public sealed class RfmChanges<TKey>
    where TKey : notnull
{
    internal RfmChanges(MemberResults<TKey, RfmChange> members, MemberResults<TKey, RfmScore> entrants, MemberResults<TKey, RfmScore> leavers)
    {
        (Members, Entrants, Leavers) = (members, entrants, leavers);
        foreach (var change in members.Values)
        {
            if (!change.IsComparable)
            {
                GainedScore += change.Later.IsScored ? 1 : 0;
                LostScore += change.Earlier.IsScored ? 1 : 0;
                continue;
            }

            Improved += change.Sum > 0 ? 1 : 0;
            Declined += change.Sum < 0 ? 1 : 0;
            Unchanged += change.Sum == 0 ? 1 : 0;
        }
    }

    /// <summary>The members of both dates, in the row order of the later one.</summary>
    public MemberResults<TKey, RfmChange> Members { get; }

    /// <summary>The members whom only the later date has, with their score there, in its row order.</summary>
    public MemberResults<TKey, RfmScore> Entrants { get; }

    /// <summary>The members whom only the earlier date has, with their score there, in its row order: only rolling windows have such members.</summary>
    public MemberResults<TKey, RfmScore> Leavers { get; }

    /// <summary>Members of both dates, scored at both, whose sum of levels rose.</summary>
    public int Improved { get; }

    /// <summary>Members of both dates, scored at both, whose sum of levels fell.</summary>
    public int Declined { get; }

    /// <summary>Members of both dates, scored at both, whose sum of levels is the same; single levels may have moved in opposite directions.</summary>
    public int Unchanged { get; }

    /// <summary>Members of both dates who were unscored at the earlier one alone.</summary>
    public int GainedScore { get; }

    /// <summary>Members of both dates who were unscored at the later one alone.</summary>
    public int LostScore { get; }

    /// <summary>The members who fell most.</summary>
    /// <param name="top">How many to list at most; 1 or more.</param>
    /// <param name="weights">Weights of the dimensions: ranks by the fall of the composite score. Null ranks by the fall of the sum of levels.</param>
    /// <returns>Members with a fall, the largest first; equal falls in the row order of the later date. Members without a score at one of
    /// the dates have no fall, nor do leavers.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <remarks>One pass over the members; memory for the listed ones.</remarks>
    public MemberResults<TKey, RfmChange> Decliners(int top, RfmWeights? weights = null)
    {
        if (top < 1)
            throw Error.OutOfRange(nameof(top), $"The number of members to list is {top} and must be 1 or more.");
        var values = Members.Values;
        var largest = new PriorityQueue<int, (double Fall, int Before)>(); // the least of the listed ones comes out first
        for (var row = 0; row < values.Length; row++)
        {
            var fall = weights is null ? -values[row].Sum ?? 0 : -values[row].Composite(weights);
            if (!(fall > 0))
                continue;
            if (largest.Count < top)
                largest.Enqueue(row, (fall, -row));
            else
                largest.EnqueueDequeue(row, (fall, -row));
        }

        var (keys, changes) = (new TKey[largest.Count], new RfmChange[largest.Count]);
        for (var rank = keys.Length - 1; rank >= 0; rank--)
        {
            var row = largest.Dequeue();
            (keys[rank], changes[rank]) = (Members.Keys[row], values[row]);
        }

        return new MemberResults<TKey, RfmChange>(Members.KeySet.Of(keys), changes);
    }

    /// <summary>The counts as one line of English text, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Improved} improved, {Declined} declined, {Unchanged} unchanged, {GainedScore} gained a score, {LostScore} lost it, {Entrants.Count} entered, "
            + $"{Leavers.Count} left");
}

/// <summary>Compares the scores of a base at two dates.</summary>
/// <remarks>Both must come from one scale (<see cref="RfmScale"/>): then a lower level means a lower value. Scores carry their scale's numbers
/// of levels, so the numbers of levels are checked; the cut points cannot be.</remarks>
public static class RfmChanges
{
    /// <summary>Compares the scores of the same members, row by row.</summary>
    /// <param name="earlier">The scores at the earlier date.</param>
    /// <param name="later">The scores of the same members at the later date, in the same order.</param>
    /// <param name="destination">Receives one change per member; at least as long.</param>
    /// <exception cref="ArgumentException">The two are not equally long, <paramref name="destination"/> is too short, or two scores come
    /// from scales with other numbers of levels. The destination is unchanged then.</exception>
    /// <remarks>Allocates nothing; two passes over the scores.</remarks>
    public static void Compare(ReadOnlySpan<RfmScore> earlier, ReadOnlySpan<RfmScore> later, Span<RfmChange> destination)
    {
        if (earlier.Length != later.Length)
            throw Error.Argument(
                $"There are {earlier.Length} scores at the earlier date and {later.Length} at the later; there must be as many.", nameof(later));
        Require.Destination(destination.Length, later.Length);
        CheckLevels(earlier, later);
        for (var i = 0; i < later.Length; i++)
            destination[i] = new RfmChange(earlier[i], later[i]);
    }

    /// <summary>Compares the scores of two tables member by member.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="earlier">The scores of the earlier table.</param>
    /// <param name="later">The scores of the later table, by the same scale.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Two scores come from scales with other numbers of levels.</exception>
    /// <remarks>A few passes over the members. Where the later keys begin with the earlier ones, as in snapshots of one series, members are
    /// matched by their rows; else the first comparison with an earlier table builds an index of its keys.</remarks>
    public static RfmChanges<TKey> Of<TKey>(MemberResults<TKey, RfmScore> earlier, MemberResults<TKey, RfmScore> later)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        CheckLevels(earlier.Values, later.Values);
        var rows = earlier.KeySet.RowsOf(later.KeySet);
        var both = later.Count - rows.AsSpan().Count(-1);
        var members = new Filled<TKey, RfmChange>(both);
        var entrants = new Filled<TKey, RfmScore>(later.Count - both);
        var stayed = new bool[earlier.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            if (rows[row] < 0)
            {
                entrants.Add(later.Keys[row], later.Values[row]);
                continue;
            }

            stayed[rows[row]] = true;
            members.Add(later.Keys[row], new RfmChange(earlier.Values[rows[row]], later.Values[row]));
        }

        var leavers = new Filled<TKey, RfmScore>(stayed.AsSpan().Count(false));
        for (var row = 0; row < stayed.Length; row++)
        {
            if (!stayed[row])
                leavers.Add(earlier.Keys[row], earlier.Values[row]);
        }

        return new RfmChanges<TKey>(members.ToResults(later.KeySet), entrants.ToResults(later.KeySet), leavers.ToResults(earlier.KeySet));
    }

    private static void CheckLevels(ReadOnlySpan<RfmScore> earlier, ReadOnlySpan<RfmScore> later)
    {
        var known = RfmScore.Unscored; // the first score that knows its scale
        Check(earlier, nameof(earlier), ref known);
        Check(later, nameof(later), ref known);
    }

    private static void Check(ReadOnlySpan<RfmScore> scores, string parameter, ref RfmScore known)
    {
        foreach (var score in scores)
        {
            if (score.Tag == known.Tag || score.Tag == 0)
                continue;
            if (known.Tag != 0)
                throw Error.Argument(
                    $"The score {score} is of a scale with {score.Levels} levels, the score {known} of one with {known.Levels}; both dates need one scale.",
                    parameter);
            known = score;
        }
    }

    /// <summary>Keys and values as they come, up to a known number.</summary>
    private sealed class Filled<TKey, TResult>(int count)
        where TKey : notnull
    {
        private readonly TKey[] _keys = new TKey[count];
        private readonly TResult[] _values = new TResult[count];
        private int _next;

        public void Add(TKey key, TResult value)
        {
            (_keys[_next], _values[_next]) = (key, value);
            _next++;
        }

        public MemberResults<TKey, TResult> ToResults(MemberKeys<TKey> from) => new(from.Of(_keys), _values);
    }
}
