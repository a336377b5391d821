using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// How long contracts have lasted so far: for each member the time at which they left, as exactly as it is known, or that they are still there. Equal members
/// are one row with a weight. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Time is counted in periods from the beginning of a member's own contract, so that cohorts and single dates of beginning mix. A member who has renewed m
/// times and has not been asked again counts as still there after m, whatever part of the next period has gone by: what they will say is not known.
/// </remarks>
public sealed class ContractHistories
{
    private readonly double[] _from;
    private readonly double[] _to;
    private readonly double[] _weight;

    private ContractHistories(TimeUnit unit, IEnumerable<(double From, double To, double Weight)> rows)
    {
        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The period is default and must be one of TimeUnit's.");
        Unit = unit;
        var sorted = rows.Where(row => row.Weight > 0).GroupBy(row => (row.From, row.To)).OrderBy(group => group.Key.From).ThenBy(group => group.Key.To)
            .Select(group => (group.Key, Weight: group.Select(row => row.Weight).Order().Sum())).ToArray(); // the same bits in any order
        _from = [.. sorted.Select(row => row.Key.From)];
        _to = [.. sorted.Select(row => row.Key.To)];
        _weight = [.. sorted.Select(row => row.Weight)];
        Members = _weight.Sum();
        Left = sorted.Sum(row => double.IsInfinity(row.Key.To) ? 0 : row.Weight);
        Longest = sorted.Length == 0 ? 0 : sorted.Max(row => double.IsInfinity(row.Key.To) ? row.Key.From : row.Key.To);
        HasExactTimes = sorted.Any(row => row.Key.From == row.Key.To);
        IsWhole = sorted.All(row => row.Key.From == Math.Floor(row.Key.From) && row.Key.To == Math.Floor(row.Key.To));
    }

    /// <summary>The period: between two renewals, or the unit of durations.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The sum of the weights: members.</summary>
    public double Members { get; }

    /// <summary>How many of them have left.</summary>
    public double Left { get; }

    /// <summary>The longest time that somebody was watched, in periods.</summary>
    public double Longest { get; }

    /// <summary>Whether somebody's moment of leaving is known exactly, and not only the period; models of renewals do not take such histories.</summary>
    public bool HasExactTimes { get; }

    /// <summary>Whether all times are whole periods.</summary>
    public bool IsWhole { get; }

    /// <summary>Different rows.</summary>
    public int Rows => _from.Length;

    internal ReadOnlySpan<double> From => _from;

    internal ReadOnlySpan<double> To => _to;

    internal ReadOnlySpan<double> Weight => _weight;

    /// <summary>One cohort: how many began, and how many were left after each renewal.</summary>
    /// <param name="survivors">Numbers of members, which never rise: those who began, after renewal 1, 2, ...; at least the first.</param>
    /// <param name="period">From one renewal to the next.</param>
    /// <returns>The histories.</returns>
    /// <exception cref="ArgumentException">There is no number, one is below 0, or one is above the number before.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is <c>default</c>.</exception>
    public static ContractHistories FromSurvivors(ReadOnlySpan<long> survivors, TimeUnit period) => new(period, RowsOf(survivors.ToArray(), nameof(survivors)));

