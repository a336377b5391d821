using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Metrics;

namespace MemberValue.Churn;

/// <summary>
/// Rules, probabilities of a model and learned classifiers on the same members and horizon: every method is judged by what came after an origin, and learns
/// only from labels that were known at that origin. Immutable.
/// </summary>
public sealed class ChurnComparison
{
    private ChurnComparison(IReadOnlyList<ChurnComparisonOrigin> origins, BinaryComparison pooled) => (Origins, Pooled) = (origins, pooled);

    /// <summary>The test origins, one by one.</summary>
    public IReadOnlyList<ChurnComparisonOrigin> Origins { get; }

    /// <summary>
    /// All test rows together. A member who takes part at several origins counts once for each, so these standard errors are too small; those of a single
    /// origin are right.
    /// </summary>
    public BinaryComparison Pooled { get; }

    /// <summary>Compares methods by rolling origins.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="data">The members at a series of origins.</param>
    /// <param name="methods">The methods, at least one, each with a name of its own.</param>
    /// <param name="baseline">The name of the method to compare with; null for the first.</param>
    /// <param name="options">Bins and bands of the evaluation; null for the defaults.</param>
    /// <param name="mostTrainingOrigins">The most training origins of a split, the latest ones; null for all.</param>
    /// <param name="cancellationToken">Stops the work between two methods.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> or <paramref name="methods"/> is null.</exception>
    /// <exception cref="ArgumentException">No method, a name that is given twice, a column that the data set lacks, predictions that cannot be judged (NaN;
    /// the message names the method), no origin whose training labels were known before it, or a method's classifier was fitted to another
    /// label or horizon than the data set has; the message names both.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostTrainingOrigins"/> is below 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ChurnComparison Of<TKey>(
        ChurnDataset<TKey> data, IReadOnlyList<ChurnMethod> methods, string? baseline = null, BinaryEvaluationOptions? options = null,
        int? mostTrainingOrigins = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(methods);
        var origins = new List<ChurnComparisonOrigin>();
        var labels = new List<bool>();
        var predictions = methods.Select(_ => new List<double>()).ToArray();
        foreach (var split in data.RollingOrigins(mostTrainingOrigins))
        {
            var (training, test) = (data.At(split.Training), data.At(split.Test));
            if (training.Count == 0 || test.Count == 0)
                continue;
            var named = new NamedPredictions[methods.Count];
            var classifiers = new IBinaryClassifier?[methods.Count];
            for (var k = 0; k < named.Length; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                classifiers[k] = methods[k].Fit(training.Features, training.Labels.ToArray());
                named[k] = new NamedPredictions(methods[k].Name, methods[k].Predict(test.Features, classifiers[k]));
                predictions[k].AddRange(named[k].Predictions.Span);
            }

            labels.AddRange(test.Labels);
            origins.Add(new ChurnComparisonOrigin(
                split, training.Count, BinaryComparison.Of(test.Labels, named, baseline, options), Array.AsReadOnly(classifiers)));
        }

        if (origins.Count == 0)
        {
            throw Error.Argument(
                $"No origin has rows before it whose labels, {data.HorizonDays} days long, were known by then: take origins further apart than that.",
                nameof(data));
        }

        var all = methods.Select((method, k) => new NamedPredictions(method.Name, predictions[k].ToArray())).ToArray();
        return new ChurnComparison(origins.AsReadOnly(), BinaryComparison.Of(labels.ToArray(), all, baseline, options));
    }

    /// <summary>The pooled comparison as a table.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Pooled.ToString();
}
