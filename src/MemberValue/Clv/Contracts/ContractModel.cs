using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// How long members under contract stay, fitted or given: survival, retention from renewal to renewal, and how many payments are still to come. For
/// subscriptions, paid memberships and everything else where a member says that they leave. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Time is counted in periods since the beginning of a member's contract; renewal 1 is the first time that the member can leave. What a member does at one
/// renewal says nothing about the next, beyond what it says about the member: retention rises with tenure because the loyal are left. Sources: Fader and Hardie
/// 2007, "How to project customer retention", JIM 21; Fader and Hardie 2010, "Customer-base valuation in a contractual setting"; Fader, Hardie, Liu, Davin and
/// Steenburgh 2018, JIM 43.
/// </remarks>
public sealed partial class ContractModel : IFitted
{
    private readonly ContractLaw _law;
    private readonly double[] _values;

    /// <summary>A model with given parameters.</summary>
    /// <param name="family">The family.</param>
    /// <param name="parameters">Its parameters in the order of <see cref="ParameterNames"/>: theta; alpha, beta; alpha, beta, c; s, beta; s, beta, c. Each is
    /// finite and above 0, theta below 1.</param>
    /// <param name="unit">The period.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">There are more or fewer parameters than the family has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The family is not defined, a parameter is out of range, or the unit is <c>default</c>.</exception>
    public ContractModel(ContractFamily family, IReadOnlyList<double> parameters, TimeUnit unit)
        : this(ContractLaw.Of(family), [.. parameters ?? throw new ArgumentNullException(nameof(parameters))], unit, report: null, origin: null)
    {
    }

    private ContractModel(ContractLaw law, double[] values, TimeUnit unit, FitReport? report, FitOrigin? origin)
    {
        var names = law.ParameterNames;
        if (values.Length != names.Count)
            throw Error.Argument($"{law.Name} has {names.Count} parameters ({string.Join(", ", names)}); {values.Length} were given.", "parameters");
        for (var k = 0; k < values.Length; k++)
        {
            if (!(values[k] > 0 && values[k] < law.Limit))
            {
                var limit = double.IsInfinity(law.Limit) ? "finite" : "below 1";
                throw Error.OutOfRange("parameters", $"The parameter {names[k]} is {values[k]} and must be above 0 and {limit}.");
            }
        }

        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The period is default and must be one of TimeUnit's.");
        (_law, _values, Unit, Report, Origin) = (law, values, unit, report, origin);
    }

    /// <summary>The family.</summary>
    public ContractFamily Family => _law.Family;

    /// <summary>The family's short name: <c>geometric</c>, <c>sBG</c>, <c>BdW</c>, <c>EG</c> or <c>WG</c>.</summary>
    public string Name => _law.Name;

    /// <summary>Always <c>ContractModel</c>: a model of one family can replace one of another.</summary>
    public string Kind => Stored.Name;

    /// <summary>The period that time is counted in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>Whether members leave at any moment, and not at renewals only.</summary>
    public bool IsContinuous => _law.IsContinuous;

    /// <summary>The parameters' names, in the literature's letters.</summary>
    public IReadOnlyList<string> ParameterNames => _law.ParameterNames;

    /// <summary>The parameters, in the order of <see cref="ParameterNames"/>; all above 0.</summary>
    public IReadOnlyList<double> ParameterValues => Array.AsReadOnly(_values);

    /// <summary>How the fit went; null for given parameters.</summary>
    public FitReport? Report { get; }

    /// <summary>What the model was fitted to; null for given parameters.</summary>
    public FitOrigin? Origin { get; }

    /// <summary>How far the model may be trusted: the status of <see cref="Report"/>, or <see cref="FitStatus.Given"/> for given parameters.</summary>
    public FitStatus Status => Report?.Status ?? FitStatus.Given;

    /// <summary>What to beware of: the warnings of <see cref="Report"/>; empty for given parameters.</summary>
    public IReadOnlyList<Text> Warnings => Report?.Warnings ?? [];

    /// <summary>The probability that a new member is still there after a time.</summary>
    /// <param name="time">Periods since the beginning, finite, 0 or more. Between renewals nobody leaves: a model of renewals counts whole periods.</param>
    /// <returns>S(t): 1 at 0, falling towards 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is out of range.</exception>
    public double Survival(double time) => Math.Exp(_law.LogSurvival(_values, Whole(time, nameof(time))));

    /// <summary>The probability that a present member is still there some periods from now.</summary>
    /// <param name="tenure">Periods that the member has stayed: renewals made; finite, 0 or more.</param>
    /// <param name="horizon">Periods from now, finite, 0 or more.</param>
    /// <returns>S(tenure + horizon) / S(tenure), 0 to 1; it rises with tenure where members differ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public double Survival(double tenure, double horizon)
    {
        var (from, to) = (Whole(tenure, nameof(tenure)), Whole(tenure + Checked(horizon, nameof(horizon)), nameof(horizon)));
        return Math.Exp(_law.LogSurvival(_values, to) - _law.LogSurvival(_values, from));
    }

