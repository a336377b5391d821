using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members with their purchases' cells: a tenth never bought, counts fall off exponentially, the stages of neighbours are unrelated.</summary>
internal static class StageBenchmarkData
{
    public static MemberColumns Columns(int members)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2023, 1, 1), new DateOnly(2024, 12, 31));
        var random = new Random(1);
        var (purchases, first, last) = (new int[members], new int[members], new int[members]);
        var (previous, net) = (new int[members], new long[members]);
        for (var i = 0; i < members; i++)
        {
            first[i] = last[i] = previous[i] = MemberColumns.NoCell;
            if (random.Next(10) == 0)
                continue;
            last[i] = window.LastCell - (int)(700 * Math.Pow(random.NextDouble(), 1.6));
            var most = 1 + (int)(-Math.Log(1 - random.NextDouble()) * 2.5);
            first[i] = most == 1 ? last[i] : Math.Max(window.FirstCell, last[i] - most - random.Next(600));
            purchases[i] = Math.Min(most, last[i] - first[i] + 1);
            if (purchases[i] >= 2)
                previous[i] = purchases[i] == 2 ? first[i] : last[i] - 1 - random.Next(last[i] - first[i] - 1);
            net[i] = random.Next(4) == 0 ? 999L * purchases[i] : (long)Math.Exp(8 + 3 * random.NextDouble());
        }

        return MemberColumns.Of(window, members,
        [
            new ColumnValues<int>(LogColumns.Purchases, purchases),
            new ColumnValues<int>(LogColumns.FirstPurchaseCell, first),
            new ColumnValues<int>(LogColumns.LastPurchaseCell, last),
            new ColumnValues<int>(LogColumns.PreviousPurchaseCell, previous),
            new MoneyValues(LogColumns.Net, MoneyColumn.FromScaled(net, decimals: 2)),
        ]);
    }
}
