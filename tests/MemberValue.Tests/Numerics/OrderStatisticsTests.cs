using FsCheck;
using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class OrderStatisticsTests
{
    private static readonly long[] Extremes =
        [long.MinValue + 1, long.MinValue + 2, -(1L << 62), -1, 0, 1, 2_047, 2_048, 2_049, 4_095, 1L << 40, (1L << 62) + 3, long.MaxValue - 1, long.MaxValue];

    [Fact]
    public void Every_position_equals_the_sorted_column()
    {
        var small = Gen.Choose(-3, 3).Select(value => (long)value);
        var wide = Gen.Choose(int.MinValue, int.MaxValue).Select(value => (long)value * 3_000_000_019);
        var any = Gen.OneOf(small, wide, Gen.Elements(Extremes), Gen.Constant(IKeyColumn.Missing));
        Law.Holds(any.ArrayOf().ToArbitrary(), keys => Agrees(keys, 10) && Agrees(keys, 7));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)] // beyond the small-column bins
    [InlineData(200_000)] // several chunks
    public void Skewed_repeated_and_negative_keys_agree_at_every_size(int n)
    {
        var random = new Random(n);
        var skewed = new long[n];
        for (var i = 0; i < n; i++)
            skewed[i] = random.Next(5) == 0 ? 99_900 : random.Next(9) == 0 ? -random.NextInt64(1L << 50) : (long)Math.Exp(random.NextDouble() * 40);
        Assert.True(Agrees(skewed, 7));
        Assert.True(Agrees(skewed, 10));
        Assert.True(Agrees(Enumerable.Repeat(long.MaxValue, n).ToArray(), 7));
        Assert.True(Agrees(Enumerable.Range(0, n).Select(i => Extremes[i % Extremes.Length]).ToArray(), 10));
        Assert.True(Agrees(Enumerable.Range(0, n).Select(i => SortableDouble.ToKey(random.NextDouble() * (i % 3 - 1))).ToArray(), 7));
    }

    [Fact]
    public void Sortable_keys_keep_the_order_of_doubles_and_come_back()
    {
        double[] ascending = [double.NegativeInfinity, double.MinValue, -1.5, -double.Epsilon, 0, double.Epsilon, 1e-300, 1, 1.5, double.MaxValue,
            double.PositiveInfinity];
        var keys = ascending.Select(SortableDouble.ToKey).ToArray();
        Assert.Equal(keys.Order(), keys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(ascending, keys.Select(SortableDouble.FromKey));
        Assert.Equal(SortableDouble.ToKey(0.0), SortableDouble.ToKey(-0.0));
    }

    [Fact]
    public void Cancelling_stops_the_count()
    {
        Assert.Throws<OperationCanceledException>(() => new OrderStatistics(new Keys(new long[10], 7), new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => new OrderStatistics(new Keys(new long[1_000_000], 7), new CancellationToken(canceled: true)));
    }

    private static bool Agrees(long[] keys, int bits)
    {
        var sorted = keys.Where(key => key != IKeyColumn.Missing).Order().ToArray();
        var statistics = new OrderStatistics(new Keys(keys, bits), CancellationToken.None);
        if (statistics.Count != sorted.Length)
            return false;
        if (sorted.Length == 0)
            return true;
        int[] positions = [0, .. Enumerable.Range(1, 8).Select(k => (int)((sorted.Length - 1L) * k / 9)), sorted.Length - 1, sorted.Length / 2, 0];
        var found = new long[positions.Length];
        statistics.At(positions, found);
        return found.SequenceEqual(positions.Select(position => sorted[position]));
    }

    private sealed class Keys(long[] keys, int bits) : IKeyColumn
    {
        public int Length => keys.Length;

        public int Bits => bits;

        public int Read(int start, int count, Span<long> destination)
        {
            keys.AsSpan(start, count).CopyTo(destination);
            return destination[..count].Count(IKeyColumn.Missing);
        }
    }
}
