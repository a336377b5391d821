namespace MemberValue.Members;

/// <summary>What speaks for hours that are shifted: many rows in the small hours, and few in four hours of another time of day.</summary>
/// <param name="Rows">Rows with a time of day.</param>
/// <param name="Night">Those from 02:00 to 06:00.</param>
/// <param name="QuietFrom">The hour in which the four quietest hours of the day begin.</param>
/// <param name="Quiet">The rows in these.</param>
internal sealed record HourShift(long Rows, long Night, int QuietFrom, long Quiet)
{
    public const int Hours = 24;
    public const int Window = 4;

    private const int NightFrom = 2;
    private const long FewestRows = 1_000;
    private const double NightShare = 0.08; // half of what an even day has there: late evenings alone bring less, a shift by four hours more
    private const int QuietTimes = 5; // a shop around the clock has no four hours with a fifth of the rows of its small hours

    /// <summary>The evidence; null where the rows do not speak for a shift.</summary>
    public static HourShift? Of(IReadOnlyList<long> byHour)
    {
        var rows = byHour.Sum();
        if (rows < FewestRows || byHour.Max() > rows / 2)
            return null;
        var night = In(byHour, NightFrom);
        var quietFrom = Enumerable.Range(0, Hours).MinBy(hour => In(byHour, hour));
        var quiet = In(byHour, quietFrom);
        return night >= NightShare * rows && QuietTimes * quiet <= night ? new HourShift(rows, night, quietFrom, quiet) : null;
    }

    public Text ToWarning()
    {
        var (from, to) = (FormattableString.Invariant($"{QuietFrom:00}:00"), FormattableString.Invariant($"{(QuietFrom + Window) % Hours:00}:00"));
        return Text.Of(
            FormattableString.Invariant($"{Night:N0} of {Rows:N0} rows with a time of day lie from 02:00 to 06:00 on the shop's clock, and ")
                + FormattableString.Invariant($"{Quiet:N0} from {from} to {to}: the times look shifted. ")
                + "Check MemberTableOptions.TimeZone, and that times in UTC have an offset or the kind Utc.",
            FormattableString.Invariant($"{Rows:N0}行带有时刻，其中{Night:N0}行在店铺时间02:00至06:00，而{from}至{to}只有{Quiet:N0}行：时刻可能整体偏移。")
                + "请检查MemberTableOptions.TimeZone，以及UTC时间是否带有时差或Utc类型。");
    }

    private static long In(IReadOnlyList<long> byHour, int from) => Enumerable.Range(from, Window).Sum(hour => byHour[hour % Hours]);
}
