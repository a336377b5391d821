using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Seasons;

public sealed partial class SeasonalIndex
{
    private const double Month = 30;

    /// <summary>The index on a day.</summary>
    /// <param name="day">A day from 1901 through 2099.</param>
    /// <returns>A number above 0; 1 on an average day.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The day lies outside those years.</exception>
    public double At(DateOnly day) => _clock.At(Checked(day, nameof(day)));

    /// <summary>The sum of the index over some days: how many average days they are worth.</summary>
    /// <param name="from">The first day, from 1901 on.</param>
    /// <param name="to">The day after the last one, at most 2100-01-01; not before <paramref name="from"/>.</param>
    /// <returns>The sum; without promotions and over whole years about the number of days.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days lie outside those years or are out of order.</exception>
    /// <remarks>Takes the same time however many days there are, apart from a search in the days with promotions. Relative error below 1e-11.</remarks>
    public double Sum(DateOnly from, DateOnly to)
    {
        var first = Checked(from, nameof(from));
        if (to < from || to > SeasonClock.Last.AddDays(1))
            throw Error.OutOfRange(nameof(to), $"The end is {to} and must lie from the beginning, {from}, through 2100-01-01.");
        return _clock.Sum(first, to.DayNumber);
    }

    /// <summary>
    /// Repeat purchases per 30 days of an average season: a member's purchases after the first, over the sum of the index from the day after the first purchase
    /// through the end of the window, times 30. Who bought in the low season only, and as often as others do in the high one, has the higher number.
    /// </summary>
    /// <param name="columns">The members; of any calendar.</param>
    /// <param name="destination">Receives one number per member, 0 or more; NaN for a member without a purchase, with fewer than
    /// <paramref name="minimumDays"/> days, or outside 1901 to 2099. At least as long as the columns.</param>
    /// <param name="minimumDays">Average days below which a member has not been here long enough for a frequency, above 0; 30 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumDays"/> is not above 0 and finite.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing where cells are days. With a flat index, repeat purchases over age in months of 30 days.</remarks>
    public void AdjustedFrequency(MemberColumns columns, Span<double> destination, double minimumDays = 30)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (!(minimumDays > 0 && minimumDays <= double.MaxValue))
            throw Error.OutOfRange(nameof(minimumDays), $"The least number of days is {minimumDays} and must be finite and above 0.");
        Require.Destination(destination.Length, columns.Count);
        var purchases = columns.Purchases;
        var first = columns.FirstPurchaseCell;
        var calendar = columns.Window.Calendar;
        var end = SeasonClock.Time(calendar, columns.Window.LastCell + 1);
        for (var row = 0; row < purchases.Length; row++)
        {
            var days = first[row] != MemberColumns.NoCell && end is { } to && SeasonClock.Time(calendar, first[row] + 1) is { } from
                ? _clock.Sum(from, to)
                : 0;
            destination[row] = days >= minimumDays ? Month * (purchases[row] - 1) / days : double.NaN;
        }
    }

    /// <summary>A table with the column <see cref="SeasonColumns.AdjustedFrequency"/>.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="minimumDays">Average days below which a member has no frequency yet, above 0; 30 by default.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The table with the column, made on all processors; the same bits on any number of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumDays"/> is not above 0 and finite.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberTable<TKey> AdjustFrequency<TKey>(MemberTable<TKey> table, double minimumDays = 30, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        var values = table.KeySet.Fill<double>(
            (start, destination) => AdjustedFrequency(table.Columns.Slice(start, destination.Length), destination, minimumDays), inParts: true,
            cancellationToken);
        return table.With(SeasonColumns.AdjustedFrequency, values);
    }

    private static int Checked(DateOnly day, string name) => day >= SeasonClock.First && day <= SeasonClock.Last
        ? day.DayNumber
        : throw Error.OutOfRange(name, $"The day is {day} and must lie from 1901-01-01 through 2099-12-31.");
}
