using MemberValue.Numerics;

namespace MemberValue.Metrics;

public sealed partial class MarkovChain<TLabel>
{
    /// <summary>The expected discounted value of a member with each label over a horizon.</summary>
    /// <param name="rewards">R: what a period in each label brings (contribution less cost; may be below 0), in the order of <see cref="Labels"/>.</param>
    /// <param name="discountRatePerPeriod">d, finite and 0 or more: a reward t periods ahead is worth (1 + d)^-t of one now.</param>
    /// <param name="horizon">T, the last period that counts, 0 (now alone) to 100,000.</param>
    /// <returns>V(T) = the sum over t = 0 to T of (P / (1 + d))^t R, a value per label, in the rewards' unit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rewards"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one reward per label, or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discountRatePerPeriod"/> or <paramref name="horizon"/> is out of range.</exception>
    /// <remarks>
    /// A reward falls at the beginning of its period, and that of period 0 is included: for rewards at the end of each period divide by 1 + d.
    /// The reward goes with the label held in the period, so a label reached T periods from now still counts, and T + 1 rewards do. A label from
    /// which an unobserved row is reached within the horizon has no value; asking for it is an error. [Pfeifer and Carraway 2000]
    /// </remarks>
    public LabelValues<TLabel> Value(IReadOnlyList<double> rewards, double discountRatePerPeriod, int horizon)
    {
        CheckNumbers(rewards, nameof(rewards), mustNotBeNegative: false);
        CheckRate(discountRatePerPeriod, zeroAllowed: true);
        CheckPeriods(horizon, nameof(horizon));
        var n = _labels.Count;
        double[] value = [.. rewards];
        var next = new double[n];
        for (var period = 0; period < horizon; period++)
        {
            for (var row = 0; row < n; row++)
            {
                var later = 0.0;
                for (var column = 0; column < n; column++)
                    later += _moves[row, column] * value[column];
                next[row] = rewards[row] + later / (1 + discountRatePerPeriod);
            }

            (value, next) = (next, value);
        }

        return Blocked(value, BlockedBy(horizon));
    }

    /// <summary>The expected discounted value of a member with each label without a horizon.</summary>
    /// <param name="rewards">R: what a period in each label brings (contribution less cost; may be below 0), in the order of <see cref="Labels"/>.</param>
    /// <param name="discountRatePerPeriod">d, finite and above 0: a reward t periods ahead is worth (1 + d)^-t of one now.</param>
    /// <returns>V = (I - P / (1 + d))^-1 R, a value per label, in the rewards' unit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rewards"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one reward per label, or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discountRatePerPeriod"/> is not finite or not above 0.</exception>
    /// <remarks>
    /// A reward falls at the beginning of its period, and that of period 0 is included: for rewards at the end of each period divide by 1 + d.
    /// A label from which an unobserved row is ever reached has no value; asking for it is an error. [Pfeifer and Carraway 2000] Cost: labels
    /// cubed. Relative error below 1e-13 for rewards of one sign at any d; where rewards of both signs nearly cancel, that of the sum of their absolute
    /// values.
    /// </remarks>
    public LabelValues<TLabel> Value(IReadOnlyList<double> rewards, double discountRatePerPeriod)
    {
        CheckNumbers(rewards, nameof(rewards), mustNotBeNegative: false);
        CheckRate(discountRatePerPeriod, zeroAllowed: false);
        var blocks = BlockedBy(int.MaxValue);
        var known = Enumerable.Range(0, _labels.Count).Where(label => blocks[label] < 0).ToArray();
        var some = Array.ConvertAll(known, label => rewards[label] * (1 + discountRatePerPeriod));
        System(known, discountRatePerPeriod).Solve(some);
        var value = new double[_labels.Count];
        for (var i = 0; i < known.Length; i++)
            value[known[i]] = some[i];
        return Blocked(value, blocks);
    }

    /// <summary>(1 + d) I - P over labels that lead to no others; its rows add to d and the probability of leaving.</summary>
    private ChainSystem System(int[] known, double rate)
    {
        var moves = new double[known.Length, known.Length];
        var slack = new double[known.Length];
        for (var i = 0; i < known.Length; i++)
        {
            slack[i] = rate + _leaving[known[i]];
            for (var j = 0; j < known.Length; j++)
                moves[i, j] = _moves[known[i], known[j]];
        }

        return new ChainSystem(moves, slack);
    }

    private LabelValues<TLabel> Blocked(double[] value, int[] blocks)
    {
        for (var label = 0; label < value.Length; label++)
            value[label] = blocks[label] < 0 ? value[label] : double.NaN;
        return new LabelValues<TLabel>(_labels, value, blocks);
    }

    private void CheckStart(IReadOnlyList<double> start, int periods)
    {
        var blocks = BlockedBy(periods);
        for (var label = 0; label < blocks.Length; label++)
        {
            if (start[label] > 0 && blocks[label] >= 0)
                throw new InvalidOperationException(LabelValues<TLabel>.NeedsRow(Labels[label], Labels[blocks[label]]));
        }
    }

    /// <summary>For each label, the nearest unobserved label whose row a forecast of some periods from it needs; -1 for none.</summary>
    private int[] BlockedBy(int periods)
    {
        var blockedBy = new int[_labels.Count];
        Array.Fill(blockedBy, -1);
        if (periods <= 0)
            return blockedBy;
        for (var label = 0; label < blockedBy.Length; label++)
            blockedBy[label] = _observed[label] ? -1 : label;
        var found = true;
        for (var steps = 1; steps < periods && found; steps++)
        {
            found = false;
            var before = (int[])blockedBy.Clone();
            for (var row = 0; row < before.Length; row++)
            {
                for (var column = 0; column < before.Length && blockedBy[row] < 0; column++)
                {
                    if (_moves[row, column] > 0 && before[column] >= 0)
                        (blockedBy[row], found) = (before[column], true);
                }
            }
        }

        return blockedBy;
    }
}
