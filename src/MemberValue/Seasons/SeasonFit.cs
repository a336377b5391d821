using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Seasons;

/// <summary>
/// The fit of a seasonal index: purchases of a day are Poisson with the mean active members x level x trend x factors of the day. The logarithm of the trend
/// is a straight line within each whole year of the log, so that a base whose members buy more, or less, from year to year has no season from it.
/// </summary>
/// <remarks>
/// Each factor has a prior of some purchases at the average, which makes all of them identifiable without a reference; the mean of a part is 1 afterwards.
/// The likelihood is concave: Newton's method with halved steps.
/// </remarks>
internal sealed class SeasonFit
{
    private const int MostSteps = 100;

    private readonly List<(int Index, double Value)[]> _rows = []; // the columns of a day that are not 0
    private readonly List<(long Purchases, double LogActive)> _days = [];
    private readonly double _prior;
    private readonly int _fixed; // the level and the slopes, which have no prior
    private readonly int _count;

    private SeasonFit(int slopes, int factors, double prior) => (_fixed, _count, _prior) = (1 + slopes, 1 + slopes + factors, prior);

    public required double[] Estimates { get; set; }

    public double[,] Covariance { get; private set; } = new double[0, 0];

    public FitStatus Status { get; private set; } = FitStatus.Fitted;

    /// <summary>Purchases by factor.</summary>
    public required long[] Purchases { get; init; }

    public required bool[] IsSeen { get; init; }

    public int Rows => _days.Count;

    /// <summary>The logarithm of a factor.</summary>
    public double LogOf(int factor) => Estimates[_fixed + factor];

    /// <summary>The variance of a sum of logarithms, each times a weight.</summary>
    public double VarianceOf(int first, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < weights.Length; j++)
                sum += weights[i] * weights[j] * Covariance[_fixed + first + i, _fixed + first + j];
        }

        return Math.Max(sum, 0);
    }

    /// <param name="daily">The counts.</param>
    /// <param name="factorsOf">The places of a day's factors.</param>
    /// <param name="factors">How many factors there are.</param>
    /// <param name="hasYear">Whether some come again every year.</param>
    /// <param name="prior">The prior purchases of a factor.</param>
    public static SeasonFit Fit(DailyPurchases daily, Func<DateOnly, int[]> factorsOf, int factors, bool hasYear, double prior)
    {
        var years = daily.Days / 365.25;
        var slopes = hasYear && daily.Days < 365 ? 0 : Math.Max(1, (int)Math.Round(years - 0.25));
        var fit = new SeasonFit(slopes, factors, prior)
        {
            Estimates = new double[1 + slopes + factors],
            Purchases = new long[factors],
            IsSeen = new bool[factors],
        };
        for (var day = 0; day < daily.Days; day++)
        {
            if (daily.Active[day] == 0)
                continue;
            var row = new List<(int, double)> { (0, 1) };
            for (var slope = 0; slope < slopes; slope++)
            {
                var along = Math.Clamp(day / 365.25 - slope, 0, slope == slopes - 1 ? double.MaxValue : 1);
                if (along > 0)
                    row.Add((1 + slope, along));
            }

            foreach (var factor in factorsOf(daily.FirstDay.AddDays(day)))
            {
                row.Add((fit._fixed + factor, 1));
                fit.Purchases[factor] += daily.Purchases[day];
                fit.IsSeen[factor] = true;
            }

            fit._rows.Add([.. row]);
            fit._days.Add((daily.Purchases[day], Math.Log(daily.Active[day])));
        }

        fit.Climb();
        return fit;
    }

    private void Climb()
    {
        var total = _days.Sum(day => day.Purchases);
        if (total == 0)
        {
            Status = FitStatus.NoData;
            return;
        }

        Estimates[0] = Math.Log(total / _days.Sum(day => Math.Exp(day.LogActive)));
        var best = Value(Estimates);
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, information) = Slopes(Estimates);
            var move = new double[_count];
            if (!SymmetricMatrix.TrySolve(information, gradient, move))
            {
                Status = FitStatus.NotIdentified;
                return;
            }

            var gain = 0.0;
            for (var j = 0; j < _count; j++)
                gain += move[j] * gradient[j];
            if (gain <= 1e-12 * total) // half of it is what is left to gain
            {
                Estimates = [.. Estimates.Select((value, j) => value + move[j])]; // what is left, to rounding
                Finish(information);
                return;
            }

            var (share, next) = (1.0, best);
            double[] tried;
            do
            {
                tried = [.. Estimates.Select((value, j) => value + share * move[j])];
                next = Value(tried);
                share /= 2;
            }
            while (!(next >= best) && share > 1e-10);
            if (!(next >= best))
                break;
            (Estimates, best) = (tried, next);
        }

        Status = FitStatus.Failed;
    }

    private double Value(double[] at)
    {
        var sum = new CompensatedSum();
        for (var i = 0; i < _rows.Count; i++)
        {
            var log = LogMean(i, at);
            sum.Add(_days[i].Purchases * log - Math.Exp(log));
        }

        for (var j = _fixed; j < _count; j++)
            sum.Add(_prior * (at[j] - Math.Exp(at[j])));
        return sum.Value;
    }

    private double LogMean(int row, double[] at)
    {
        var log = _days[row].LogActive;
        foreach (var (index, value) in _rows[row])
            log += value * at[index];
        return log;
    }

    private (double[] Gradient, double[,] Information) Slopes(double[] at)
    {
        var (gradient, information) = (new double[_count], new double[_count, _count]);
        for (var i = 0; i < _rows.Count; i++)
        {
            var mean = Math.Exp(LogMean(i, at));
            foreach (var (index, value) in _rows[i])
            {
                gradient[index] += value * (_days[i].Purchases - mean);
                foreach (var (other, otherValue) in _rows[i])
                    information[index, other] += value * otherValue * mean;
            }
        }

        for (var j = _fixed; j < _count; j++)
        {
            gradient[j] += _prior * (1 - Math.Exp(at[j]));
            information[j, j] += _prior * Math.Exp(at[j]);
        }

        return (gradient, information);
    }

    /// <summary>The covariance, widened where days or whole months differ from their means by more than chance.</summary>
    private void Finish(double[,] information)
    {
        if (!SymmetricMatrix.TryInverse(information, out var inverse))
        {
            Status = FitStatus.NotIdentified;
            return;
        }

        var spread = Math.Max(1, Math.Max(Spread(1), Spread(30)));
        Covariance = new double[_count, _count];
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
                Covariance[i, j] = spread * inverse[i, j];
        }
    }

    /// <summary>Pearson's chi-square per degree of freedom over stretches of some days; 1 where there are too few of them.</summary>
    private double Spread(int days)
    {
        var (sum, stretches) = (0.0, 0);
        for (var start = 0; start < _rows.Count; start += days)
        {
            var (seen, mean) = (0L, 0.0);
            for (var i = start; i < Math.Min(start + days, _rows.Count); i++)
            {
                seen += _days[i].Purchases;
                mean += Math.Exp(LogMean(i, Estimates));
            }

            sum += mean > 0 ? (seen - mean) * (seen - mean) / mean : 0;
            stretches++;
        }

        var free = stretches - Math.Min(_count, days == 1 ? _count : _fixed + 11);
        return free >= 4 ? sum / free : 1;
    }
}
