using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemberValue.Churn;

/// <summary>
/// Turns a value into a severity: a at the limit L, 1 at F and beyond, a + (1 - a)(v - L)/(F - L) between, 0 on the good side of the limit, NaN for NaN. The
/// scalar form is the definition; the vector form does the same operations in the same order, so that the bits are the same.
/// </summary>
internal readonly struct SeverityRamp
{
    /// <summary>A computed value that misses its limit by less than 1e-12 of it is on the limit, whatever the rounding.</summary>
    public const double Slack = 1.0 / (1L << 40);

    private readonly double _sign;
    private readonly double _from;
    private readonly double _range;
    private readonly double _slope;
    private readonly double _least; // the severity on the limit: a, or 1 for a switch; also where only rounding keeps a value off the limit

    /// <param name="limit">L, finite.</param>
    /// <param name="full">F, finite; L itself for a severity of 1 at once.</param>
    /// <param name="atLimit">a.</param>
    /// <param name="sign">1 where large values are bad, -1 where small ones are.</param>
    /// <param name="from">How far beyond the limit a value must be: 0, the least number above 0 for a strict limit, or a slack below 0.</param>
    public SeverityRamp(double limit, double full, double atLimit, double sign, double from)
    {
        Limit = limit;
        Full = full;
        _sign = sign;
        _from = from;
        _range = Math.Abs(full - limit);
        AtLimit = atLimit;
        _slope = _range > 0 ? (1 - atLimit) / _range : 0;
        _least = _range > 0 ? atLimit : 1;
    }

    public double Limit { get; }

    public double Full { get; }

    public double AtLimit { get; }

    public double Of(double value)
    {
        if (double.IsNaN(value))
            return double.NaN;
        var excess = (value - Limit) * _sign;
        if (!(excess >= _from))
            return 0;
        return excess >= _range ? 1 : Math.Min(1, Math.Max(_least, _least + excess * _slope));
    }

    /// <summary>Values to severities, in place.</summary>
    public void Apply(Span<double> values)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        ref var lane = ref MemoryMarshal.GetReference(lanes);
        var (limit, sign, from) = (new Vector<double>(Limit), new Vector<double>(_sign), new Vector<double>(_from));
        var (range, slope, least) = (new Vector<double>(_range), new Vector<double>(_slope), new Vector<double>(_least));
        for (var i = 0; i < lanes.Length; i++)
        {
            var value = Unsafe.Add(ref lane, i);
            var excess = (value - limit) * sign;
            var between = Vector.Min(Vector<double>.One, Vector.Max(least, least + excess * slope));
            var severity = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(excess, range), Vector<double>.One, between);
            severity = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(excess, from), severity, Vector<double>.Zero);
            Unsafe.Add(ref lane, i) = Vector.ConditionalSelect(Vector.Equals(value, value), severity, value);
        }

        for (var i = lanes.Length * Vector<double>.Count; i < values.Length; i++)
            values[i] = Of(values[i]);
    }
}
