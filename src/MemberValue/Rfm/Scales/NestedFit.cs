using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>Learns the cut points of the groups of a nested scale.</summary>
internal static class NestedFit
{
    public static NestedCuts Fit(
        RfmInputs inputs, RfmLevels levels, double[] recency, double[] frequency, double[] monetary, CancellationToken cancellationToken)
    {
        var pairs = levels.Recency * levels.Frequency;
        var levelOfR = new byte[inputs.Count];
        for (var row = 0; row < inputs.Count; row++)
        {
            RowChunks.Listen(row, cancellationToken);
            if (inputs.IsScorable(row))
                levelOfR[row] = (byte)(levels.Recency - RfmScale.Below(recency, inputs.Recency(row), orEqual: false));
        }

        var emptyR = new bool[levels.Recency];
        var frequencies = Within(
            levels.Recency, levels.Frequency, row => levelOfR[row] - 1, inputs.Frequency, inputs.Count, _ => frequency, emptyR, cancellationToken);
        var monetariesOfR = Within(
            levels.Recency, levels.Monetary, row => levelOfR[row] - 1, inputs.Monetary, inputs.Count, _ => monetary, emptyR, cancellationToken);

        var emptyRF = new bool[pairs];
        int Pair(int row)
        {
            if (levelOfR[row] == 0)
                return -1;
            var r = levelOfR[row] - 1;
            return r * levels.Frequency + RfmScale.Below(frequencies[r], inputs.Frequency(row), orEqual: false);
        }

        var monetaries = Within(
            pairs, levels.Monetary, Pair, inputs.Monetary, inputs.Count, pair => monetariesOfR[pair / levels.Frequency], emptyRF, cancellationToken);
        return new NestedCuts(frequencies, monetaries, emptyR, emptyRF);
    }

    /// <summary>Quantiles of a value within each group; an empty group takes its parent's.</summary>
    private static double[][] Within(
        int groups, int levels, Func<int, int> groupOf, Func<int, double> valueOf, int rows, Func<int, double[]> parentOf, bool[] empty,
        CancellationToken cancellationToken)
    {
        var starts = new int[groups + 1];
        for (var row = 0; row < rows; row++)
        {
            RowChunks.Listen(row, cancellationToken);
            if (groupOf(row) is >= 0 and var group)
                starts[group + 1]++;
        }

        for (var group = 0; group < groups; group++)
            starts[group + 1] += starts[group];
        var values = new double[starts[groups]];
        var next = starts.AsSpan(0, groups).ToArray();
        for (var row = 0; row < rows; row++)
        {
            RowChunks.Listen(row, cancellationToken);
            if (groupOf(row) is >= 0 and var group)
                values[next[group]++] = valueOf(row);
        }

        var cuts = new double[groups][];
        for (var group = 0; group < groups; group++)
        {
            var mine = values.AsSpan(starts[group]..starts[group + 1]);
            RadixSort.Sort(mine, cancellationToken);
            empty[group] = mine.IsEmpty;
            cuts[group] = mine.IsEmpty ? parentOf(group) : Type7.Cuts(mine, levels);
        }

        return cuts;
    }
}
