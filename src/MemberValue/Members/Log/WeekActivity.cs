using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// When members buy: sale rows and net spend by weekday and hour of the day, on the shop's clock. From a log (<see cref="MemberLog{TKey}.Activity"/>, as fine
/// as its cells are) or from rows as they come (<see cref="WeekActivityBuilder"/>). Immutable; parts add up with <see cref="Merge"/>.
/// </summary>
/// <remarks>A refund lowers the net spend of the hour in which it was made. Sums are exact.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class WeekActivity : IWritesJson
{
    internal const int Days = 7;
    internal const int Slots = 25; // the hours of a day, and rows without one

    private const int NoHour = Slots - 1;

    private readonly long[] _sales;
    private readonly Int128[] _net; // in units of 10^-10

    internal WeekActivity(string timeZone, long[] sales, Int128[] net) => (TimeZone, _sales, _net) = (timeZone, sales, net);

    /// <summary>The zone of the shop's clock.</summary>
    public string TimeZone { get; }

    /// <summary>Whether any sale has an hour; false for a log whose cells are days, and for rows that are calendar days.</summary>
    public bool HasHours => Enumerable.Range(0, Days * Slots).Any(slot => slot % Slots != NoHour && _sales[slot] != 0);

    /// <summary>The whole week.</summary>
    /// <exception cref="OverflowException">The sum does not fit a decimal.</exception>
    public ActivityCount Total => Sum(0, Days * Slots);

    /// <summary>A weekday, with the rows that have no hour.</summary>
    /// <param name="day">The weekday.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weekday.</exception>
    /// <exception cref="OverflowException">The sum does not fit a decimal.</exception>
    public ActivityCount On(DayOfWeek day) => Sum(SlotOf(day, 0), Slots);

    /// <summary>An hour of a weekday.</summary>
    /// <param name="day">The weekday.</param>
    /// <param name="hour">0 to 23; the hour that begins then.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weekday or hour.</exception>
    /// <exception cref="OverflowException">The sum does not fit a decimal.</exception>
    public ActivityCount At(DayOfWeek day, int hour) => hour is >= 0 and < NoHour
        ? Sum(SlotOf(day, hour), 1)
        : throw Error.OutOfRange(nameof(hour), $"The hour is {hour} and must be from 0 to 23.");

    /// <summary>An hour of the day, over all weekdays.</summary>
    /// <param name="hour">0 to 23; the hour that begins then.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour.</exception>
    /// <exception cref="OverflowException">The sum does not fit a decimal.</exception>
    public ActivityCount At(int hour)
    {
        var (sales, net) = (0L, Int128.Zero);
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            _ = At(day, hour);
            (sales, net) = (sales + _sales[SlotOf(day, hour)], net + _net[SlotOf(day, hour)]);
        }

        return Count(sales, net);
    }

    /// <summary>The sum of the activity of two parts of a log.</summary>
    /// <param name="other">Another part, of other rows.</param>
    /// <returns>A new activity.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The other is on another clock.</exception>
    public WeekActivity Merge(WeekActivity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.TimeZone != TimeZone)
            throw Error.Argument($"The other's time zone is {other.TimeZone}, and this one's {TimeZone}.", nameof(other));
        return new WeekActivity(TimeZone, [.. _sales.Zip(other._sales, (a, b) => a + b)], [.. _net.Zip(other._net, (a, b) => a + b)]);
    }

    /// <summary>The number of sales and the busiest weekday in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_sales.Sum()} sale rows, most on {Enum.GetValues<DayOfWeek>().MaxBy(day => On(day).Sales)}, by {(HasHours ? "hour" : "day")} in {TimeZone}");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, activity) =>
    {
        to.Property(nameof(TimeZone), activity.TimeZone);
        to.Items("Weekdays", Enumerable.Range(1, Days).Select(at => (DayOfWeek)(at % Days)), (to, day) => to.Object(day, (to, day) =>
        {
            to.Property("Weekday", day.ToString());
            to.Property(nameof(ActivityCount.Sales), activity.On(day).Sales);
            to.Property(nameof(ActivityCount.Net), activity.On(day).Net);
            to.Items("Hours", Enumerable.Range(0, activity.HasHours ? NoHour : 0), (to, hour) => to.Object(hour, (to, hour) =>
            {
                to.Property("Hour", hour);
                to.Property(nameof(ActivityCount.Sales), activity.At(day, hour).Sales);
                to.Property(nameof(ActivityCount.Net), activity.At(day, hour).Net);
            }));
        }));
    });

    /// <summary>Where a row counts; -1 for a row without an hour.</summary>
    internal static int SlotOf(DayOfWeek day, int hour) => Enum.IsDefined(day)
        ? ((int)day * Slots) + (hour < 0 ? NoHour : hour)
        : throw Error.OutOfRange(nameof(day), $"The weekday is {day} and must be Sunday to Saturday.");

    private ActivityCount Sum(int from, int count)
    {
        var net = Int128.Zero;
        for (var slot = from; slot < from + count; slot++)
            net += _net[slot];
        return Count(_sales.AsSpan(from, count).ToArray().Sum(), net);
    }

    private static ActivityCount Count(long sales, Int128 net) =>
        new(sales, ResultWriter.Trimmed(ExactMoney.ToDecimal(net, MoneyColumn.MaxDecimals)));
}

/// <summary>What happened in some hours of the week.</summary>
/// <param name="Sales">Sale rows: amounts of 0 or more.</param>
/// <param name="Net">Their amounts, less refunds of the same hours.</param>
public readonly record struct ActivityCount(long Sales, [property: JsonConverter(typeof(ResultJsonConverter))] decimal Net)
{
    private bool PrintMembers(System.Text.StringBuilder text) => RecordText.Print(text, $"Sales = {Sales}, Net = {Net}");
}
