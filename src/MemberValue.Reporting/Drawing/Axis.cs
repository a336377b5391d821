namespace MemberValue.Reporting.Drawing;

/// <summary>
/// A scale from values to positions with ticks at round values: 1, 2 or 5 times a power of ten on a linear scale, powers of ten on a logarithmic one. Ends
/// are widened to the next tick.
/// </summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _to;

    private Axis(double lowest, double highest, double from, double to, IReadOnlyList<double> ticks, bool isLogarithmic)
    {
        (Lowest, Highest, _from, _to, Ticks, IsLogarithmic) = (lowest, highest, from, to, ticks, isLogarithmic);
    }

    public double Lowest { get; }

    public double Highest { get; }

    public bool IsLogarithmic { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <param name="lowest">The lowest value to show.</param>
    /// <param name="highest">The highest value to show.</param>
    /// <param name="from">The position of the lowest tick.</param>
    /// <param name="to">The position of the highest tick.</param>
    /// <param name="ticks">About how many ticks there is room for.</param>
    /// <param name="isWhole">Whether values are whole numbers, which have no ticks between them.</param>
    /// <param name="isTight">Whether the scale ends at the values themselves and not at a tick.</param>
    public static Axis Linear(double lowest, double highest, double from, double to, int ticks = 5, bool isWhole = false, bool isTight = false)
    {
        if (!(highest > lowest))
            (lowest, highest) = lowest == 0 ? (0, 1) : (Math.Min(lowest, 0), Math.Max(lowest, 0));
        var step = Step((highest - lowest) / Math.Max(ticks, 1));
        if (isWhole)
            step = Math.Max(step, 1);
        var first = isTight ? Math.Ceiling((lowest / step) - 1e-9) : Math.Floor((lowest / step) + 1e-9);
        var last = isTight ? Math.Floor((highest / step) + 1e-9) : Math.Ceiling((highest / step) - 1e-9);
        var list = new List<double>();
        for (var tick = first; tick <= last; tick++)
            list.Add((tick * step) + 0.0); // never -0
        return isTight ? new Axis(lowest, highest, from, to, list, false) : new Axis(first * step, last * step, from, to, list, false);
    }

    /// <summary>A logarithmic scale; values must be above 0.</summary>
    public static Axis Logarithmic(double lowest, double highest, double from, double to)
    {
        var first = Math.Floor(Math.Log10(lowest) + 1e-9);
        var last = Math.Max(Math.Ceiling(Math.Log10(highest) - 1e-9), first + 1);
        var ticks = new List<double>();
        for (var power = first; power <= last; power++)
            ticks.Add(Math.Pow(10, power));
        return new Axis(ticks[0], ticks[^1], from, to, ticks, true);
    }

    public double At(double value)
    {
        var share = IsLogarithmic
            ? Math.Log(Math.Max(value, Lowest) / Lowest) / Math.Log(Highest / Lowest)
            : (value - Lowest) / (Highest - Lowest);
        return _from + (share * (_to - _from));
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1.0000001 => power,
            <= 2.0000001 => 2 * power,
            <= 5.0000001 => 5 * power,
            _ => 10 * power,
        };
    }
}
