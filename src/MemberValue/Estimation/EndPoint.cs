using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>
/// Where a fit ended: the point, the information per member there, and the directions that the data do not determine (orthogonal unit vectors).
/// </summary>
internal sealed record Ending(
    FitStatus Status, Text? Limit, FitPoint Point, double[,]? Information, IReadOnlyList<double[]> Loose, int Iterations);

/// <summary>
/// Classifies the point at which a climb stopped. A zero gradient alone is no proof of an optimum: towards an asymptote every slope goes to 0. In
/// log-parameters it does so like exp(-t), where a Newton step has a length of about 1 however small the slope; at a true optimum the step goes to 0. Where
/// the curvature is small, points one log-unit away on both sides must lie lower, by about the amount that the curvature predicts. A point that fails this
/// is moved to the edge of the box as long as the value does not fall, and points behind it decide: a higher one starts a new climb, a lower one shows a
/// limit, and equal ones show that the data do not determine the direction.
/// </summary>
internal sealed class EndPoint(Objective objective, FitPoint start, FitOptions options)
{
    /// <summary>Below this curvature per member, or above a standard error of 1 log-unit, neighbouring points are checked too.</summary>
    private const double SlightCurvature = 1e-6;

    /// <summary>A longer Newton step than this, in log-units, means that the point is not an optimum.</summary>
    private const double LongStep = 0.01;

    /// <summary>
    /// A Newton step up to this is taken, with new second derivatives after it: at a flat optimum the next step is much shorter; towards an asymptote it
    /// would not be (its length is 1 for a value that falls like 1/r, 1/2 for 1/r^2).
    /// </summary>
    private const double DoubtfulStep = 0.3;

    /// <summary>The largest remaining gain at an optimum, in log-likelihood of all members: a thousandth of a standard error away from it the gain is
    /// 5e-7.</summary>
    private const double LeftToGain = 1e-6;

    /// <summary>
    /// A shorter Newton step than this, in log-units, means an optimum whatever the gain: the tolerance of the slope allows as much, and with 10^10 members
    /// and more even that is a larger gain than <see cref="LeftToGain"/>.
    /// </summary>
    private const double NoStep = 1e-7;

    private const int Rounds = 8;

    private int _iterations;

    /// <summary>Classifies the climb's end, and climbs further where it was not one.</summary>
    /// <param name="climb">The climb, stopped.</param>
    /// <param name="known">The information at its end by central differences, where already known.</param>
    public Ending Judge(Climb climb, double[,]? known = null)
    {
        objective.Stage = FitStage.Information;
        for (var round = 0; ; round++)
        {
            var point = climb.Point;
            var used = _iterations + climb.Iterations;
            var information = known ?? objective.Information(point, isCentral: true);
            known = null;
            if (information is null)
                return new Ending(FitStatus.Failed, null, point, null, [], used);
            var free = Enumerable.Range(0, objective.Count).Where(k => objective.Bound(point.X, k) == 0).ToArray();
            var (values, vectors) = Reduced(information, free);
            var next = free.Length == 0 || IsTop(point, information, values, vectors, free, out point, out information)
                ? Settled(point, information, free, used)
                : round >= Rounds || !climb.IsDone ? Unsettled(point, information, values, vectors, free, climb, used)
                : Escape(point, information, values, vectors, free, used);
            if (next.Ending is { } ending)
                return ending;
            if (round >= Rounds || used >= options.MaxIterations)
                return new Ending(FitStatus.Failed, null, point, information, [], used);
            _iterations = used;
            climb = Resume(next.Restart!);
        }
    }

    private Climb Resume(FitPoint from)
    {
        var climb = new Climb(
            objective, from, objective.Information(from, isCentral: false) ?? new double[objective.Count, objective.Count], options.GradientTolerance)
        { CanWalk = false };
        climb.Run(options.MaxIterations - _iterations);
        return climb;
    }

