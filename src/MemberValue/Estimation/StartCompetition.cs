namespace MemberValue.Estimation;

/// <summary>The best of the starting points.</summary>
internal sealed record StartWinner(FitPoint Start, Climb Climb, double[,]? Information, int Tried, int Agreed);

/// <summary>
/// Compares starting points. The one with the highest value climbs to its optimum; each other one climbs a few steps, with the best one's second
/// derivatives, until it approaches the same optimum (a Newton step from it leads there), cannot reach the best one's value, or exceeds it and becomes the
/// best one.
/// </summary>
internal static class StartCompetition
{
    private const int FewSteps = 8;
    private const int MoreSteps = 40;

    /// <summary>The best of the starting points, or null when none of them can be evaluated, nor points around them.</summary>
    public static StartWinner? Run(Objective objective, FitProblem problem, FitOptions options)
    {
        var starts = Candidates(problem, options.Starts == 0 ? problem.Starts.Count : options.Starts);
        var points = starts.Select(x => objective.At(objective.Inside(x))).OfType<FitPoint>().OrderByDescending(point => point.Value).ToList();
        if (points.Count == 0 && Rescue(objective, problem) is { } rescued)
            points.Add(rescued);
        if (points.Count == 0)
            return null;

        var winner = Finish(objective, points[0], null, options);
        var agreed = 1;
        foreach (var point in points.Skip(1))
        {
            var (challenger, isSame) = Challenge(objective, winner, point, options);
            if (isSame)
            {
                agreed++;
            }
            else if (challenger.Point.Value > winner.Climb.Point.Value + Objective.Noise(winner.Climb.Point.Value))
            {
                winner = Finish(objective, point, challenger, options);
                agreed = 1;
            }
        }

        return winner with { Tried = starts.Count, Agreed = agreed };
    }

    /// <summary>
    /// The proposed starting points, or as many as set: further ones are spread evenly (Halton's sequence) over 2 log-units around the first.
    /// </summary>
    private static List<double[]> Candidates(FitProblem problem, int count)
    {
        var candidates = problem.Starts.Take(count).ToList();
        for (var i = 1; candidates.Count < count; i++)
            candidates.Add(Around(problem.Starts[0], i, 2));
        return candidates;
    }

    private static FitPoint? Rescue(Objective objective, FitProblem problem)
    {
        for (var i = 1; i <= 32; i++)
        {
            if (objective.At(objective.Inside(Around(problem.Starts[0], i, i / 4.0))) is { } point)
                return point;
        }

        return null;
    }

    private static double[] Around(double[] centre, int index, double reach)
    {
        ReadOnlySpan<int> primes = [2, 3, 5, 7, 11, 13, 17, 19];
        var point = new double[centre.Length];
        for (var k = 0; k < point.Length; k++)
        {
            double digit = 1, fraction = 0;
            var prime = primes[k % primes.Length];
            for (var i = index; i > 0; i /= prime)
            {
                digit /= prime;
                fraction += digit * (i % prime);
            }

            point[k] = (double.IsFinite(centre[k]) ? centre[k] : 0) + reach * (2 * fraction - 1);
        }

        return point;
    }

    private static StartWinner Finish(Objective objective, FitPoint start, Climb? climb, FitOptions options)
    {
        climb ??= new Climb(objective, start, objective.Information(start, isCentral: false) ?? new double[objective.Count, objective.Count],
            options.GradientTolerance);
        climb.Run(options.MaxIterations);
        return new StartWinner(start, climb, objective.Information(climb.Point, isCentral: true), 0, 0);
    }

    private static (Climb Challenger, bool IsSame) Challenge(Objective objective, StartWinner winner, FitPoint start, FitOptions options)
    {
        var top = winner.Climb.Point;
        var information = winner.Information is { } known && SmallSymmetric.Eigen(known).Values[0] > 1e-6 ? known : null;
        var challenger = new Climb(
            objective, start, information ?? objective.Information(start, isCentral: false) ?? new double[objective.Count, objective.Count],
            options.GradientTolerance);
        while (true)
        {
            if (information is not null ? HeadsFor(top, information, challenger.Point) : IsLevel(top, challenger))
                return (challenger, true);
            if (challenger.IsDone || challenger.Iterations >= Math.Min(MoreSteps, options.MaxIterations))
                return (challenger, false);
            if (challenger.Point.Value > top.Value + Objective.Noise(top.Value))
                return (challenger, false);
            if (information is not null && challenger.Iterations >= FewSteps)
            {
                var step = TrustRegion.Step(objective, challenger.Point, challenger.Information, 2);
                if (challenger.Point.Value + 2 * TrustRegion.Gain(challenger.Point.Gradient, challenger.Information, step) < top.Value)
                    return (challenger, false);
            }

            challenger.Next();
        }
    }

    // A Newton step with the optimum's second derivatives leads most of the way to it, and the value differs by what they predict for the distance.
    private static bool HeadsFor(FitPoint top, double[,] information, FitPoint point)
    {
        double[] away = [.. point.X.Zip(top.X, (at, best) => at - best)];
        var distance = SmallSymmetric.MaxAbs(away);
        if (distance > 1)
            return false;
        var slope = SmallSymmetric.Times(information, away);
        double[] miss = [.. slope.Zip(point.Gradient, (model, gradient) => model + gradient)];
        var drop = SmallSymmetric.Dot(away, slope) / 2;
        return SmallSymmetric.MaxAbs(miss) <= 0.3 * SmallSymmetric.MaxAbs(slope) + 1e-9
            && Math.Abs(top.Value - point.Value - drop) <= 0.5 * drop + Objective.Noise(top.Value);
    }

    // Where the optimum is a limit or a ridge, only the same value counts.
    private static bool IsLevel(FitPoint top, Climb challenger) =>
        challenger.IsDone && Math.Abs(challenger.Point.Value - top.Value) <= 1e-7 * Math.Max(1, Math.Abs(top.Value));
}
