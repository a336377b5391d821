using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemberValue.Churn;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The Pareto/NBD's predictions for eight members at once: the same quantities as in <see cref="ParetoNbd"/>, within 1e-12 of them
/// (ParetoNbdSpanTests). What depends on the parameters alone is computed once.
/// </summary>
internal readonly struct ParetoNbdLanes
{
    /// <summary>Where the continued fraction needs more terms than this, Gauss-Legendre over the silence is faster.</summary>
    private const int MostTerms = 160;

    private readonly double _r;
    private readonly double _alpha;
    private readonly double _s;
    private readonly double _beta;
    private readonly int _terms;

    public ParetoNbdLanes(ParetoNbdParameters p)
    {
        (_r, _alpha, _s, _beta) = (p.R, p.Alpha, p.S, p.Beta);
        // The distance of the scales is greatest at y = 0: enough terms there are enough everywhere.
        _terms = PurchaseRace.FractionTerms(Math.Abs(_alpha - _beta) / Math.Min(_alpha, _beta));
    }

    private bool IsNearA => _alpha <= _beta;

    /// <summary>P(alive at T); NaN for a member whose history is not valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Alive(Vector512<double> x, Vector512<double> tx, Vector512<double> age)
    {
        var (s, one) = (Vector512.Create(_s), Vector512.Create(1.0));
        var n = Vector512.Create(_r) + x;
        Vector512<double> alive, notBought;
        if (_terms <= MostTerms)
        {
            var (a, b, time) = (Vector512.Create(_alpha) + tx, Vector512.Create(_beta) + tx, age - tx);
            alive = VectorMath.Exp(Vector512<double>.Zero - n * VectorMath.Log1p(time / a) - s * VectorMath.Log1p(time / b));
            var (first, last) = Races(n, tx, age);
            notBought = first + alive * (one - last);
        }
        else
        {
            var left = LeftInSilence(n, s, Vector512.Create(_alpha) + tx, Vector512.Create(_beta) + tx, age - tx, IsNearA, out alive);
            notBought = left + alive;
        }

        var result = alive / notBought;
        result = Vector512.ConditionalSelect(Vector512.GreaterThan(result, one), one, result);
        return Vector512.ConditionalSelect(IsValid(x, tx, age), result, Vector512.Create(double.NaN));
    }

    /// <summary>P(at least one purchase in (0, t]) of a member alive at T.</summary>
    public Vector512<double> Some(Vector512<double> x, Vector512<double> age, double t) =>
        // With the roles of buying and leaving exchanged this is the same integral.
        LeftInSilence(
            Vector512.Create(_s), Vector512.Create(_r) + x, Vector512.Create(_beta) + age, Vector512.Create(_alpha) + age, Vector512.Create(t), !IsNearA,
            out _);

    /// <summary>E[purchases in (0, t]] of a member alive at T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Expected(Vector512<double> x, Vector512<double> age, double t)
    {
        var b = Vector512.Create(_beta) + age;
        var log = VectorMath.Log1p(Vector512.Create(t) / b);
        var power = 1 - _s;
        var time = power == 0 ? b * log : b * VectorMath.Expm1(Vector512.Create(power) * log) / Vector512.Create(power);
        return (Vector512.Create(_r) + x) / (Vector512.Create(_alpha) + age) * time;
    }

    /// <summary>The same with each purchase weighted by e^(-delta u), delta above 0; t may be infinite.</summary>
    public Vector512<double> Discounted(Vector512<double> x, Vector512<double> age, double delta, double t)
    {
        var b = Vector512.Create(_beta) + age;
        // In u = ln(1 + y/b) the integrand is e^((1-s) u - delta y); it is followed as far as it is not negligible.
        var power = 1 - _s;
        var end = Math.Min(t, SilenceQuadrature.Nothing / delta);
        var length = VectorMath.Log1p(Vector512.Create(end) / b);
        if (power < 0)
            length = Vector512.Min(length, Vector512.Create(SilenceQuadrature.Nothing / -power));
        var integral = LaneIntegral.Of(
            new Purchases(Vector512.Create(power), Vector512.Create(delta) * b), length, Vector512.Create(Math.Abs(power)) * length
                + Vector512.Create(delta * end));
        return (Vector512.Create(_r) + x) / (Vector512.Create(_alpha) + age) * (b * integral);
    }

    /// <summary>
    /// The integral of s / (b+y) (a/(a+y))^n (b/(b+y))^s from 0 to a time: the members who leave during a silence. <paramref name="alive"/> receives those
    /// who do not.
    /// </summary>
    private static Vector512<double> LeftInSilence(
        Vector512<double> n, Vector512<double> s, Vector512<double> a, Vector512<double> b, Vector512<double> time, bool isNearA, out Vector512<double> alive)
    {
        var logA = VectorMath.Log1p(time / a);
        var logB = VectorMath.Log1p(time / b);
        var fall = n * logA + s * logB;
        alive = VectorMath.Exp(Vector512<double>.Zero - fall);
        var reach = isNearA
            ? SilenceQuadrature.Reach(n, s, b / a, isFarEvent: true, logA, ref fall)
            : SilenceQuadrature.Reach(s, n, a / b, isFarEvent: false, logB, ref fall);
        return s * LaneIntegral.Of(new Leaving(n, s, a, b, isNearA), reach, fall);
    }

    /// <summary>P(leaves before the next purchase) at t_x and at T: <see cref="PurchaseRace"/>'s fraction, by its numerators and denominators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector512<double> AtLast, Vector512<double> AtAge) Races(Vector512<double> n, Vector512<double> tx, Vector512<double> age)
    {
        var (s, one) = (Vector512.Create(_s), Vector512.Create(1.0));
        var near = Vector512.Create(Math.Min(_alpha, _beta));
        var distance = Vector512.Create(Math.Abs(_alpha - _beta));
        var (w, v) = (distance / (near + tx), distance / (near + age));
        var (first, second) = IsNearA ? (n, s) : (s + one, n - one);
        var sum = n + s;
        // All terms over N + terms, so that no product leaves the range of doubles.
        var scale = one / (sum + Vector512.Create((double)_terms));
        var term = sum * scale;
        var (aw, aw1, bw, bw1) = (term, one, one, Vector512<double>.Zero);
        var (av, av1, bv, bv1) = (term, one, one, Vector512<double>.Zero);
        for (var k = 1; k <= _terms; k++)
        {
            var half = Vector512.Create((double)(k >> 1));
            var numerator = (k & 1) == 1 ? (first + half) * scale * ((sum + half) * scale) : half * scale * ((second + half) * scale);
            term = (sum + Vector512.Create((double)k)) * scale;
            var (nw, nv) = (numerator * w, numerator * v);
            (aw, aw1) = (term * aw + nw * aw1, aw);
            (bw, bw1) = (term * bw + nw * bw1, bw);
            (av, av1) = (term * av + nv * av1, av);
            (bv, bv1) = (term * bv + nv * bv1, bv);
        }

        var lead = s * scale;
        return IsNearA ? (lead * bw / aw, lead * bv / av) : (lead * (one + w) * bw / aw, lead * (one + v) * bv / av);
    }

    // The rules of PurchaseHistory; NaN breaks them.
    private static Vector512<double> IsValid(Vector512<double> x, Vector512<double> tx, Vector512<double> age)
    {
        var zero = Vector512<double>.Zero;
        return Vector512.GreaterThanOrEqual(x, zero) & Vector512.GreaterThanOrEqual(tx, zero) & Vector512.LessThanOrEqual(tx, age)
            & Vector512.LessThanOrEqual(age, Vector512.Create(double.MaxValue)) & (Vector512.GreaterThan(x, zero) | Vector512.Equals(tx, zero));
    }

    // e^(power u - decay (e^u - 1)): what is bought at u, discounted.
    private readonly struct Purchases(Vector512<double> power, Vector512<double> decay) : ILaneIntegrand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> At(Vector512<double> u) => VectorMath.Exp(power * u - decay * VectorMath.Expm1(u));
    }

    // The share that leaves at u = ln(1 + y / smaller scale) without having bought.
    private readonly struct Leaving(Vector512<double> n, Vector512<double> s, Vector512<double> a, Vector512<double> b, bool isNearA) : ILaneIntegrand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> At(Vector512<double> u)
        {
            var rise = VectorMath.Expm1(u);
            if (!isNearA)
                return VectorMath.Exp(Vector512<double>.Zero - n * VectorMath.Log1p(b * rise / a) - s * u);
            var y = a * rise;
            return VectorMath.Exp(Vector512<double>.Zero - n * u - s * VectorMath.Log1p(y / b)) * ((a + y) / (b + y));
        }
    }
}