    // Whether the free coordinates are at an optimum; if so, the last digits are refined.
    private bool IsTop(
        FitPoint at, double[,] curvature, double[] values, double[][] vectors, int[] free, out FitPoint point, out double[,] information)
    {
        (point, information) = (at, curvature);
        if (!(values[0] > 0))
            return false;
        var newton = Newton(at, values, vectors);
        var length = SmallSymmetric.MaxAbs(newton);
        if (!(length <= LongStep) || (!(objective.Members * SmallSymmetric.Dot(newton, at.Gradient) <= LeftToGain) && !(length <= NoStep)))
            return false;
        if (values[0] * objective.Members < 1 || values[0] < SlightCurvature)
        {
            foreach (var t in (ReadOnlySpan<double>)[1, -1])
            {
                if (objective.Along(at.X, Unit(vectors[0]), t) is not { } beside)
                    continue;
                var drop = at.Value - beside.Value;
                var expected = values[0] * SmallSymmetric.Dot(Unit(vectors[0]), Unit(vectors[0])) / 2;
                if (!(drop > Objective.Noise(at.Value)) || !(drop > expected / 20 && drop < expected * 20))
                    return false;
            }
        }

        for (var i = 0; i < 2 && SmallSymmetric.MaxAbs(newton) > 1e-11; i++)
        {
            if (objective.Along(point.X, newton, 1) is not { } polished || !(objective.Slope(polished) < objective.Slope(point)))
                break;
            point = polished;
            newton = Newton(point, values, vectors);
        }

        if (SmallSymmetric.MaxAbs([.. point.X.Zip(at.X, (a, b) => a - b)]) > 1e-5)
            information = objective.Information(point, isCentral: true) ?? curvature;
        return true;
    }

    // An optimum of the free coordinates: an optimum of all when none is at a bound, otherwise a limit, unless points behind show that it is not.
    private (Ending? Ending, FitPoint? Restart) Settled(FitPoint point, double[,] information, int[] free, int used)
    {
        if (free.Length == objective.Count)
            return (new Ending(FitStatus.Converged, null, point, information, [], used), null);
        var (text, directions) = FitLimits.At(objective, point, information);
        var isLimit = false;
        foreach (var direction in directions)
        {
            var (higher, falls) = LookBack(point, direction);
            if (higher is not null)
                return (null, higher);
            isLimit |= falls;
        }

        var loose = FitLimits.Orthonormal(directions);
        return (new Ending(isLimit ? FitStatus.AtLimit : FitStatus.NotIdentified, isLimit ? text : null, point, information, loose, used), null);
    }

    // The climb or the rounds ran out before an end was found.
    private (Ending? Ending, FitPoint? Restart) Unsettled(
        FitPoint point, double[,] information, double[] values, double[][] vectors, int[] free, Climb climb, int used)
    {
        if (!climb.IsDone)
            return (new Ending(FitStatus.Failed, null, point, information, [], used), null);
        return (Loose(free.Length == objective.Count ? FitStatus.NotIdentified : FitStatus.AtLimit, point, information, values, vectors, used), null);
    }

    // The free coordinates have a direction without an optimum.
    private (Ending? Ending, FitPoint? Restart) Escape(
        FitPoint point, double[,] information, double[] values, double[][] vectors, int[] free, int used)
    {
        if (values[0] > 0 && Newton(point, values, vectors) is var newton && SmallSymmetric.MaxAbs(newton) is > 1e-9 and <= DoubtfulStep
            && objective.Along(point.X, newton, 1) is { } closer && objective.Slope(closer) < 0.5 * objective.Slope(point))
            return (null, closer);
        var noise = Objective.Noise(point.Value);
        var direction = Direction(point, information, vectors[0]);
        for (var turn = 0; turn < 2; turn++)
        {
            var ahead = objective.Along(point.X, direction, Math.Min(1, objective.ToEdge(point.X, direction)));
            var rises = ahead is not null && ahead.Value > point.Value + noise;
            var isLevel = ahead is not null && !(ahead.Value < point.Value - noise);
            var (higher, falls) = LookBack(point, direction);
            if (higher is not null && !rises)
                return (null, higher);
            if (rises || (isLevel && falls))
                return ToEdge(point, direction) is { } edge ? (null, edge) : (Ran(point, information, direction, values, vectors, used), null);
            direction = [.. direction.Select(value => -value)];
        }

        // Level both ways, or lower both ways but not by the amount that the curvature predicts.
        return (Loose(free.Length == objective.Count ? FitStatus.NotIdentified : FitStatus.AtLimit, point, information, values, vectors, used), null);
    }

