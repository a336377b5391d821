using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Histories of arrays are those of their definition: equal rows once, in order, weights added up in order; to the bit in any order of rows.</summary>
public class HistoriesOfArraysTests
{
    [Theory]
    [InlineData(300, true)]
    [InlineData(150_000, true)]
    [InlineData(150_000, false)]
    public void Purchase_histories_are_grouped_ordered_and_weighted(int members, bool onDays)
    {
        var random = new Random(members);
        var rows = Enumerable.Range(0, members).Select(_ =>
        {
            var x = (int)(-Math.Log(1 - random.NextDouble()) * 2);
            var age = onDays ? random.Next(1, 700) / 7.0 : random.NextDouble() * 100;
            var tx = x == 0 ? (random.Next(2) == 0 ? 0.0 : -0.0) : onDays ? Math.Max(1 / 7.0, random.Next(1, 1 + (int)(age * 7)) / 7.0)
                : random.NextDouble() * age + 1e-9;
            return (X: x, Tx: Math.Min(tx, age), Age: age, Weight: random.Next(1, 5) / 10.0);
        }).ToArray();
        var expected = rows.GroupBy(row => (row.X, row.Tx, row.Age)).OrderBy(group => group.Key)
            .Select(group => (group.Key.X, Tx: Math.Abs(group.Key.Tx), group.Key.Age,
                Weight: group.Select(row => row.Weight).Order().Aggregate((sum, weight) => sum + weight)))
            .ToList();
        var histories = Of();
        Assert.Equal(expected.Count, histories.Rows);
        for (var row = 0; row < expected.Count; row++)
            Assert.Equal(expected[row], ((int)histories.RepeatPurchases[row], histories.TimesOfLastPurchase[row], histories.Ages[row], histories.Weights[row]));
        random.Shuffle(rows);
        Assert.Equal(histories.Origin(), Of().Origin()); // the fingerprint is of all bits

        PurchaseHistories Of() => PurchaseHistories.From(
            Array.ConvertAll(rows, row => row.X), Array.ConvertAll(rows, row => row.Tx), Array.ConvertAll(rows, row => row.Age), TimeUnit.Week,
            Array.ConvertAll(rows, row => row.Weight), allowTies: true);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(150_000)]
    public void Spend_histories_are_grouped_ordered_and_weighted(int members)
    {
        var random = new Random(members);
        var rows = Enumerable.Range(0, members).Select(_ => (
            X: random.Next(8), M: random.Next(3) == 0 ? random.Next(-2, 50) : Math.Exp(random.NextDouble() * 20 - 5), Weight: random.Next(1, 5) / 10.0))
                .ToArray();
        var expected = rows.Where(row => row.X > 0 && row.M > 0).GroupBy(row => (row.X, row.M)).OrderBy(group => group.Key)
            .Select(group => (group.Key.X, group.Key.M, Weight: group.Select(row => row.Weight).Order().Aggregate((sum, weight) => sum + weight))).ToList();
        var histories = Of();
        Assert.Equal(expected.Count, histories.Rows);
        for (var row = 0; row < expected.Count; row++)
            Assert.Equal(expected[row], ((int)histories.Purchases[row], histories.MeanSpends[row], histories.Weights[row]));
        random.Shuffle(rows);
        Assert.Equal(histories.Origin(), Of().Origin());
        var parts = SpendHistories.Merge(
            SpendHistories.From([1, 2], [5, 6], [0.5, 0.25]), SpendHistories.From([2, 1], [6, 4], [0.125, 1]));
        Assert.Equal([1, 1, 2], parts.Purchases.ToArray());
        Assert.Equal([1, 0.5, 0.375], parts.Weights.ToArray());

        SpendHistories Of() => SpendHistories.From(
            Array.ConvertAll(rows, row => row.X), Array.ConvertAll(rows, row => row.M), Array.ConvertAll(rows, row => row.Weight));
    }

    [Fact]
    public void The_first_row_that_breaks_a_rule_is_named()
    {
        var ages = Enumerable.Repeat(10.0, 200_000).ToArray();
        ages[150_000] = double.NaN;
        ages[70_000] = -1;
        var error = Assert.Throws<ArgumentException>(() => PurchaseHistories.From(new int[200_000], new double[200_000], ages, TimeUnit.Week));
        Assert.StartsWith("ages[70000] is -1 and must be a finite number", error.Message, StringComparison.Ordinal);
    }
}
