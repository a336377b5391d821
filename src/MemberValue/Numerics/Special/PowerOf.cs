namespace MemberValue.Numerics;

/// <summary>Powers of 1 - z, corrected for the rounding of 1 - z, which at the power 1e6 would be 1e-10 of the result.</summary>
internal readonly struct PowerOf
{
    private readonly double q, restOfLog, log;

    /// <summary>For z in (0, 1) with q = 1 - z, the smaller of the two exact; or for z below 0.</summary>
    public PowerOf(double z, double q)
    {
        this.q = q;
        restOfLog = z > 0.5 ? 0 : (z >= -1 ? 1 - q - z : 1 - (q + z)) / q;
        log = Math.Abs(z) < 0.5 ? NearZero.Log1p(-z) : Math.Log(q);
    }

    private PowerOf(double q, double restOfLog, double log) => (this.q, this.restOfLog, this.log) = (q, restOfLog, log);

    /// <summary>Powers of 1 / (1 - z).</summary>
    public PowerOf Inverse()
    {
        var inverse = 1 / q;
        return new PowerOf(inverse, -restOfLog + Math.FusedMultiplyAdd(-q, inverse, 1), -log);
    }

    /// <summary>value e^logScale (1 - z)^(power + rest), with a rest far smaller than the power.</summary>
    public (double Value, double LogScale) Times(double value, double logScale, double power, double rest)
    {
        var logPower = power * log;
        return Math.Abs(logPower) < 600
            ? (value * Math.Pow(q, power) * Math.Exp(power * restOfLog + rest * log), logScale)
            : (value, logScale + logPower + rest * log);
    }
}