    // Moves towards the edge as far as the value does not fall.
    private FitPoint? ToEdge(FitPoint point, double[] direction)
    {
        var far = objective.ToEdge(point.X, direction);
        for (var part = 1.0; part > 0.1 && far > 0.5; part /= 2)
        {
            if (objective.Along(point.X, direction, far * part) is { } edge && edge.Value > point.Value - Objective.Noise(point.Value))
                return edge;
        }

        return null;
    }

    private Ending Ran(FitPoint point, double[,] information, double[] direction, double[] values, double[][] vectors, int used) =>
        Loose(FitStatus.AtLimit, point, information, values, vectors, used) with { Limit = FitLimits.Words(objective, direction) };

    private Ending Loose(FitStatus status, FitPoint point, double[,] information, double[] values, double[][] vectors, int used)
    {
        var flat = vectors.Where((_, k) => k == 0 || values[k] < 1e-9).ToList();
        var (text, bounds) = FitLimits.At(objective, point, information);
        return new Ending(status, status == FitStatus.AtLimit ? text : null, point, information, FitLimits.Orthonormal([.. flat, .. bounds]), used);
    }

    // A higher point behind, and whether any is lower.
    private (FitPoint? Higher, bool Falls) LookBack(FitPoint point, double[] direction)
    {
        FitPoint? higher = null;
        var falls = false;
        double[] back = [.. direction.Select(value => -value)];
        var edge = objective.ToEdge(point.X, back);
        foreach (var t in (ReadOnlySpan<double>)[1, 2, 4, 8, 16, 32])
        {
            // The last point is at the opposite edge, if that is nearer; at least 1 log-unit away.
            if (t / 2 >= edge || edge < 1 || objective.Along(point.X, back, Math.Min(t, edge)) is not { } behind)
                continue;
            if (behind.Value > (higher ?? point).Value + Objective.Noise(point.Value))
                higher = behind;
            falls |= behind.Value < point.Value - Objective.Noise(point.Value);
        }

        return (higher, falls);
    }

    // The named limit that the flattest direction is, or that direction itself, turned uphill, or away from the start where it is level.
    private double[] Direction(FitPoint point, double[,] information, double[] flattest)
    {
        if (FitLimits.Match(objective, flattest) is { } named)
            return named;
        var uphill = SmallSymmetric.Dot(point.Gradient, flattest);
        if (Math.Abs(uphill) < 1e-13)
            uphill = SmallSymmetric.Dot([.. point.X.Zip(start.X, (end, begin) => end - begin)], flattest);
        return [.. Unit(flattest).Select(value => uphill < 0 ? -value : value)];
    }

    private static double[] Newton(FitPoint point, double[] values, double[][] vectors)
    {
        var step = new double[point.X.Length];
        for (var k = 0; k < values.Length; k++)
        {
            var along = SmallSymmetric.Dot(vectors[k], point.Gradient) / values[k];
            for (var i = 0; i < step.Length; i++)
                step[i] += along * vectors[k][i];
        }

        return step;
    }

    // Eigenvalues, and eigenvectors in all coordinates, of the free coordinates' block.
    private static (double[] Values, double[][] Vectors) Reduced(double[,] information, int[] free)
    {
        var block = new double[free.Length, free.Length];
        for (var i = 0; i < free.Length; i++)
        {
            for (var j = 0; j < free.Length; j++)
                block[i, j] = information[free[i], free[j]];
        }

        var (values, vectors) = SmallSymmetric.Eigen(block);
        var full = new double[free.Length][];
        for (var k = 0; k < free.Length; k++)
        {
            full[k] = new double[information.GetLength(0)];
            for (var i = 0; i < free.Length; i++)
                full[k][free[i]] = vectors[i, k];
        }

        return (values, full);
    }

    private static double[] Unit(double[] direction)
    {
        var max = SmallSymmetric.MaxAbs(direction);
        return [.. direction.Select(value => value / max)];
    }
}
