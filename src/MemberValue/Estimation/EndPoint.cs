using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>
/// Where a fit ended: the point, the information per member there, and the directions that the data do not fix (unit vectors at right angles).
/// </summary>
internal sealed record Ending(
    FitStatus Status, Text? Limit, FitPoint Point, double[,]? Information, IReadOnlyList<double[]> Loose, int Iterations);

/// <summary>
/// Judges the point at which a climb stopped. A zero gradient alone proves nothing: on the way to an asymptote every slope fades. In log-parameters such a
/// fading goes like exp(-t), where a Newton step stays about 1 long however small the slope; at a true optimum it shrinks to nothing. Where the curvature is
/// slight, points one log-unit away on both sides have to lie lower, by about what the curvature says. Whatever fails this is taken to the edge of the box as
/// long as the value does not fall on the way, and a look back from there decides: a higher point behind starts a new climb, a lower one shows a limit, and
/// none at all that the data do not care.
/// </summary>
internal sealed class EndPoint(Objective objective, FitPoint start, FitOptions options)
{
    /// <summary>Curvature a member below this, or a standard error above 1 log-unit, is not trusted without a look at the neighbours.</summary>
    private const double SlightCurvature = 1e-6;

    /// <summary>A Newton step of more log-units than this is no end.</summary>
    private const double LongStep = 0.01;

    /// <summary>
    /// A Newton step up to this is taken, with fresh second derivatives after it: at a slight optimum it shrinks at once, on the way to an asymptote (1 long
    /// for a value that fades like 1/r, 1/2 for 1/r^2) it never would.
    /// </summary>
    private const double DoubtfulStep = 0.3;

    /// <summary>What may be left to gain, in log-likelihood of all members: a thousandth of a standard error away from the top it is 5e-7.</summary>
    private const double LeftToGain = 1e-6;

    /// <summary>
    /// A Newton step of fewer log-units than this is an end however much it gains: the tolerance of the slope leaves as much, and with 10^10 members and more
    /// even that is worth more than <see cref="LeftToGain"/>.
    /// </summary>
    private const double NoStep = 1e-7;

    private const int Rounds = 8;

    private int _iterations;

    /// <summary>Judges the climb's end, climbs on where it was none, and says what it is.</summary>
    /// <param name="climb">The climb, stopped.</param>
    /// <param name="known">The information there by central differences, if it is known already.</param>
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

    // Whether the free coordinates are at a proper top; if so, the last digits are polished.
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

    // A top of the free coordinates: an optimum when nothing is at a bound, otherwise a limit, unless a look back says that it is none.
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

    // The free coordinates have a direction without a proper top.
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

        // Level both ways, or lower both ways but not as the curvature of a top would have it.
        return (Loose(free.Length == objective.Count ? FitStatus.NotIdentified : FitStatus.AtLimit, point, information, values, vectors, used), null);
    }

    // As far towards the edge as the value does not fall.
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

    // A point behind that lies higher, and whether any lies lower.
    private (FitPoint? Higher, bool Falls) LookBack(FitPoint point, double[] direction)
    {
        FitPoint? higher = null;
        var falls = false;
        double[] back = [.. direction.Select(value => -value)];
        var edge = objective.ToEdge(point.X, back);
        foreach (var t in (ReadOnlySpan<double>)[1, 2, 4, 8, 16, 32])
        {
            // The last look reaches the opposite edge, if that is nearer; 1 log-unit at least is a look.
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
