using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>A family of contract durations: its survival function, and what a fit needs to know about it.</summary>
internal abstract class ContractLaw(ContractFamily family, string name, params string[] parameters)
{
    private static readonly ContractLaw[] Laws =
        [new GeometricLaw(), new ShiftedBetaGeometricLaw(), new BetaDiscreteWeibullLaw(), new ExponentialGammaLaw(), new WeibullGammaLaw()];

    public static IReadOnlyList<ContractLaw> All => Laws;

    /// <summary>The law of a family.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The family is not defined.</exception>
    public static ContractLaw Of(ContractFamily family) => Array.Find(Laws, law => law.Family == family)
        ?? throw Error.OutOfRange(nameof(family), $"The family is {family} and must be one of {string.Join(", ", Enum.GetNames<ContractFamily>())}.");

    public ContractFamily Family => family;

    public string Name => name;

    public IReadOnlyList<string> ParameterNames => parameters;

    /// <summary>Whether members leave at any moment, not at renewals only.</summary>
    public virtual bool IsContinuous => false;

    /// <summary>Whether it can be fitted to histories: a law of renewals takes whole periods alone.</summary>
    public bool Takes(ContractHistories histories) => IsContinuous || (histories.IsWhole && !histories.HasExactTimes);

    /// <summary>What every parameter must be below.</summary>
    public virtual double Limit => double.PositiveInfinity;

    /// <summary>ln S(t); 0 at 0.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="t">Time since the contract began, 0 or more.</param>
    public abstract double LogSurvival(ReadOnlySpan<double> values, double t);

