using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>The logistic function.</summary>
internal static class Logistic
{
    /// <summary>1 / (1 + e^-x) of each element, in place; relatively accurate in both tails, NaN at NaN.</summary>
    public static void Of(Span<double> values)
    {
        const int size = 256;
        Span<double> power = stackalloc double[size];
        for (var start = 0; start < values.Length; start += size)
        {
            var part = values[start..Math.Min(start + size, values.Length)];
            for (var i = 0; i < part.Length; i++)
                power[i] = -Math.Abs(part[i]);
            VectorMath.Exp(power[..part.Length], power);
            for (var i = 0; i < part.Length; i++)
                part[i] = (part[i] < 0 ? power[i] : 1) / (1 + power[i]);
        }
    }

    /// <summary>1 / (1 + e^-x), with the same bits.</summary>
    public static double Of(double x)
    {
        Span<double> one = [x];
        Of(one);
        return one[0];
    }
}
