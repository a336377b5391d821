using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>Creates chains, from counts or from probabilities.</summary>
public static class MarkovChain
{
    /// <summary>
    /// How far from one the probabilities of a given row may add; the row is then scaled to add to one. Enough for a matrix written with ten decimals.
    /// </summary>
    private const double RowTolerance = 1e-8;

    /// <summary>Creates the chain of counted moves.</summary>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="migration">The counts; pooling several pairs of evenly spaced dates makes it more precise. One period of the chain is the time between
    /// two dates.</param>
    /// <param name="options">When to warn; null for the defaults.</param>
    /// <returns>The chain: each row's shares as probabilities, leavers as a state outside the labels from which no one returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="migration"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MarkovChain<TLabel> From<TLabel>(LabelMigration<TLabel> migration, MarkovChainOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(migration);
        var thin = (options ?? new MarkovChainOptions()).CheckedThinRow();
        var labels = migration.Set;
        var n = labels.Count;
        var (moves, leaving, observed, arrivals) = (new double[n, n], new double[n], new bool[n], new double[n]);
        var warnings = new List<MarkovWarning<TLabel>>();
        for (var row = 0; row < n; row++)
        {
            var label = labels.Labels[row];
            var total = migration.EarlierCount(label);
            observed[row] = total > 0;
            arrivals[row] = (double)migration.EntrantCount(label) / migration.Pairs;
            if (total == 0)
                warnings.Add(new MarkovWarning<TLabel>(MarkovWarningKind.UnobservedRow, label, 0, thin));
            else if (total < thin)
                warnings.Add(new MarkovWarning<TLabel>(MarkovWarningKind.ThinRow, label, total, thin));
            if (total == 0)
                continue;
            for (var column = 0; column < n; column++)
                moves[row, column] = (double)migration.Count(label, labels.Labels[column]) / total;
            leaving[row] = (double)migration.LeaverCount(label) / total;
        }

        return new MarkovChain<TLabel>(labels, moves, leaving, observed, arrivals, [.. warnings]);
    }

    /// <summary>Creates a chain of given probabilities.</summary>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="labels">All labels, each once, 1 to 1,024.</param>
    /// <param name="probabilities">One row per label, each adding to 1 within 1e-8 (it is scaled to add to 1): element [i, j] is the probability that a
    /// member with label i has label j a period later. A further last column, where there is one, is the probability of leaving for good.</param>
    /// <param name="comparer">When labels are equal; null for the type's own equality.</param>
    /// <returns>The chain; it has no warnings and no arrivals.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> or <paramref name="probabilities"/> is null.</exception>
    /// <exception cref="ArgumentException">Labels are wrong, the matrix has another shape, a probability is negative or not a number, or a row
    /// does not add to 1; the message names the row and its sum.</exception>
    public static MarkovChain<TLabel> FromMatrix<TLabel>(IReadOnlyList<TLabel> labels, double[,] probabilities, IEqualityComparer<TLabel>? comparer = null)
    {
        var set = new LabelSet<TLabel>(labels, comparer);
        ArgumentNullException.ThrowIfNull(probabilities);
        var n = set.Count;
        var columns = probabilities.GetLength(1);
        if (probabilities.GetLength(0) != n || (columns != n && columns != n + 1))
        {
            throw Error.Argument(
                $"The matrix is {probabilities.GetLength(0)} by {columns} and must be {n} by {n}, or {n} by {n + 1} with leaving as the last column.",
                nameof(probabilities));
        }

        var (moves, leaving) = (new double[n, n], new double[n]);
        for (var row = 0; row < n; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < columns; column++)
            {
                var probability = probabilities[row, column];
                if (!(probability >= 0))
                {
                    throw Error.Argument(
                        $"The row of {LabelText.Of(set.Labels[row])} has the probability {probability} in column {column}; it must be 0 to 1.",
                        nameof(probabilities));
                }

                sum += probability;
            }

            if (!(Math.Abs(sum - 1) <= RowTolerance))
                throw Error.Argument($"The row of {LabelText.Of(set.Labels[row])} adds to {sum:R} and must add to 1.", nameof(probabilities));
            for (var column = 0; column < n; column++)
                moves[row, column] = probabilities[row, column] / sum;
            leaving[row] = columns > n ? probabilities[row, n] / sum : 0;
        }

        return new MarkovChain<TLabel>(set, moves, leaving, Enumerable.Repeat(true, n).ToArray(), new double[n], []);
    }
}
