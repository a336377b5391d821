namespace MemberValue.Metrics;

/// <summary>How many rows each fold has while groups are assigned, and which fold the next group unbalances least.</summary>
internal sealed class FoldBalance
{
    private readonly long[] _positives;
    private readonly long[] _negatives;
    private readonly double _perPositive;
    private readonly double _perNegative;

    public FoldBalance(int folds, int[] positives, int[] negatives)
    {
        (_positives, _negatives) = (new long[folds], new long[folds]);
        double yes = Math.Max(1, positives.Sum(count => (long)count)), no = Math.Max(1, negatives.Sum(count => (long)count));
        (_perPositive, _perNegative) = (1 / (yes * yes), 1 / (no * no));
    }

    public int Place(int positives, int negatives)
    {
        var best = 0;
        var (bestCost, bestRows) = (double.PositiveInfinity, long.MaxValue);
        for (var fold = 0; fold < _positives.Length; fold++)
        {
            // (rows + new)² - rows²
            var cost = (double)positives * (2 * _positives[fold] + positives) * _perPositive
                + (double)negatives * (2 * _negatives[fold] + negatives) * _perNegative;
            var rows = _positives[fold] + _negatives[fold];
            if (cost < bestCost || (cost == bestCost && rows < bestRows))
                (best, bestCost, bestRows) = (fold, cost, rows);
        }

        _positives[best] += positives;
        _negatives[best] += negatives;
        return best;
    }
}
