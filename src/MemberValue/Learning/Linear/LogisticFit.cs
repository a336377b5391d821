using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>
/// Finds the maximum of a penalised logistic log-likelihood: the choice of columns, the start, Newton's steps, and the status of the last point.
/// </summary>
internal sealed class LogisticFit
{
    private const int SampleRows = 20_000; // a start within about 0.01 of the solution, at 1/50 of the cost of a pass over a million rows
    private const int SampleSteps = 8;
    private const double Independent = 1e-10; // of a column's variance, not explained by the columns before it; rounding of the sums reaches 1e-13
    private const double SmallStep = 1e-7; // Newton's error after such a step is about its square

    private readonly FeatureTable _features;
    private readonly LogisticRows _rows;
    private readonly LogisticOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly List<LogisticDroppedTerm> _dropped = [];
    private readonly FitOrigin _origin;
    private readonly int _used;
    private readonly int _yes;
    private readonly double _yesTotal;
    private readonly double _noTotal;
    private double[] _deviations = [];

    private LogisticFit(FeatureTable features, bool[] labels, double[]? weights, LogisticOptions options, bool isSequential, CancellationToken cancellation)
    {
        (_features, _options, _cancellation) = (features, options, cancellation);
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            if (weight == 0)
                continue;
            _used++;
            if (labels[i])
                (_yes, _yesTotal) = (_yes + 1, _yesTotal + weight * options.YesWeight);
            else
                _noTotal += weight * options.NoWeight;
        }

        var (yesWeight, noWeight) = (options.YesWeight, options.NoWeight);
        if (options.BalanceLabels && _yes > 0 && _yes < _used)
        {
            var half = (_yesTotal + _noTotal) / 2;
            (yesWeight, noWeight) = (yesWeight * (half / _yesTotal), noWeight * (half / _noTotal));
            (_yesTotal, _noTotal) = (half, half);
        }

