using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members as a shop has them: a tenth never bought, purchases fall off exponentially, money is skewed, with a popular price.</summary>
internal static class RfmBenchmarkData
{
    public static MemberColumns Columns(int members)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2023, 1, 1), new DateOnly(2024, 12, 31));
        var random = new Random(1);
        var (purchases, last, net) = (new int[members], new int[members], new long[members]);
        for (var i = 0; i < members; i++)
        {
            purchases[i] = random.Next(10) == 0 ? 0 : 1 + (int)(-Math.Log(1 - random.NextDouble()) * 2.5);
            last[i] = purchases[i] == 0 ? MemberColumns.NoCell : window.LastCell - (int)(731 * Math.Pow(random.NextDouble(), 1.6));
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var cents = purchases[i] == 0 ? 0 : random.Next(4) == 0 ? 999L * purchases[i] : (long)Math.Exp(8 + 1.3 * normal);
            net[i] = cents;
        }

        return MemberColumns.Of(window, members,
        [
            new ColumnValues<int>(LogColumns.Purchases, purchases),
            new ColumnValues<int>(LogColumns.LastPurchaseCell, last),
            new MoneyValues(LogColumns.Net, MoneyColumn.FromScaled(net, decimals: 2)),
        ]);
    }
}
