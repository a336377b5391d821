using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded members of a Pareto/NBD at the published CDNOW parameters, known for up to two years.</summary>
internal static class ParetoNbdBenchmarkData
{
    public static ParetoNbdModel Model { get; } = new(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week);

    /// <summary>x, t_x, T of members whose ages and times are instants: nearly every row is a different one.</summary>
    public static (int[] X, double[] Tx, double[] Age) Rows(int members)
    {
        var random = new Random(1);
        var purchases = new List<double>();
        var (x, tx, ages) = (new int[members], new double[members], new double[members]);
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            ages[i] = 1 + 102 * random.NextDouble();
            Model.Simulate(random, ages[i], purchases);
            (x[i], tx[i]) = (purchases.Count, purchases.Count == 0 ? 0 : purchases[^1]);
        }

        return (x, tx, ages);
    }

    /// <summary>The same members in a table of days.</summary>
    public static MemberColumns Columns(int members)
    {
        var (x, tx, age) = Rows(members);
        var window = ObservationWindow.OfDays(new DateOnly(2023, 1, 1), new DateOnly(2024, 12, 31));
        var (purchases, first, last) = (new int[members], new int?[members], new int?[members]);
        for (var i = 0; i < members; i++)
        {
            first[i] = window.LastCell - (int)(age[i] * 7);
            last[i] = first[i] + (int)(tx[i] * 7);
            // Several purchases on one day are one.
            purchases[i] = 1 + Math.Min(x[i], last[i]!.Value - first[i]!.Value);
        }

        return MemberColumns.FromColumns(window, new MemberColumnData { Purchases = purchases, FirstPurchaseCell = first, LastPurchaseCell = last });
    }
}