        _origin = features.Origin(labels, weights, _used, options.InWords(), cancellation);
        _rows = new LogisticRows(features.Arrays, labels, weights, yesWeight, noWeight, isSequential);
    }

    private double Total => _yesTotal + _noTotal;

    public static LogisticModel Run(
        FeatureTable features, bool[] labels, double[]? weights, LogisticOptions options, bool isSequential, CancellationToken cancellation) =>
        new LogisticFit(features, labels, weights, options, isSequential, cancellation).Run();

    private LogisticModel Run()
    {
        if (_used < 2)
            return Nothing(FitStatus.TooFewRows);
        if (_yes == 0 || _yes == _used)
            return Nothing(FitStatus.SingleClass);
        if (Design() is not { } design)
            return Nothing(FitStatus.Failed);
        if (_options.Penalty == 0 && _used < design.Length + 2)
            return Nothing(FitStatus.TooFewRows);

        var steps = new LogisticSteps(_rows, design, _options.Penalty, _cancellation);
        var start = Start(design);
        var (status, iterations) = steps.Climb(start, _options.MaxIterations, SmallStep);
        return Finish(design, steps, status, iterations);
    }

    /// <summary>
    /// The columns that vary and do not repeat others, in the order of the table, missing-value indicators last; null where numbers overflow.
    /// </summary>
    private DesignColumn[]? Design()
    {
        var moments = _rows.Moments(_cancellation);
        var candidates = new List<DesignColumn>();
        for (var j = 0; j < moments.Length; j++)
        {
            var (sum, missing, least, greatest) = moments[j];
            if (!(greatest > least))
                _dropped.Add(new LogisticDroppedTerm(_features.Names[j], false, LogisticDropReason.Constant));
            else
                candidates.Add(new DesignColumn(j, false, sum / (Total - missing), 1 / (greatest - least)));
        }

        for (var j = 0; j < moments.Length; j++)
        {
            if (!(moments[j].MissingWeight > 0))
                continue;
            if (double.IsFinite(moments[j].Least))
                candidates.Add(new DesignColumn(j, true, moments[j].MissingWeight / Total, 1));
            else
                _dropped.Add(new LogisticDroppedTerm(_features.Names[j], true, LogisticDropReason.Constant));
        }

        var gram = _rows.Gram([.. candidates], _cancellation);
        var chosen = new List<int>();
        for (var t = 0; t < candidates.Count; t++)
        {
            var variance = gram[t + 1, t + 1] / Total;
            if (!(variance > 0) || !double.IsFinite(candidates[t].Centre) || !(candidates[t].Scale > 0) || !double.IsFinite(1 / candidates[t].Scale))
                return null;
            if (Unexplained(gram, chosen, t) > Independent)
                chosen.Add(t);
            else
                _dropped.Add(new LogisticDroppedTerm(_features.Names[candidates[t].Feature], candidates[t].IsMissing, LogisticDropReason.Collinear));
        }

        var order = chosen.Select(t => candidates[t] with { Scale = candidates[t].Scale / Math.Sqrt(gram[t + 1, t + 1] / Total) }).ToArray();
        _deviations = [.. order.Select(column => 1 / column.Scale)];
        return order;
    }

    /// <summary>The share of a column's variance that the chosen ones before it leave: the last pivot of their correlations' Cholesky factor.</summary>
    private static double Unexplained(double[,] gram, List<int> chosen, int t)
    {
        var n = chosen.Count;
        if (n == 0)
            return 1;
        var correlations = new double[n, n];
        var own = new double[n];
        for (var i = 0; i < n; i++)
        {
            own[i] = Correlation(gram, chosen[i], t);
            for (var j = 0; j <= i; j++)
                correlations[i, j] = correlations[j, i] = Correlation(gram, chosen[i], chosen[j]);
        }

        var weights = new double[n];
        if (!SymmetricMatrix.TrySolve(correlations, own, weights))
            return 0;
        var left = 1.0;
        for (var i = 0; i < n; i++)
            left -= weights[i] * own[i];
        return left;
    }

    private static double Correlation(double[,] gram, int i, int j) =>
        gram[i + 1, j + 1] / (Math.Sqrt(gram[i + 1, i + 1]) * Math.Sqrt(gram[j + 1, j + 1]));

    /// <summary>The share of yes alone, improved by a few steps on a sample of the rows where there are many.</summary>
    private double[] Start(DesignColumn[] design)
    {
        var start = new double[design.Length + 1];
        start[0] = Math.Log(_yesTotal / _noTotal);
        if (_rows.Count < 4 * SampleRows)
            return start;
        var stride = _rows.Count / SampleRows;
        var rows = new int[_rows.Count / stride];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i * stride;
        var sample = _rows.Sample(_features.Rows(rows).Arrays, rows);
        var steps = new LogisticSteps(sample, design, _options.Penalty * rows.Length / _rows.Count + 0.01, _cancellation);
        var (status, _) = steps.Climb(start, SampleSteps, 1e-3);
        // A sample with a single label, or with separated ones, gives a start far away.
        return status == FitStatus.Converged && steps.Beta.All(value => Math.Abs(value) < 20) ? steps.Beta : start;
    }

    private LogisticModel Finish(DesignColumn[] design, LogisticSteps steps, FitStatus status, int iterations)
    {
        double[,]? covariance = null;
        if (status == FitStatus.Converged && SymmetricMatrix.TryInverse(steps.Information, out var inverse))
            covariance = inverse;
        else if (status == FitStatus.Converged)
            status = FitStatus.Failed;

        var terms = new LogisticTerm[design.Length];
        var toIntercept = new double[design.Length + 1];
        toIntercept[0] = 1;
        for (var t = 0; t < terms.Length; t++)
        {
            toIntercept[t + 1] = -design[t].Centre * design[t].Scale;
            terms[t] = new LogisticTerm
            {
                Feature = _features.Names[design[t].Feature],
                IsMissingIndicator = design[t].IsMissing,
                Column = design[t].Feature,
                Coefficient = steps.Beta[t + 1] * design[t].Scale,
                StandardError = covariance is null ? double.NaN : Math.Sqrt(covariance[t + 1, t + 1]) * design[t].Scale,
                Mean = design[t].Centre,
                StandardDeviation = _deviations[t],
            };
        }

        var variance = covariance is null ? double.NaN : SymmetricQuadratic(covariance, toIntercept);
        return new LogisticModel(
            [.. _features.Names], terms, steps.Beta[0], Math.Sqrt(variance), Report(status, iterations) with
            {
                LogLikelihood = steps.LogLikelihood,
                GradientNorm = steps.Slope / Total,
            },
            _origin)
        {
            Encodings = _features.Encodings,
        };
    }

    private static double SymmetricQuadratic(double[,] matrix, double[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++)
                sum += vector[i] * matrix[i, j] * vector[j];
        }

        return sum;
    }

    private LogisticModel Nothing(FitStatus status) => new(
        [.. _features.Names], [], double.NaN, double.NaN,
        Report(status, 0) with { LogLikelihood = double.NaN, NullLogLikelihood = double.NaN, GradientNorm = double.NaN },
        _origin);

    private LogisticFitReport Report(FitStatus status, int iterations) => new()
    {
        Status = status,
        Iterations = iterations,
        NullLogLikelihood = _yesTotal * Math.Log(_yesTotal / Total) + _noTotal * Math.Log(_noTotal / Total),
        Rows = _used,
        YesRows = _yes,
        TotalWeight = Total,
        Penalty = _options.Penalty,
        Dropped = [.. _dropped],
    };
}
