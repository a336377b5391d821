using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>Limits of silence that cover every number of purchases from 1 on, once, in order.</summary>
internal sealed class SilenceClasses
{
    private readonly SilenceLimits[] _limits;

    public SilenceClasses(IReadOnlyList<SilenceLimits> limits)
    {
        if (limits.Count is < 1 or > ThresholdStageOptions.MostLimits)
            throw Wrong(".Count", limits.Count, $"it must be 1 to {ThresholdStageOptions.MostLimits}");
        for (var i = 0; i < limits.Count; i++)
            Check(limits[i], i);

        _limits = [.. limits.OrderBy(each => each.FromPurchases)];
        if (_limits[0].FromPurchases != 1)
            throw Wrong($"a gap: no class has 1 purchase, the first is {Text(_limits[0])}");
        for (var i = 1; i < _limits.Length; i++)
        {
            var (before, next) = (_limits[i - 1], _limits[i]);
            if (before.ThroughPurchases is not { } through || next.FromPurchases <= through)
                throw Wrong($"{Text(before)} and {Text(next)} overlap");
            if (next.FromPurchases - 1 > through)
                throw Wrong($"a gap between {Text(before)} and {Text(next)}");
        }

        if (_limits[^1].ThroughPurchases is not null)
            throw Wrong($"a gap: no class is open to more purchases than {Text(_limits[^1])}; leave its ThroughPurchases null");
    }

    public IReadOnlyList<SilenceLimits> Limits => Array.AsReadOnly(_limits);

    public int Count => _limits.Length;

    /// <summary>The class of members with one purchase.</summary>
    public SilenceLimits OfFirstPurchase => _limits[0];

    /// <summary>The class with the shortest Dormant limit of those that hold members with two purchases or more.</summary>
    public SilenceLimits ShortestAfterRepeat => _limits.Where(each => each.ThroughPurchases is not 1).MinBy(each => each.DormantFromDays)!;

    public static string Text(SilenceLimits limits) => limits.ThroughPurchases is { } through
        ? FormattableString.Invariant($"the class of {limits.FromPurchases} to {through} purchases")
        : FormattableString.Invariant($"the class of {limits.FromPurchases} purchases and more");

    /// <summary>Writes, class by class, the fewest purchases and the limits in cells.</summary>
    public void CopyTo(CellCalendar calendar, Span<int> from, Span<long> dormant, Span<long> lost)
    {
        for (var i = 0; i < _limits.Length; i++)
        {
            from[i] = _limits[i].FromPurchases;
            dormant[i] = StageTime.Cells(_limits[i].DormantFromDays, calendar);
            lost[i] = StageTime.Cells(_limits[i].LostFromDays, calendar);
        }
    }

    /// <summary>The limits for a number of purchases: the scalar definition.</summary>
    public StageLimits Of(int purchases, CellCalendar calendar)
    {
        if (purchases < 1)
            return new StageLimits(StageTime.Never, StageTime.Never, StageTime.Never);
        var own = _limits[IndexOf(purchases)];
        var before = _limits[IndexOf(Math.Max(purchases - 1, 1))];
        return new StageLimits(
            StageTime.Cells(own.DormantFromDays, calendar), StageTime.Cells(own.LostFromDays, calendar), StageTime.Cells(before.DormantFromDays, calendar));
    }

    private int IndexOf(int purchases)
    {
        var index = 0;
        while (index + 1 < _limits.Length && purchases >= _limits[index + 1].FromPurchases)
            index++;
        return index;
    }

    private static void Check(SilenceLimits? limits, int place)
    {
        if (limits is null)
            throw Wrong($"[{place}]", null, "it must be a class");
        if (limits.FromPurchases < 1)
            throw Wrong($"[{place}].FromPurchases", limits.FromPurchases, "it must be 1 or more");
        if (limits.ThroughPurchases < limits.FromPurchases)
            throw Wrong($"[{place}].ThroughPurchases", limits.ThroughPurchases, $"it must not be below FromPurchases, {limits.FromPurchases}, or null");
        if (!NumberRange.AboveZero.Holds(limits.DormantFromDays))
            throw Wrong($"[{place}].DormantFromDays", limits.DormantFromDays, $"it must be {NumberRange.AboveZero.Words}");
        if (!NumberRange.AboveZero.Holds(limits.LostFromDays) || limits.LostFromDays < limits.DormantFromDays)
        {
            throw Wrong(
                $"[{place}].LostFromDays", limits.LostFromDays,
                $"it must be {NumberRange.AboveZero.Words}, and not below DormantFromDays, {limits.DormantFromDays}");
        }
    }

    private static ArgumentException Wrong(ErrorText where, object? value, ErrorText allowed) =>
        OptionError.Of(nameof(ThresholdStageOptions), $"{nameof(ThresholdStageOptions.Limits)}{where}", value, allowed);

    private static ArgumentException Wrong(ErrorText what) => Error.Argument($"ThresholdStageOptions.Limits: {what}.", "options");
}