    /// <summary>The probability of leaving at just this renewal, for a new member; in continuous time, within this period.</summary>
    /// <param name="renewal">The renewal, from 1.</param>
    /// <returns>S(t - 1) - S(t), 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewal"/> is below 1.</exception>
    public double ProbabilityOfLeaving(int renewal)
    {
        Require.AtLeast(renewal, 1);
        var before = _law.LogSurvival(_values, renewal - 1);
        return -Math.Exp(before) * NearZero.Expm1(_law.LogSurvival(_values, renewal) - before);
    }

    /// <summary>The probability that a member who is asked renews.</summary>
    /// <param name="renewal">The renewal, from 1.</param>
    /// <returns>S(t) / S(t - 1), 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewal"/> is below 1.</exception>
    public double RetentionRate(int renewal)
    {
        Require.AtLeast(renewal, 1);
        return Math.Exp(_law.LogSurvival(_values, renewal) - _law.LogSurvival(_values, renewal - 1));
    }

    /// <summary>Survival, retention and leaving at the first renewals.</summary>
    /// <param name="renewals">How many, 0 to 100,000.</param>
    /// <returns>One point per renewal.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewals"/> is out of range.</exception>
    public IReadOnlyList<RetentionPoint> RetentionCurve(int renewals)
    {
        if (renewals is < 0 or > 100_000)
            throw Error.OutOfRange(nameof(renewals), $"renewals is {renewals} and must be 0 to 100,000.");
        return [.. Enumerable.Range(1, renewals).Select(t => new RetentionPoint(t, Survival(t), RetentionRate(t), ProbabilityOfLeaving(t)))];
    }

    /// <summary>The expected number of payments still to come; in continuous time, of periods.</summary>
    /// <param name="tenure">Periods that the member has stayed: renewals made; finite, 0 or more.</param>
    /// <param name="moment">Which payment is the next.</param>
    /// <returns>0 or more. An infinity where some members stay so long that there is no mean: for sBG with alpha of at most 1, for BdW with alpha c of at most
    /// 1, for EG with s of at most 1, for WG with s c of at most 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public double Lifetime(double tenure, ContractMoment moment = ContractMoment.AfterPayment) => Lifetime(tenure, 0, moment);

    /// <summary>The expected number of payments still to come, later ones discounted: what a margin of 1 per period is worth now.</summary>
    /// <param name="tenure">Periods that the member has stayed: renewals made; finite, 0 or more.</param>
    /// <param name="rate">The discount rate; it is converted to the model's period, and its timing is ignored.</param>
    /// <param name="moment">Which payment is the next: discounted expected lifetime (DEL) for <see cref="ContractMoment.BeforePayment"/>, discounted expected
    /// residual lifetime (DERL) for the other two.</param>
    /// <returns>0 or more, and at least 1 before a payment; finite for a rate above 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rate"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public double DiscountedLifetime(double tenure, DiscountRate rate, ContractMoment moment = ContractMoment.AfterPayment)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return Lifetime(tenure, rate.PerUnit(Unit), moment);
    }

    /// <summary>The log-likelihood of one member.</summary>
    /// <param name="from">When the member was there for the last time; finite, 0 or more.</param>
    /// <param name="to">By when the member had left: above <paramref name="from"/>, equal to it for an exact moment above 0, infinity for a member who is still
    /// there.</param>
    /// <returns>ln of a probability, or of a density for an exact moment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or is not whole for a model of renewals.</exception>
    public double LogLikelihood(double from, double to)
    {
        Checked(from, nameof(from));
        if (!(to >= from && to > 0))
            throw Error.OutOfRange(nameof(to), $"to is {to} and must be above 0 and at least from, which is {from}.");
        if (!IsContinuous && (from == to || from != Math.Floor(from) || to != Math.Floor(to)))
            throw Error.OutOfRange(nameof(to), $"{Name} counts renewals: from {from} and to {to} must be whole and must differ.");
        Span<double> gradient = stackalloc double[_values.Length];
        return ContractLikelihood.Of(_law, _values, from, to, gradient);
    }

    /// <summary>Name and parameters in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Name} ({string.Join(", ", _values.Select((value, k) => FormattableString.Invariant($"{ParameterNames[k]} {value:G6}")))}) per {Unit.Name}");

    /// <summary>The same with a continuous rate per period.</summary>
    internal double Lifetime(double tenure, double delta, ContractMoment moment)
    {
        if (!Enum.IsDefined(moment))
            throw Error.OutOfRange(nameof(moment), $"The moment is {moment} and must be BeforePayment, BeforeRenewal or AfterPayment.");
        var n = Whole(tenure, nameof(tenure));
        if (IsContinuous || moment == ContractMoment.BeforePayment)
            return ContractLifetime.Of(_law, _values, n, delta);
        // The next payment comes with the probability of renewing, and those behind it are a lifetime of their own.
        var next = _law.LogSurvival(_values, n + 1) - _law.LogSurvival(_values, n);
        return Math.Exp(next - (moment == ContractMoment.AfterPayment ? delta : 0)) * ContractLifetime.Of(_law, _values, n + 1, delta);
    }

    private static double Checked(double value, string parameter) => value >= 0 && double.IsFinite(value)
        ? value
        : throw Error.OutOfRange(parameter, $"{parameter} is {value} and must be a finite number of 0 or more.");

    private double Whole(double time, string parameter) => IsContinuous ? Checked(time, parameter) : Math.Floor(Checked(time, parameter));
}