    /// <summary>Adds weight times the derivatives of ln S(t) in the log-parameters.</summary>
    public abstract void AddGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient);

    /// <summary>The derivative of ln S in t, at t above 0; at most 0.</summary>
    public abstract double Slope(ReadOnlySpan<double> values, double t);

    /// <summary>Adds weight times the derivatives of ln of <see cref="Slope"/> without its sign: what an exact moment of leaving adds to ln S.</summary>
    public virtual void AddRateGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient) => throw new NotSupportedException();

    /// <summary>The sum over k from 0 of S(n + k) / S(n) without discounting, or the integral; an infinity where it has none, NaN where there is no closed
    /// form.</summary>
    public abstract double Undiscounted(ReadOnlySpan<double> values, double n);

    /// <summary>Starting points of a fit, as log-parameters.</summary>
    /// <param name="hazard">How many leave per period of a member's time.</param>
    public abstract double[][] Starts(double hazard);

    public abstract FitLimit[] Limits { get; }

    private protected static double[][] Logs(params double[][] values) => [.. values.Select(row => Array.ConvertAll(row, Math.Log))];

    private sealed class GeometricLaw() : ContractLaw(ContractFamily.Geometric, "geometric", "theta")
    {
        public override double Limit => 1;

        public override FitLimit[] Limits { get; } =
        [
            new(Text.Of("theta shrinks to zero: nobody leaves", "theta趋近于零：没有会员离开"), [-1]),
            new(Text.Of("theta is 1: everybody leaves at the first renewal", "theta等于1：所有会员在首次续约时离开"), [1]),
        ];

        public override double LogSurvival(ReadOnlySpan<double> values, double t) => t == 0 ? 0 : t * NearZero.Log1p(-values[0]);

        public override void AddGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient) =>
            gradient[0] -= weight * t * values[0] / (1 - values[0]);

        public override double Slope(ReadOnlySpan<double> values, double t) => NearZero.Log1p(-values[0]);

        public override double Undiscounted(ReadOnlySpan<double> values, double n) => 1 / values[0];

        public override double[][] Starts(double hazard) => Logs([Math.Min(hazard, 0.999)]);
    }

    private sealed class ShiftedBetaGeometricLaw() : ContractLaw(ContractFamily.ShiftedBetaGeometric, "sBG", "alpha", "beta")
    {
        public override FitLimit[] Limits { get; } =
        [
            new(
                Text.Of("alpha and beta grow without bound at a fixed ratio: every member leaves with the same probability", "alpha和beta按固定比例无限增大：所有会员离开的概率相同"),
                [1, 1]),
            new(
                Text.Of("alpha and beta shrink to zero: some leave at the first renewal, the others never", "alpha和beta趋近于零：一部分会员在首次续约时离开，其余会员永不离开"),
                [-1, -1]),
            new(Text.Of("alpha shrinks to zero: nobody leaves", "alpha趋近于零：没有会员离开"), [-1, 0]),
            new(Text.Of("beta grows without bound: nobody leaves", "beta无限增大：没有会员离开"), [0, 1]),
            new(Text.Of("beta shrinks to zero: everybody leaves at the first renewal", "beta趋近于零：所有会员在首次续约时离开"), [0, -1]),
            new(Text.Of("alpha grows without bound: everybody leaves at the first renewal", "alpha无限增大：所有会员在首次续约时离开"), [1, 0]),
        ];

        /// <summary>ln B(alpha, beta + t) / B(alpha, beta), as a sum of terms of one sign where there are few.</summary>
        public override double LogSurvival(ReadOnlySpan<double> values, double t)
        {
            var (alpha, beta) = (values[0], values[1]);
            if (t <= 64 && t == Math.Floor(t))
            {
                double sum = 0;
                for (var k = (int)t - 1; k >= 0; k--)
                    sum -= NearZero.Log1p(alpha / (beta + k));
                return sum;
            }

            // Both are the same; the smaller step loses fewer digits.
            return t < alpha
                ? GammaFunctions.LogGammaRatio(beta, t) - GammaFunctions.LogGammaRatio(alpha + beta, t)
                : GammaFunctions.LogGammaRatio(beta, alpha) - GammaFunctions.LogGammaRatio(beta + t, alpha);
        }

        public override void AddGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient)
        {
            var (own, all) = (GammaFunctions.DigammaDifference(values[1], t), GammaFunctions.DigammaDifference(values[0] + values[1], t));
            gradient[0] -= weight * values[0] * all;
            gradient[1] += weight * values[1] * (own - all);
        }

        public override double Slope(ReadOnlySpan<double> values, double t) => -GammaFunctions.DigammaDifference(values[1] + t, values[0]);

        public override double Undiscounted(ReadOnlySpan<double> values, double n) =>
            values[0] > 1 ? (values[0] + values[1] + n - 1) / (values[0] - 1) : double.PositiveInfinity;

        public override double[][] Starts(double hazard)
        {
            var odds = (1 - Math.Min(hazard, 0.999)) / Math.Min(hazard, 0.999);
            return Logs([1, odds], [0.3, 0.3 * odds], [5, 5 * odds], [0.1, 0.1]);
        }
    }

    private sealed class ExponentialGammaLaw() : ContractLaw(ContractFamily.ExponentialGamma, "EG", "s", "beta")
    {
        public override bool IsContinuous => true;

        public override FitLimit[] Limits { get; } =
        [
            new(Text.Of("s and beta grow without bound at a fixed ratio: every member leaves at the same rate", "s和beta按固定比例无限增大：所有会员以相同的速率离开"), [1, 1]),
            new(Text.Of("s shrinks to zero: nobody leaves", "s趋近于零：没有会员离开"), [-1, 0]),
            new(Text.Of("beta grows without bound: nobody leaves", "beta无限增大：没有会员离开"), [0, 1]),
            new(Text.Of("s and beta shrink to zero: some leave at once, the others never", "s和beta趋近于零：一部分会员立即离开，其余会员永不离开"), [-1, -1]),
        ];

        public override double LogSurvival(ReadOnlySpan<double> values, double t) => -values[0] * NearZero.Log1p(t / values[1]);

        public override void AddGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient)
        {
            gradient[0] -= weight * values[0] * NearZero.Log1p(t / values[1]);
            gradient[1] += weight * values[0] * (t / (values[1] + t));
        }

        public override double Slope(ReadOnlySpan<double> values, double t) => -values[0] / (values[1] + t);

        public override void AddRateGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient)
        {
            gradient[0] += weight;
            gradient[1] -= weight * (values[1] / (values[1] + t));
        }

        public override double Undiscounted(ReadOnlySpan<double> values, double n) =>
            values[0] > 1 ? (values[1] + n) / (values[0] - 1) : double.PositiveInfinity;

        public override double[][] Starts(double hazard) => Logs([1, 1 / hazard], [0.4, 0.4 / hazard], [5, 5 / hazard]);
    }

    /// <summary>Another law with t^c in place of t, c being one more parameter.</summary>
    private abstract class PoweredLaw(ContractFamily family, string name, ContractLaw plain) : ContractLaw(family, name, [.. plain.ParameterNames, "c"])
    {
        protected ContractLaw Plain => plain;

        public override bool IsContinuous => plain.IsContinuous;

        public override double LogSurvival(ReadOnlySpan<double> values, double t) => plain.LogSurvival(values, Math.Pow(t, values[2]));

        public override void AddGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient)
        {
            if (t == 0)
                return;
            var u = Math.Pow(t, values[2]);
            plain.AddGradient(values, u, weight, gradient);
            gradient[2] += weight * plain.Slope(values, u) * u * values[2] * Math.Log(t);
        }

        public override double Slope(ReadOnlySpan<double> values, double t) =>
            plain.Slope(values, Math.Pow(t, values[2])) * values[2] * Math.Pow(t, values[2] - 1);

        public override double Undiscounted(ReadOnlySpan<double> values, double n) => values[0] * values[2] > 1 ? double.NaN : double.PositiveInfinity;

        public override double[][] Starts(double hazard) =>
            [.. plain.Starts(hazard).SelectMany(start => new[] { 1, 0.6, 1.6 }.Select(c => (double[])[start[0], OnScaleOf(start[1], c), Math.Log(c)]))];

        /// <summary>The logarithm of the second parameter for time in units of t^c.</summary>
        protected abstract double OnScaleOf(double logBeta, double c);
    }

    private sealed class BetaDiscreteWeibullLaw() : PoweredLaw(ContractFamily.BetaDiscreteWeibull, "BdW", new ShiftedBetaGeometricLaw())
    {
        public override FitLimit[] Limits { get; } =
        [
            new(
                Text.Of(
                    "alpha and beta grow without bound at a fixed ratio: members do not differ (a discrete Weibull distribution)",
                    "alpha和beta按固定比例无限增大：会员之间没有差异（离散韦布尔分布）"),
                [1, 1, 0]),
            new(
                Text.Of("alpha and beta shrink to zero: some leave at the first renewal, the others never", "alpha和beta趋近于零：一部分会员在首次续约时离开，其余会员永不离开"),
                [-1, -1, 0]),
            new(Text.Of("alpha shrinks to zero: nobody leaves", "alpha趋近于零：没有会员离开"), [-1, 0, 0]),
            new(Text.Of("c grows without bound: who renews once leaves at the second renewal", "c无限增大：首次续约的会员在第二次续约时离开"), [0, 0, 1]),
            new(Text.Of("c shrinks to zero: who renews once stays forever", "c趋近于零：首次续约的会员永不离开"), [0, 0, -1]),
        ];

        protected override double OnScaleOf(double logBeta, double c) => logBeta; // a shape
    }

    private sealed class WeibullGammaLaw() : PoweredLaw(ContractFamily.WeibullGamma, "WG", new ExponentialGammaLaw())
    {
        public override FitLimit[] Limits { get; } =
        [
            new(
                Text.Of(
                    "s and beta grow without bound at a fixed ratio: members do not differ (a Weibull distribution)",
                    "s和beta按固定比例无限增大：会员之间没有差异（韦布尔分布）"),
                [1, 1, 0]),
            new(Text.Of("s shrinks to zero: nobody leaves", "s趋近于零：没有会员离开"), [-1, 0, 0]),
            new(Text.Of("beta grows without bound: nobody leaves", "beta无限增大：没有会员离开"), [0, 1, 0]),
        ];

        public override void AddRateGradient(ReadOnlySpan<double> values, double t, double weight, Span<double> gradient)
        {
            // ln of s c t^(c-1) / (beta + t^c)
            var u = Math.Pow(t, values[2]);
            Plain.AddRateGradient(values, u, weight, gradient);
            gradient[2] += weight * (1 + values[2] * Math.Log(t) * (values[1] / (values[1] + u)));
        }

        protected override double OnScaleOf(double logBeta, double c) => logBeta * c;
    }
}
