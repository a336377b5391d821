using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class BucketSortTests
{
    /// <summary>Sizes on both sides of the border between the framework's sort and the buckets, values from all alike to all different.</summary>
    [Fact]
    public void Rows_are_sorted_as_the_framework_sorts_them() => Law.Holds(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var values = random.Next(5);
        var rows = new Row[random.Next(2) == 0 ? random.Next(0, 100) : random.Next(4_000, 9_000)];
        for (var i = 0; i < rows.Length; i++)
        {
            var value = values switch
            {
                0 => 7,
                1 => random.Next(20),
                2 => random.NextDouble() * 700,
                3 => Math.Exp(random.NextDouble() * 1_400 - 700),
                _ => random.NextDouble() * double.Epsilon * 50,
            };
            rows[i] = new Row(random.Next(8) == 0 ? random.Next(3_000) : random.Next(3), value, random.Next(3));
        }

        return IsSorted(rows);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_chunks_of_rows_give_the_same_bits_in_whatever_order_they_came(bool manyAlike)
    {
        var random = new Random(11);
        var rows = new Row[200_001];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new Row(random.Next(40), manyAlike ? random.Next(30) : random.NextDouble() * 100, random.Next(100));
        Assert.True(IsSorted(rows));
        var shuffled = (Row[])rows.Clone();
        random.Shuffle(shuffled);
        Assert.True(Sorted(rows).AsSpan().SequenceEqual(Sorted(shuffled)));
    }

    private static bool IsSorted(Row[] rows) => Sorted(rows).AsSpan().SequenceEqual([.. rows.Order()]);

    private static Row[] Sorted(Row[] rows)
    {
        var sorted = (Row[])rows.Clone();
        BucketSort.Sort(sorted);
        return sorted;
    }

    private readonly record struct Row(int Group, double Spread, int Last) : IBucketRow<Row>
    {
        public int CompareTo(Row other) => (Group, Spread, Last).CompareTo((other.Group, other.Spread, other.Last));
    }
}
