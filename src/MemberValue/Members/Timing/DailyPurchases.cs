using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Day by day, how many members were active and how many of them bought again: what a seasonal index is fitted to. From a log
/// (<see cref="MemberLog{TKey}.Daily"/>) or from counts of your own. Immutable and thread-safe; parts of other members add up with <see cref="Merge"/>.
/// </summary>
/// <remarks>
/// A member is active on the days after a purchase, up to the next purchase and at most <see cref="ActiveDays"/> days; the purchase that ends such a stretch
/// counts. First purchases, and those after a longer silence, do not: who joins when is a matter of campaigns, and a growing base would look like a season.
/// Members count once per day.
/// </remarks>
public sealed class DailyPurchases
{
    private readonly long[] _purchases;
    private readonly long[] _active;

    internal DailyPurchases(DateOnly firstDay, long[] purchases, long[] active, int activeDays, long members) =>
        (FirstDay, _purchases, _active, ActiveDays, Members) = (firstDay, purchases, active, activeDays, members);

    /// <summary>The first day.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The last day.</summary>
    public DateOnly LastDay => FirstDay.AddDays(Days - 1);

    /// <summary>How many days there are, 1 or more.</summary>
    public int Days => _purchases.Length;

    /// <summary>How many days after a purchase a member counts as active.</summary>
    public int ActiveDays { get; }

    /// <summary>The members who ever bought.</summary>
    public long Members { get; }

    /// <summary>Members who bought again, day by day.</summary>
    public ReadOnlySpan<long> Purchases => _purchases;

    /// <summary>Members who were active, day by day.</summary>
    public ReadOnlySpan<long> Active => _active;

    /// <summary>Takes counts of your own, such as those of a query.</summary>
    /// <param name="firstDay">The first day.</param>
    /// <param name="purchases">Members who bought again, one number per day; 0 or more and at most the active ones.</param>
    /// <param name="active">Members who were active, one number per day.</param>
    /// <param name="activeDays">How many days after a purchase a member counts as active; 1 or more.</param>
    /// <param name="members">The members who ever bought.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">The two are empty or not equally long, or a day has more purchases than active members, or fewer than
    /// 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="activeDays"/> is below 1, or <paramref name="members"/> below 0.</exception>
    public static DailyPurchases FromDays(
        DateOnly firstDay, ReadOnlySpan<long> purchases, ReadOnlySpan<long> active, int activeDays, long members)
    {
        Require.AtLeast(activeDays, 1);
        if (members < 0)
            throw Error.OutOfRange(nameof(members), $"The number of members is {members} and must be 0 or more.");
        if (purchases.IsEmpty || purchases.Length != active.Length)
            throw Error.Argument($"There are {purchases.Length} days of purchases and {active.Length} of active members; there must be as many, at least 1.");
        for (var day = 0; day < purchases.Length; day++)
        {
            if (purchases[day] < 0 || purchases[day] > active[day])
            {
                throw Error.Argument(
                    $"Day {day} has {purchases[day]} purchases and {active[day]} active members; purchases must be 0 to the active members.",
                    nameof(purchases));
            }
        }

        return new DailyPurchases(firstDay, purchases.ToArray(), active.ToArray(), activeDays, members);
    }

    /// <summary>The sum of the counts of two groups of members.</summary>
    /// <param name="other">The counts of other members.</param>
    /// <returns>Counts from the earlier first day through the later last day.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">Members of the other count as active for another number of days.</exception>
    /// <remarks>Give both the same last day: after its last day a part knows nothing of its members, and they count as not active.</remarks>
    public DailyPurchases Merge(DailyPurchases other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.ActiveDays != ActiveDays)
            throw Error.Argument($"Members of the other are active for {other.ActiveDays} days, and of this one for {ActiveDays}.", nameof(other));
        var first = FirstDay < other.FirstDay ? FirstDay : other.FirstDay;
        var last = LastDay > other.LastDay ? LastDay : other.LastDay;
        var (purchases, active) = (new long[last.DayNumber - first.DayNumber + 1], new long[last.DayNumber - first.DayNumber + 1]);
        foreach (var part in new[] { this, other })
        {
            var offset = part.FirstDay.DayNumber - first.DayNumber;
            for (var day = 0; day < part.Days; day++)
            {
                purchases[offset + day] += part._purchases[day];
                active[offset + day] += part._active[day];
            }
        }

        return new DailyPurchases(first, purchases, active, ActiveDays, Members + other.Members);
    }

    /// <summary>The days and the sum of the purchases in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{_purchases.Sum()} repeat purchases of {Members} members from {FirstDay:yyyy-MM-dd} through {LastDay:yyyy-MM-dd}, active for {ActiveDays} days");
}

/// <summary>Counts the days of members one after another; whole numbers, so that parts add up in any order.</summary>
internal sealed class DailyCounter(int firstDay, int days, int activeDays)
{
    private readonly long[] _purchases = new long[days];
    private readonly long[] _changes = new long[days + 1]; // of the number of active members
    private long _members;

    /// <summary>Adds a member's days with a purchase, ascending, each once.</summary>
    public void Add(ReadOnlySpan<int> dayNumbers)
    {
        _members += dayNumbers.IsEmpty ? 0 : 1;
        for (var i = 0; i < dayNumbers.Length; i++)
        {
            var day = dayNumbers[i] - firstDay;
            var through = Math.Min(i + 1 < dayNumbers.Length ? dayNumbers[i + 1] - firstDay : int.MaxValue, Math.Min((long)day + activeDays, days - 1));
            if (i > 0 && dayNumbers[i] - dayNumbers[i - 1] <= activeDays)
                _purchases[day]++;
            if (through <= day)
                continue;
            _changes[day + 1]++;
            _changes[through + 1]--;
        }
    }

    public void Add(DailyCounter part)
    {
        _members += part._members;
        for (var day = 0; day < days; day++)
            _purchases[day] += part._purchases[day];
        for (var day = 0; day <= days; day++)
            _changes[day] += part._changes[day];
    }

    public DailyPurchases ToDaily()
    {
        var (active, now) = (new long[days], 0L);
        for (var day = 0; day < days; day++)
            active[day] = now += _changes[day];
        return new DailyPurchases(DateOnly.FromDayNumber(firstDay), _purchases, active, activeDays, _members);
    }
}
