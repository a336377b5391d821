namespace MemberValue.Estimation;

/// <summary>
/// One climb: a trust-region method whose second derivatives start from difference quotients and are updated by the symmetric rank-one formula (Nocedal and
/// Wright 2006, Numerical Optimization, algorithm 6.2), which, unlike BFGS, follows curvature of either sign. A point that cannot be evaluated only shortens
/// the step.
/// </summary>
internal sealed class Climb(Objective objective, FitPoint start, double[,] information, double tolerance)
{
    private const double MostRadius = 8;

    private double _radius = 1;
    private int _slow;
    private int _futile;
    private int _idle;
    private double _height = start.Value;
    private double _leastSlope = double.PositiveInfinity;

    /// <summary>The best point so far.</summary>
    public FitPoint Point { get; private set; } = start;

    /// <summary>The approximate information at the point.</summary>
    public double[,] Information { get; private set; } = information;

    /// <summary>Steps tried.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether no step improves any further: the slope is within the tolerance or below rounding.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The point at which the climb started to run towards a limit, or null.</summary>
    public FitPoint? Departure { get; private set; }

    /// <summary>Whether it may try long steps towards a limit.</summary>
    public bool CanWalk { get; init; } = true;

    /// <summary>Climbs until done, or until <paramref name="most"/> steps were tried in all.</summary>
    public void Run(int most)
    {
        while (!IsDone && Iterations < most)
            Next();
    }

    /// <summary>Tries one step.</summary>
    public void Next()
    {
        var slope = objective.Slope(Point);
        if (slope <= tolerance)
        {
            IsDone = true;
            return;
        }

        // Neither higher nor flatter for several steps: what remains is rounding.
        var isBetter = Point.Value > _height + 1e-12 * Math.Max(1, Math.Abs(_height)) || slope < 0.7 * _leastSlope;
        _idle = isBetter ? 0 : _idle + 1;
        if (isBetter)
            (_height, _leastSlope) = (Math.Max(_height, Point.Value), Math.Min(slope, _leastSlope));
        if (_idle is 10 or 15)
            Refresh();
        else if (_idle > 20)
            IsDone = true;
        if (IsDone)
            return;

        Iterations++;
        objective.Tell(Point);
        if (_slow >= 2 && CanWalk && Walk())
            return;
        var step = TrustRegion.Step(objective, Point, Information, _radius);
        var length = Math.Sqrt(SmallSymmetric.Dot(step, step));
        var gain = TrustRegion.Gain(Point.Gradient, Information, step);
        if (!(length > 0) || !(gain > 0))
        {
            Futile();
            return;
        }

        var trial = objective.Along(Point.X, step, 1);
        if (trial is null)
        {
            _radius = length / 4;
            if (length < 1e-12)
                Futile();
            return;
        }

        Learn(step, trial);

        // Near the optimum the difference of two values is rounding; the slopes still give it, exact to third order.
        var actual = gain < 1e-9 * Math.Max(1, Math.Abs(Point.Value))
            ? (SmallSymmetric.Dot(step, Point.Gradient) + SmallSymmetric.Dot(step, trial.Gradient)) / 2
            : trial.Value - Point.Value;
        var ratio = actual / gain;
        if (!(ratio >= 0.25))
            _radius = length / 4;
        else if (ratio > 0.75 && length > 0.8 * _radius)
            _radius = Math.Min(MostRadius, 2 * _radius);

        if (ratio > 1e-4)
        {
            // Towards an asymptote each step leaves a fixed part of the slope (1/e for an exponential), and no step is short.
            var left = SmallSymmetric.Dot(step, trial.Gradient) / SmallSymmetric.Dot(step, Point.Gradient);
            _slow = length > 0.4 && left is > 0.15 and < 1.1 ? _slow + 1 : 0;
            _futile = 0;
            Point = trial;
        }
        else if (gain < 1e-13 * Math.Max(1, Math.Abs(Point.Value)) || _radius < 1e-10)
        {
            Futile();
        }
    }

    // Steps without gain: new second derivatives once, then the end.
    private void Futile()
    {
        _futile++;
        if (_futile == 3)
        {
            Refresh();
        }
        else if (_futile >= 6)
        {
            IsDone = true;
        }
    }

    private void Refresh()
    {
        Information = objective.Information(Point, isCentral: true) ?? Information;
        _radius = 0.5;
    }

    // Symmetric rank one; an update whose denominator is rounding is skipped.
    private void Learn(double[] step, FitPoint trial)
    {
        var n = step.Length;
        var miss = SmallSymmetric.Times(Information, step);
        for (var k = 0; k < n; k++)
            miss[k] = Point.Gradient[k] - trial.Gradient[k] - miss[k];
        var denominator = SmallSymmetric.Dot(miss, step);
        if (!(Math.Abs(denominator) > 1e-8 * Math.Sqrt(SmallSymmetric.Dot(miss, miss) * SmallSymmetric.Dot(step, step))))
            return;
        var learned = (double[,])Information.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                learned[i, j] += miss[i] * miss[j] / denominator;
        }

        Information = learned;
    }

    /// <summary>
    /// Long steps in the direction in which the climb keeps going: 3 and 9 log-units, then the edge, while the value rises and the slope keeps its sign. An
    /// optimum skipped this way is found again when the end point looks back.
    /// </summary>
    private bool Walk()
    {
        _slow = 0;
        var step = TrustRegion.Step(objective, Point, Information, MostRadius);
        var direction = Along(step);
        var edge = objective.ToEdge(Point.X, direction);
        var from = Point;
        foreach (var t in (ReadOnlySpan<double>)[Math.Min(3, edge), Math.Min(9, edge), edge])
        {
            var next = objective.Along(from.X, direction, t);
            if (next is null || !(next.Value > Point.Value) || SmallSymmetric.Dot(next.Gradient, direction) < 0)
                break;
            Point = next;
        }

        if (ReferenceEquals(Point, from))
            return false;
        Departure ??= from;
        Information = objective.Information(Point, isCentral: false) ?? Information;
        _radius = 1;
        return true;
    }

    // The named limit that the step runs towards, or the step itself.
    private double[] Along(double[] step)
    {
        var length = Math.Sqrt(SmallSymmetric.Dot(step, step));
        foreach (var limit in objective.Limits)
        {
            double[] direction = [.. limit.Direction];
            if (SmallSymmetric.Dot(direction, step) > 0.9 * length * Math.Sqrt(SmallSymmetric.Dot(direction, direction)))
                step = direction;
        }

        var max = SmallSymmetric.MaxAbs(step);
        return [.. step.Select(value => value / max)];
    }
}
