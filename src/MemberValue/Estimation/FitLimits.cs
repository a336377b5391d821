using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>Finds the limit that a fit runs to.</summary>
internal static class FitLimits
{
    /// <summary>
    /// The limit at a point on the box's edge, in words, and the directions that it leaves open. A model's own limit matches when it leads to the bound and
    /// the value is level along it; a bound that none of them explains is named by its parameter.
    /// </summary>
    public static (Text Words, List<double[]> Directions) At(Objective objective, FitPoint point, double[,] information)
    {
        var open = Enumerable.Range(0, objective.Count).Where(k => objective.Bound(point.X, k) != 0).ToList();
        var (values, vectors) = SmallSymmetric.Eigen(information);
        var steepest = values[^1];
        var fitting = objective.Limits
            .Select(limit => (limit.Text, Direction: Unit([.. limit.Direction])))
            .Select(limit => (limit.Text, limit.Direction, Bend: SmallSymmetric.MaxAbs(SmallSymmetric.Times(information, limit.Direction))))
            .Where(limit => limit.Bend <= 1e-3 * steepest || limit.Bend < 1e-9)
            .OrderBy(limit => limit.Bend);
        var texts = new List<Text>();
        var directions = new List<double[]>();
        foreach (var limit in fitting)
        {
            if (open.Any(k => limit.Direction[k] * objective.Bound(point.X, k) > 0) && !open.Any(k => limit.Direction[k] * objective.Bound(point.X, k) < 0))
            {
                texts.Add(limit.Text);
                directions.Add(limit.Direction);
                open.RemoveAll(k => limit.Direction[k] != 0);
            }
        }

        while (open.Count > 0)
        {
            // Parameters that run together do so in the flattest direction.
            var k = open[0];
            var towards = vectors[k, 0] * objective.Bound(point.X, k) < 0 ? -1 : 1;
            double[] direction = [.. Enumerable.Range(0, objective.Count).Select(i => towards * vectors[i, 0])];
            if (!(Math.Abs(direction[k]) > 0.1) || !(values[0] <= 1e-6 * steepest)
                || Enumerable.Range(0, objective.Count).Any(i => direction[i] * objective.Bound(point.X, i) < -0.1))
            {
                direction = new double[objective.Count];
                direction[k] = objective.Bound(point.X, k);
            }

            texts.Add(Words(objective, direction));
            directions.Add(direction);
            open.RemoveAll(i => i == k || direction[i] * objective.Bound(point.X, i) > 0.1);
        }

        return (Listed(texts), directions);
    }

    /// <summary>A direction in words.</summary>
    public static Text Words(Objective objective, double[] direction) =>
        objective.Limits.FirstOrDefault(limit => Cosine([.. limit.Direction], direction) > 0.9)?.Text
        ?? Listed(Enumerable.Range(0, objective.Count)
            .Where(k => Math.Abs(direction[k]) > 0.1)
            .Select(k => Text.Of(
                $"{objective.Names[k]} at its {(direction[k] > 0 ? "upper" : "lower")} limit", $"{objective.Names[k]}达到{(direction[k] > 0 ? "上限" : "下限")}")));

    /// <summary>The model's limit that is nearly this line, largest element 1; null when none is.</summary>
    public static double[]? Match(Objective objective, double[] line) => objective.Limits
        .Select(limit => Unit([.. limit.Direction]))
        .FirstOrDefault(direction => Math.Abs(Cosine(direction, line)) > 0.9);

    /// <summary>Orthogonal unit vectors that span the same directions.</summary>
    public static List<double[]> Orthonormal(IEnumerable<double[]> directions)
    {
        var basis = new List<double[]>();
        foreach (var direction in directions)
        {
            var rest = Unit(direction);
            foreach (var known in basis)
            {
                var along = SmallSymmetric.Dot(known, rest);
                rest = [.. rest.Zip(known, (value, other) => value - along * other)];
            }

            var length = Math.Sqrt(SmallSymmetric.Dot(rest, rest));
            if (length > 1e-3)
                basis.Add([.. rest.Select(value => value / length)]);
        }

        return basis;
    }

    private static Text Listed(IEnumerable<Text> texts) => Wording.List(texts, "; ", "；");

    private static double Cosine(double[] a, double[] b) =>
        SmallSymmetric.Dot(a, b) / Math.Sqrt(SmallSymmetric.Dot(a, a) * SmallSymmetric.Dot(b, b));

    private static double[] Unit(double[] direction)
    {
        var max = SmallSymmetric.MaxAbs(direction);
        return [.. direction.Select(value => value / max)];
    }
}
