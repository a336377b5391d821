using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;

namespace MemberValue.Tests.Metrics;

/// <summary>Labels of members without the tables that they would come from.</summary>
internal static class Labelled
{
    public static MemberResults<string, TLabel> Of<TLabel>(params (string Key, TLabel Label)[] members) => Keyed(members);

    public static MemberResults<TKey, TLabel> Keyed<TKey, TLabel>(IEnumerable<(TKey Key, TLabel Label)> members, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var list = members.ToList();
        return new MemberResults<TKey, TLabel>(
            new MemberKeys<TKey>([.. list.Select(member => member.Key)], comparer), [.. list.Select(member => member.Label)]);
    }

    public static MoneyColumn Money(params decimal?[] amounts) => MoneyColumn.FromDecimals(amounts.Length, i => amounts[i]);

    public static ObservationWindow Through(int year, int month, int day) => ObservationWindow.OfDays(new DateOnly(2020, 1, 1), new DateOnly(year, month, day));

    /// <summary>Two dates: members of a small range of keys in any order, each with a label 0 to 3 of 5 and a weight in cents, on either date or not.</summary>
    public static Arbitrary<((int Key, int Label, int Cents)[] Earlier, (int Key, int Label, int Cents)[] Later)> TwoDates()
    {
        var date =
            from count in Gen.Choose(0, 30)
            from keys in Gen.Shuffle(Enumerable.Range(0, 40).ToArray())
            from labels in Gen.ArrayOf(Gen.Choose(0, 3), count)
            from cents in Gen.ArrayOf(Gen.Choose(-500, 10_000), count)
            select Enumerable.Range(0, count).Select(i => (keys[i], labels[i], cents[i])).ToArray();
        return (from earlier in date from later in date select (earlier, later)).ToArbitrary();
    }

    /// <summary>A stochastic matrix of 2 to 6 labels with a last column for leaving, with zeros among it.</summary>
    public static Arbitrary<double[,]> Chain() => (
        from n in Gen.Choose(2, 6)
        from numbers in Gen.ArrayOf(Gen.Choose(-5, 10), n * (n + 1))
        from big in Gen.ArrayOf(Gen.Choose(0, n), n)
        select Rows(n, numbers, big)).ToArbitrary();

    private static double[,] Rows(int n, int[] numbers, int[] big)
    {
        var matrix = new double[n, n + 1];
        for (var row = 0; row < n; row++)
        {
            var counts = Enumerable.Range(0, n + 1).Select(column => Math.Max(numbers[row * (n + 1) + column], 0) + (column == big[row] ? 7 : 0)).ToArray();
            for (var column = 0; column <= n; column++)
                matrix[row, column] = (double)counts[column] / counts.Sum();
        }

        return matrix;
    }
}
