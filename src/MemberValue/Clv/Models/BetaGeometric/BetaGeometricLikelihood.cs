using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Whether the first purchase is a chance to leave.</summary>
internal interface IFirstChance
{
    /// <summary>Chances to leave before the first repeat purchase: 0 in BG/NBD, 1 in MBG/NBD.</summary>
    static abstract int Chances { get; }
}

/// <summary>BG/NBD: members leave only after a repeat purchase.</summary>
internal readonly struct NoFirstChance : IFirstChance
{
    public static int Chances => 0;
}

/// <summary>MBG/NBD: members may leave after the first purchase as well.</summary>
internal readonly struct FirstChance : IFirstChance
{
    public static int Chances => 1;
}

/// <summary>
/// The log-likelihood of BG/NBD and MBG/NBD and its gradient over rows, eight at a time in runs of equal x. Compared with
/// <see cref="BetaGeometric.LogLikelihood"/> in BetaGeometricLikelihoodTests.
/// </summary>
/// <remarks>
/// With m chances to leave, D = ln((alpha + T) / (alpha + t_x)), the log-odds of having left h = ln(a / (b + m - 1)) + (r + x) D and q = 1 / (1 + e^-h):
/// ln L = ln G(r + x) / G(r) - x ln alpha - (r + x) ln(1 + T / alpha) + ln B(a, b + m) / B(a, b) + ln(1 + e^h), and the derivative of the last part is q times
/// that of h. The sums over a run leave the functions of x alone outside.
/// </remarks>
internal readonly struct BetaGeometricLikelihood<TFirst> : IHistoryLikelihood<BetaGeometricLikelihood<TFirst>>
    where TFirst : struct, IFirstChance
{
    private const int Lanes = 8;

    private readonly double _r;
    private readonly double _alpha;
    private readonly double _a;
    private readonly double _b;

    private BetaGeometricLikelihood(double r, double alpha, double a, double b) => (_r, _alpha, _a, _b) = (r, alpha, a, b);

    public static BetaGeometricLikelihood<TFirst> At(ReadOnlySpan<double> logParameters, double maxRepeatPurchases) =>
        new(Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), Math.Exp(logParameters[2]), Math.Exp(logParameters[3]));

    public double Sum(in WeightedHistoryBlock rows, Span<double> gradient)
    {
        var sum = 0.0;
        for (var start = 0; start < rows.Count;)
        {
            var x = rows.X[start];
            var end = start + 1;
            while (end < rows.Count && rows.X[end] == x)
                end++;
            var count = end - start;
            sum += Run(x, rows.Tx.Slice(start, count), rows.Age.Slice(start, count), rows.Weight.Slice(start, count), gradient);
            start = end;
        }

        return sum;
    }

    private double Run(double x, ReadOnlySpan<double> tx, ReadOnlySpan<double> age, ReadOnlySpan<double> weight, Span<double> gradient)
    {
        var chances = x + TFirst.Chances;
        var sums = new Sums();
        if (chances == 0)
            AddAlive(age, weight, ref sums);
        else
            Add(x, Math.Log(_a / (_b + (chances - 1))), tx, age, weight, ref sums);

        var members = Vector512.Sum(sums.Weight);
        var logAge = Vector512.Sum(sums.LogAge);
        var gone = Vector512.Sum(sums.Gone);
        gradient[0] += _r * (members * GammaFunctions.DigammaDifference(_r, x) - logAge + Vector512.Sum(sums.GoneLog));
        gradient[1] += (_r + x) * (Vector512.Sum(sums.AgeShare) - Vector512.Sum(sums.GoneShare)) - members * x;
        var logLikelihood = members * (GammaFunctions.LogGammaRatio(_r, x) - x * Math.Log(_alpha)) - (_r + x) * logAge;
        if (chances == 0)
            return logLikelihood;

        var either = GammaFunctions.DigammaDifference(_a + _b, chances);
        gradient[2] += gone - members * _a * either;
        gradient[3] += members * _b * (GammaFunctions.DigammaDifference(_b, chances) - either) - gone * (_b / (_b + (chances - 1)));
        return logLikelihood + members * BetaGeometric.LogSurvival(_a, _b, chances) + Vector512.Sum(sums.LogEither);
    }

    private void AddAlive(ReadOnlySpan<double> age, ReadOnlySpan<double> weight, ref Sums sums)
    {
        var alpha = Vector512.Create(_alpha);
        Span<double> rest = stackalloc double[2 * Lanes];
        for (var i = 0; i < age.Length; i += Lanes)
        {
            var (t, w) = (Read(age, i, rest), Read(weight, i, rest[Lanes..]));
            sums.Weight += w;
            sums.LogAge += w * VectorMath.Log1p(t / alpha);
            sums.AgeShare += w * (t / (alpha + t));
        }
    }

    private void Add(double x, double logOddsAtOnce, ReadOnlySpan<double> tx, ReadOnlySpan<double> age, ReadOnlySpan<double> weight, ref Sums sums)
    {
        var one = Vector512.Create(1.0);
        var zero = Vector512<double>.Zero;
        var alpha = Vector512.Create(_alpha);
        var shape = Vector512.Create(_r + x);
        var atOnce = Vector512.Create(logOddsAtOnce);
        Span<double> rest = stackalloc double[3 * Lanes];
        for (var i = 0; i < age.Length; i += Lanes)
        {
            var (last, t, w) = (Read(tx, i, rest), Read(age, i, rest[Lanes..]), Read(weight, i, rest[(2 * Lanes)..]));
            var silence = (t - last) / (alpha + last);
            var log = VectorMath.Log1p(silence);
            var odds = atOnce + shape * log;
            var decay = VectorMath.Exp(zero - Vector512.Abs(odds));
            var gone = w * Vector512.ConditionalSelect(Vector512.GreaterThan(odds, zero), one, decay) / (one + decay);
            var ageShare = one / (alpha + t);
            sums.Weight += w;
            sums.LogAge += w * VectorMath.Log1p(t / alpha);
            sums.LogEither += w * (Vector512.Max(odds, zero) + VectorMath.Log1p(decay));
            sums.Gone += gone;
            sums.GoneLog += gone * log;
            sums.AgeShare += w * t * ageShare;
            sums.GoneShare += gone * silence * (alpha * ageShare);
        }
    }

    // The last rows are filled up with zeros: members of weight 0.
    private static Vector512<double> Read(ReadOnlySpan<double> column, int start, Span<double> buffer)
    {
        if (start + Lanes <= column.Length)
            return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)start);
        buffer[..Lanes].Clear();
        column[start..].CopyTo(buffer);
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(buffer));
    }

    private struct Sums
    {
        public Vector512<double> Weight;
        public Vector512<double> LogAge; // ln(1 + T / alpha)
        public Vector512<double> LogEither; // ln(1 + e^h)
        public Vector512<double> Gone; // q
        public Vector512<double> GoneLog; // q D
        public Vector512<double> AgeShare; // T / (alpha + T)
        public Vector512<double> GoneShare; // q alpha (T - t_x) / ((alpha + T) (alpha + t_x))
    }
}