    /// <summary>Several cohorts, each with as many numbers as it has been watched.</summary>
    /// <param name="cohorts">By cohort the numbers as in <see cref="FromSurvivors"/>.</param>
    /// <param name="period">From one renewal to the next.</param>
    /// <returns>The histories of all together.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cohorts"/> is null.</exception>
    /// <exception cref="ArgumentException">A cohort has no number, or one that is below 0 or above the number before.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is <c>default</c>.</exception>
    public static ContractHistories FromTriangle(IReadOnlyList<IReadOnlyList<long>> cohorts, TimeUnit period)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        return new ContractHistories(period, [.. cohorts.SelectMany((cohort, at) => RowsOf([.. cohort], FormattableString.Invariant($"cohorts[{at}]")))]);
    }

    /// <summary>Members with the number of renewals that each has made.</summary>
    /// <param name="renewals">Renewals made, 0 or more.</param>
    /// <param name="hasLeft">Whether the member did not renew after these; false for a member who is still there.</param>
    /// <param name="period">From one renewal to the next.</param>
    /// <returns>The histories.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is below 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is <c>default</c>.</exception>
    public static ContractHistories FromMembers(ReadOnlySpan<int> renewals, ReadOnlySpan<bool> hasLeft, TimeUnit period)
    {
        var (from, to) = (new double[renewals.Length], new double[renewals.Length]);
        CheckLength(renewals.Length, hasLeft.Length, nameof(hasLeft));
        for (var i = 0; i < from.Length; i++)
            (from[i], to[i]) = (renewals[i], hasLeft[i] ? renewals[i] + 1.0 : double.PositiveInfinity);
        return FromIntervals(from, to, period);
    }

    /// <summary>Members with the exact time that each has stayed.</summary>
    /// <param name="durations">Time from the beginning to leaving, or until now; in units, above 0 for a member who has left, 0 or more otherwise.</param>
    /// <param name="hasLeft">Whether the member left then; false for a member who is still there.</param>
    /// <param name="unit">The unit of the times.</param>
    /// <returns>The histories.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a time is not a finite number in its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public static ContractHistories FromDurations(ReadOnlySpan<double> durations, ReadOnlySpan<bool> hasLeft, TimeUnit unit)
    {
        CheckLength(durations.Length, hasLeft.Length, nameof(hasLeft));
        var to = new double[durations.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = hasLeft[i] ? durations[i] : double.PositiveInfinity;
        return FromIntervals(durations, to, unit);
    }

    /// <summary>Members of whom it is known between which two times they left.</summary>
    /// <param name="from">A time at which the member was there for the last time; finite, 0 or more.</param>
    /// <param name="to">A time by which the member had left: above <paramref name="from"/>, or equal to it for an exact moment above 0; infinity for a member
    /// who is still there.</param>
    /// <param name="unit">The unit of the times.</param>
    /// <param name="weights">How many members each row stands for, 0 to 1e15; empty for 1 each.</param>
    /// <returns>The histories.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is out of its range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public static ContractHistories FromIntervals(ReadOnlySpan<double> from, ReadOnlySpan<double> to, TimeUnit unit, ReadOnlySpan<double> weights = default)
    {
        CheckLength(from.Length, to.Length, nameof(to));
        if (!weights.IsEmpty)
            CheckLength(from.Length, weights.Length, nameof(weights));
        var rows = new (double From, double To, double Weight)[from.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (from[i], to[i], weights.IsEmpty ? 1 : weights[i]);
            if (!(from[i] >= 0 && double.IsFinite(from[i])))
                throw Error.Argument($"from[{i}] is {from[i]} and must be a finite number of 0 or more.", nameof(from));
            if (!(to[i] >= from[i] && to[i] > 0))
                throw Error.Argument($"to[{i}] is {to[i]} and must be above 0 and at least from[{i}], which is {from[i]}.", nameof(to));
            if (!(rows[i].Weight is >= 0 and <= 1e15))
                throw Error.Argument($"weights[{i}] is {rows[i].Weight} and must be 0 to 1e15.", nameof(weights));
        }

        return new ContractHistories(unit, rows);
    }

    /// <summary>The members of several histories together; the order does not matter.</summary>
    /// <param name="parts">Histories in the same period.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parts"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There are none, or their periods differ.</exception>
    public static ContractHistories Merge(IReadOnlyCollection<ContractHistories> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw Error.Argument($"There are no histories to merge.", nameof(parts));
        var unit = parts.First().Unit;
        foreach (var part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
            if (!part.Unit.Equals(unit))
                throw Error.Argument($"The histories are in {unit.Name} and in {part.Unit.Name}; all must be in the same period.", nameof(parts));
        }

        return new ContractHistories(unit, parts.SelectMany(part => part._from.Select((from, i) => (from, part._to[i], part._weight[i]))));
    }

    /// <summary>Members, those who have left, and the period.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Members} members, {Left} have left, watched for up to {Longest:G6} {Unit.Name}s; {Rows} different rows");

    internal FitOrigin Origin(FitOptions options)
    {
        var print = new Fingerprint();
        for (var i = 0; i < Rows; i++)
        {
            print.Add(_from[i]);
            print.Add(_to[i]);
            print.Add(_weight[i]);
        }

        return new FitOrigin { Members = Members, Rows = Rows, Unit = Unit, Fingerprint = print.ToString(), Options = options.InWords() };
    }

    private static IEnumerable<(double From, double To, double Weight)> RowsOf(long[] survivors, string parameter)
    {
        if (survivors.Length == 0)
            throw Error.Argument($"{parameter} has no number; it must begin with the members who began.", parameter);
        for (var t = 0; t < survivors.Length; t++)
        {
            if (survivors[t] < 0)
                throw Error.Argument($"{parameter}[{t}] is {survivors[t]} and must be 0 or more.", parameter);
            if (t > 0 && survivors[t] > survivors[t - 1])
                throw Error.Argument($"{parameter}[{t}] is {survivors[t]} and must be at most {survivors[t - 1]}, the number before.", parameter);
        }

        return [.. survivors.Skip(1).Select((left, t) => ((double)t, t + 1.0, (double)(survivors[t] - left))),
            (survivors.Length - 1.0, double.PositiveInfinity, survivors[^1])];
    }

    private static void CheckLength(int expected, int found, string parameter)
    {
        if (found != expected)
            throw Error.Argument($"{parameter} has {found} numbers and must have {expected}, one per member.", parameter);
    }
}
