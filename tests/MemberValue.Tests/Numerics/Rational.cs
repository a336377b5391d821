using System.Numerics;

namespace MemberValue.Tests.Numerics;

/// <summary>A fraction of whole numbers of any size: an oracle without rounding.</summary>
internal readonly record struct Rational(BigInteger Top, BigInteger Bottom)
{
    public static Rational Zero { get; } = new(0, 1);

    public static implicit operator Rational(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = new BigInteger(bits & 0xF_FFFF_FFFF_FFFF) + (exponent == 0 ? 0 : BigInteger.One << 52);
        var power = Math.Max(exponent, 1) - 1075;
        var top = (bits < 0 ? -fraction : fraction) * (power > 0 ? BigInteger.One << power : 1);
        return Reduced(top, power < 0 ? BigInteger.One << -power : 1);
    }

    public static Rational operator +(Rational left, Rational right) => Reduced(left.Top * right.Bottom + right.Top * left.Bottom, left.Bottom * right.Bottom);

    public static Rational operator -(Rational left, Rational right) => Reduced(left.Top * right.Bottom - right.Top * left.Bottom, left.Bottom * right.Bottom);

    public static Rational operator *(Rational left, Rational right) => Reduced(left.Top * right.Top, left.Bottom * right.Bottom);

    public static Rational operator /(Rational left, Rational right) => Reduced(left.Top * right.Bottom, left.Bottom * right.Top);

    public double ToDouble()
    {
        // 80 bits of the quotient, so that the cut-off ones cannot be seen in a double.
        var shift = 80 - (int)(BigInteger.Abs(Top).GetBitLength() - Bottom.GetBitLength());
        var quotient = shift >= 0 ? (Top << shift) / Bottom : Top / (Bottom << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    /// <summary>Solves by Gauss and Jordan, with any row whose pivot is not zero.</summary>
    public static Rational[] Solve(Rational[,] matrix, Rational[] rightHandSide)
    {
        var n = rightHandSide.Length;
        var (a, x) = ((Rational[,])matrix.Clone(), (Rational[])rightHandSide.Clone());
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).First(row => !a[row, k].Top.IsZero);
            for (var j = 0; j < n; j++)
                (a[k, j], a[pivot, j]) = (a[pivot, j], a[k, j]);
            (x[k], x[pivot]) = (x[pivot], x[k]);
            for (var i = 0; i < n; i++)
            {
                if (i == k || a[i, k].Top.IsZero)
                    continue;
                var factor = a[i, k] / a[k, k];
                for (var j = k; j < n; j++)
                    a[i, j] -= factor * a[k, j];
                x[i] -= factor * x[k];
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => x[i] / a[i, i])];
    }

    private static Rational Reduced(BigInteger top, BigInteger bottom)
    {
        if (bottom.Sign < 0)
            (top, bottom) = (-top, -bottom);
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return new Rational(top / divisor, bottom / divisor);
    }
}
