using System.Collections.Concurrent;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>The bootstrap samples of a forest: how often a tree's sample has each row while it is grown, and afterwards, one bit per row, whether it has
/// it.</summary>
internal sealed class ForestBags(TreeRows rows, long seed, int trees)
{
    private readonly ulong[][] _held = new ulong[trees][];
    private readonly int[]? _drawable = rows.Weights is null ? null : [.. Enumerable.Range(0, rows.Labels.Length).Where(i => rows.WeightOf(i) > 0)];
    private readonly ConcurrentBag<byte[]> _spare = [];

    public long Seed { get; } = seed;

    /// <summary>Draws as many rows of a weight above 0 as there are, with replacement.</summary>
    public byte[] Draw(int tree, ref CounterRandom random, CancellationToken cancellationToken)
    {
        if (!_spare.TryTake(out var times))
            times = new byte[rows.Labels.Length];
        Array.Clear(times);
        for (var k = 0; k < rows.Count; k++)
        {
            RowChunks.Listen(k, cancellationToken);
            var drawn = random.Below(rows.Count);
            var row = _drawable is null ? drawn : _drawable[drawn];
            if (times[row] < byte.MaxValue) // 255 times: a probability below 1e-500 in a table of more rows than that
                times[row]++;
        }

        var held = new ulong[(times.Length + 63) / 64];
        for (var i = 0; i < times.Length; i++)
            held[i >> 6] |= (times[i] > 0 ? 1UL : 0) << i;
        _held[tree] = held;
        return times;
    }

    public void Return(byte[] times) => _spare.Add(times);

    public bool Holds(int tree, int row) => (_held[tree][row >> 6] >> row & 1) != 0;
}
