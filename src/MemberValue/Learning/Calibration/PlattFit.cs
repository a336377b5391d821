namespace MemberValue.Learning;

/// <summary>The fit of Platt's curve, in scores shifted and scaled to about -1 to 1.</summary>
internal sealed class PlattFit(double[] scores, bool[] labels, double[] weights, CalibrationRows rows)
{
    private readonly double _yesTarget = (rows.YesWeight + 1) / (rows.YesWeight + 2);
    private readonly double _noTarget = 1 / (rows.NoWeight + 2);

    /// <summary>The log-odds of the mean target: the curve where all scores are equal.</summary>
    public double Level()
    {
        var mean = (rows.YesWeight * _yesTarget + rows.NoWeight * _noTarget) / (rows.YesWeight + rows.NoWeight);
        return Math.Log(mean / (1 - mean));
    }

    /// <summary>Slope and intercept of the largest likelihood of the targets.</summary>
    public (double Slope, double Intercept) Run()
    {
        var middle = rows.Least / 2 + rows.Greatest / 2;
        var half = rows.Greatest / 2 - rows.Least / 2;
        var (a, b) = (0.0, Level());
        var at = Sums(a, b, middle, half);
        for (var iteration = 0; iteration < 200; iteration++)
        {
            // A tiny addition to the diagonal, as in Lin, Lin and Weng, keeps the two equations solvable; it does not change the solution.
            var (haa, hbb) = (at.Haa * (1 + 1e-12), at.Hbb * (1 + 1e-12));
            var determinant = haa * hbb - at.Hab * at.Hab;
            if (!(determinant > 0))
                break;
            var da = (hbb * at.Ga - at.Hab * at.Gb) / determinant;
            var db = (haa * at.Gb - at.Hab * at.Ga) / determinant;
            var isSmall = Math.Abs(da) <= 1e-9 * (1 + Math.Abs(a)) && Math.Abs(db) <= 1e-9 * (1 + Math.Abs(b));
            var factor = 1.0;
            var next = Sums(a + da, b + db, middle, half);
            for (var halving = 0; !isSmall && halving < 60 && !(next.Value >= at.Value - 1e-13 * Math.Abs(at.Value)); halving++)
            {
                factor /= 2;
                next = Sums(a + factor * da, b + factor * db, middle, half);
            }

            (a, b, at) = (a + factor * da, b + factor * db, next);
            if (isSmall)
                break;
        }

        return (a / half, b - a * (middle / half));
    }

    private (double Value, double Ga, double Gb, double Haa, double Hab, double Hbb) Sums(double a, double b, double middle, double half)
    {
        var (value, ga, gb, haa, hab, hbb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.Length == 0 ? 1 : weights[i];
            if (weight == 0)
                continue;
            var u = (scores[i] - middle) / half;
            var target = labels[i] ? _yesTarget : _noTarget;
            var eta = a * u + b;
            var e = Math.Exp(-Math.Abs(eta));
            var p = (eta < 0 ? e : 1) / (1 + e);
            var slope = weight * (target - p);
            var bend = weight * (e / ((1 + e) * (1 + e)));
            value += weight * (target * eta - Math.Max(eta, 0) - Math.Log(1 + e));
            ga += slope * u;
            gb += slope;
            haa += bend * u * u;
            hab += bend * u;
            hbb += bend;
        }

        return (value, ga, gb, haa, hab, hbb);
    }
}
