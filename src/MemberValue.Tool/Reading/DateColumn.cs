using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>
/// What all dates of a column together tell: which number is the day in 05/01/2024, and whether forms, or times with and without an offset, are mixed.
/// </summary>
internal sealed class DateColumn(string name)
{
    private readonly Seen?[] _seen = new Seen?[6];

    /// <summary>A date that showed something first.</summary>
    private sealed record Seen(Place Place, string Text);

    private enum Sign
    {
        DayMonth = 0,
        MonthDay,
        Numeric,
        Other,
        Offset,
        NoOffset,
    }

    private char _mark;

    /// <summary>Whether no date has been seen yet.</summary>
    public bool IsEmpty => Array.TrueForAll(_seen, seen => seen is null);

    /// <summary>Whether a date does not say by itself which number is the day.</summary>
    public bool IsNumeric => this[Sign.Numeric] is not null;

    /// <summary>Whether the times have an offset.</summary>
    public bool HasOffsets => this[Sign.Offset] is not null;

    private Seen? this[Sign sign] => _seen[(int)sign];

    /// <summary>Takes a date into account.</summary>
    /// <exception cref="UserError">It is mixed with dates of another form.</exception>
    public void Add(TimeParts parts, Place place, ReadOnlySpan<char> text)
    {
        Note(parts.Offset is null ? Sign.NoOffset : Sign.Offset, place, text);
        if (parts.Form != DateForm.Numeric)
        {
            Note(Sign.Other, place, text);
        }
        else
        {
            Note(Sign.Numeric, place, text);
            if (parts.First > 12)
                Note(Sign.DayMonth, place, text);
            if (parts.Second > 12)
                Note(Sign.MonthDay, place, text);
            if (_mark == '\0')
                _mark = parts.Mark;
        }

        if (this[Sign.Offset] is { } offset && this[Sign.NoOffset] is { } none)
        {
            throw Mixed(offset, none, Text.Of(
                "times with an offset and without one are mixed, and which clock the others are on is not said",
                "有的时间带时区偏移，有的不带，无法确定后者属于哪个时区"));
        }

        if (this[Sign.Numeric] is { } numeric && (this[Sign.Other] is not null || (parts.Form == DateForm.Numeric && parts.Mark != _mark)))
        {
            var other = this[Sign.Other] ?? new Seen(place, text.ToString());
            throw Mixed(numeric, other, Text.Of("dates of two forms are mixed", "日期有两种写法"));
        }
    }

    /// <summary>The order of day and month.</summary>
    /// <param name="given">What the user or the profile says; null to let the column settle it.</param>
    /// <exception cref="UserError">The column contradicts itself or what was said, or does not settle it.</exception>
    public DateOrder Settle(DateOrder? given)
    {
        var (dayMonth, monthDay) = (this[Sign.DayMonth], this[Sign.MonthDay]);
        if (dayMonth is not null && monthDay is not null)
            throw Mixed(dayMonth, monthDay, Text.Of("in one the day comes first, in the other the month", "一处是日在前，另一处是月在前"));
        var settled = dayMonth is not null ? DateOrder.DayMonth : monthDay is not null ? DateOrder.MonthDay : (DateOrder?)null;
        if (given is { } order && settled is { } fact && order != fact)
        {
            var seen = (dayMonth ?? monthDay)!;
            var said = order == DateOrder.DayMonth ? "dmy" : "mdy";
            throw seen.Place.Error(name, seen.Text, Text.Of(
                $"cannot be a date with the {(order == DateOrder.DayMonth ? "day" : "month")} first, and the order was given as {said}",
                $"不可能是{(order == DateOrder.DayMonth ? "日" : "月")}在前的日期，而给定的顺序是 {said}"));
        }

        if ((given ?? settled) is { } known)
            return known;
        if (this[Sign.Numeric] is { } open)
        {
            throw open.Place.Error(name, open.Text, Text.Of(
                "may be day/month or month/day, and no date of the column settles it: say --date-order dmy or --date-order mdy",
                "可能是日/月，也可能是月/日，整列都无法判断：请加 --date-order dmy 或 --date-order mdy"));
        }

        return DateOrder.DayMonth;
    }

    private void Note(Sign sign, Place place, ReadOnlySpan<char> text) => _seen[(int)sign] ??= new Seen(place, text.ToString());

    private UserError Mixed(Seen first, Seen second, Text why)
    {
        var (a, b) = first.Place.CompareTo(second.Place) <= 0 ? (first, second) : (second, first);
        return new UserError(
            $"{a.Place.English(name)} is '{a.Text}' and {b.Place.English(name, afterComma: true)} is '{b.Text}': {why.English}.",
            $"{a.Place.Chinese(name)}是“{a.Text}”，{b.Place.Chinese(name)}是“{b.Text}”：{why.Chinese}。");
    }
}
