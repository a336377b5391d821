using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members drawn from an attrition model, who joined evenly over two years of days.</summary>
internal static class AttritionBenchmarkData
{
    private const int Days = 728;

    /// <summary>A table of days, purchases of one day counted once.</summary>
    public static MemberColumns Columns(AttritionModel model, int members)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2023, 1, 2), new DateOnly(2023, 1, 2).AddDays(Days));
        var random = new Random(1);
        var (purchases, first, last) = (new int[members], new int?[members], new int?[members]);
        var times = new List<double>();
        for (var i = 0; i < members; i++)
        {
            var age = random.Next(Days);
            times.Clear();
            model.Simulate(random, age / 7.0, times);
            first[i] = window.LastCell - age;
            last[i] = first[i] + (times.Count == 0 ? 0 : (int)Math.Min(age, Math.Ceiling(7 * times[^1])));
            purchases[i] = 1 + Math.Min(times.Count, last[i]!.Value - first[i]!.Value);
        }

        return MemberColumns.FromColumns(window, new MemberColumnData { Purchases = purchases, FirstPurchaseCell = first, LastPurchaseCell = last });
    }

    /// <summary>A table of weeks, one opportunity each, of members who joined over the first quarter of the window.</summary>
    public static MemberColumns Opportunities(BgBbModel model, int members, int weeks)
    {
        var calendar = CellCalendar.Weeks(DayOfWeek.Monday);
        var end = calendar.CellOf(new DateOnly(2024, 12, 30));
        var random = new Random(1);
        var (purchases, first, last) = (new int[members], new int?[members], new int?[members]);
        var times = new List<double>();
        for (var i = 0; i < members; i++)
        {
            var age = weeks - random.Next(weeks / 4);
            times.Clear();
            model.Simulate(random, age, times);
            (purchases[i], first[i], last[i]) = (times.Count + 1, end - age, end - age + (times.Count == 0 ? 0 : (int)times[^1]));
        }

        return MemberColumns.FromColumns(
            new ObservationWindow(calendar, end - weeks, end),
            new MemberColumnData { Purchases = purchases, FirstPurchaseCell = first, LastPurchaseCell = last });
    }

    /// <summary>Histories with ages to the second, so that hardly two are alike.</summary>
    public static PurchaseHistories Histories(AttritionModel model, int members)
    {
        var random = new Random(1);
        var (x, tx, age) = (new int[members], new double[members], new double[members]);
        var times = new List<double>();
        for (var i = 0; i < members; i++)
        {
            age[i] = random.NextDouble() * Days / 7;
            times.Clear();
            model.Simulate(random, age[i], times);
            (x[i], tx[i]) = (times.Count, times.Count == 0 ? 0 : times[^1]);
        }

        return PurchaseHistories.From(x, tx, age, TimeUnit.Week);
    }
}
