using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// How many repeat purchases a base made in each period of a log: the actual side of a model's tracking plot. Periods are equally many cells,
/// counted from the window's first cell; cells at the end that do not fill a period are left out.
/// </summary>
/// <remarks>A log gives a track (<see cref="MemberLog{TKey}.Track"/>); or make one from counts of the shop's database. Immutable.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class RepeatPurchaseTrack : IWritesJson
{
    private readonly long[] _repeats;

    /// <summary>Creates a track from known counts.</summary>
    /// <param name="window">The cells that the counts look at.</param>
    /// <param name="cellsPerPeriod">How many cells a period is long; 1 or more.</param>
    /// <param name="repeatPurchases">Purchases after each member's first, per period; copied. As many periods as the window holds.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cellsPerPeriod"/> is below 1 or longer than the window.</exception>
    /// <exception cref="ArgumentException">Not one count per period, or a negative count.</exception>
    public RepeatPurchaseTrack(ObservationWindow window, int cellsPerPeriod, IReadOnlyCollection<long> repeatPurchases)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(repeatPurchases);
        var periods = PeriodsOf(window, cellsPerPeriod);
        if (repeatPurchases.Count != periods)
            throw Error.Argument($"There are {repeatPurchases.Count} counts for {periods} periods.", nameof(repeatPurchases));
        if (repeatPurchases.Any(count => count < 0))
            throw new ArgumentException("A count must be 0 or more.", nameof(repeatPurchases));
        Window = window;
        CellsPerPeriod = cellsPerPeriod;
        _repeats = [.. repeatPurchases];
    }

    /// <summary>The cells that the counts look at.</summary>
    public ObservationWindow Window { get; }

    /// <summary>How many cells a period is long.</summary>
    public int CellsPerPeriod { get; }

    /// <summary>The number of periods.</summary>
    public int Periods => _repeats.Length;

    /// <summary>Purchases after each member's first, per period.</summary>
    public ReadOnlySpan<long> RepeatPurchases => _repeats;

    /// <summary>Counts the repeat purchases of a log: every purchase after a member's first one in the window, in the period of its cell.</summary>
    internal static RepeatPurchaseTrack Of<TKey>(
        LogContent<TKey> log, ObservationWindow window, int cellsPerPeriod, MemberTable<TKey>? members, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var repeats = new long[PeriodsOf(window, cellsPerPeriod)];
        for (var block = 0; block < log.Blocks.Count; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cells = log.Blocks[block].Cells;
            for (var member = 0; member < log.MembersOf(block); member++)
            {
                if (members is not null && !(
                    members.TryGetIndex(log.Keys[(block * LogBlock.Size) + member], out var row) && members.Columns.Purchases[row] > 0))
                    continue;
                var (at, end) = cells.RangeOf(member);
                var refunds = log.Blocks[block].RefundsOf(member, window.FirstCell, window.LastCell);
                while (at < end && !IsPurchase(cells.FragmentAt(at), refunds))
                    at++;
                for (at++; at < end; at++)
                {
                    if (IsPurchase(cells.FragmentAt(at), refunds) && ((long)cells.CellAt(at) - window.FirstCell) / cellsPerPeriod is var period
                        && period < repeats.Length)
                        repeats[period]++;
                }
            }
        }

        return new RepeatPurchaseTrack(window, cellsPerPeriod, repeats);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, track) =>
    {
        to.Property(nameof(Window), track.Window);
        to.Property(nameof(CellsPerPeriod), track.CellsPerPeriod);
        to.Items(nameof(RepeatPurchases), track._repeats);
    });

    private static bool IsPurchase(in CellFragment cell, DatedRefunds? refunds) => refunds is null
        ? cell.IsPurchase
        : refunds.On(cell.Cell, cell.Net, cell.HasSale, cell.HasRefund).IsPurchase;

    private static int PeriodsOf(ObservationWindow window, int cellsPerPeriod) => cellsPerPeriod >= 1 && cellsPerPeriod <= window.Cells
        ? (int)(window.Cells / cellsPerPeriod)
        : throw Error.OutOfRange(
            nameof(cellsPerPeriod), $"The length of a period is {cellsPerPeriod} cells and must be 1 to {window.Cells}, no more than the window has.");

    /// <summary>Periods and window in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Periods} periods of {CellsPerPeriod} cells, {Window}");
}
