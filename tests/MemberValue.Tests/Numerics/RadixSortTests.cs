using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class RadixSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(64)]
    public void Keys_are_sorted_as_the_framework_sorts_them(int bits) => Law.Holds(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var keys = new ulong[random.Next(0, 6_000)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);
        ulong[] expected = [.. keys.Order()];
        RadixSort.Sort(keys, bits);
        return keys.AsSpan().SequenceEqual(expected);
    }, runs: 30);

    [Theory]
    [InlineData(11)]
    [InlineData(40)]
    [InlineData(64)]
    public void Items_move_with_their_keys(int bits) => Law.Holds(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var keys = new ulong[random.Next(0, 6_000)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);
        var (before, items) = ((ulong[])keys.Clone(), Enumerable.Range(0, keys.Length).ToArray());
        RadixSort.Sort(keys, items, bits);
        return keys.SequenceEqual(before.Order()) && items.Order().SequenceEqual(Enumerable.Range(0, keys.Length))
            && items.Select(item => before[item]).SequenceEqual(keys);
    }, runs: 30);
}
