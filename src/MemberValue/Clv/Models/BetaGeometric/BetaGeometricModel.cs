using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The base of BG/NBD and MBG/NBD: purchases at random until the member leaves, unobserved, after one of their purchases. They differ in whether the first
/// purchase gives a chance to leave. Immutable and thread-safe.
/// </summary>
public abstract class BetaGeometricModel : AttritionModel
{
    private readonly BetaGeometricSpans _spans;
    private readonly int _firstChance;

    private protected BetaGeometricModel(BetaGeometricParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin, int firstChance)
        : base(unit, report, origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        _firstChance = firstChance;
        _spans = new BetaGeometricSpans(parameters.R, parameters.Alpha, parameters.A, parameters.B, firstChance);
    }

    /// <summary>The parameters.</summary>
    public BetaGeometricParameters Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => BetaGeometricFit.Letters;

    /// <inheritdoc/>
    public override IReadOnlyList<double> ParameterValues => [Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B];

    internal override AliveProcess After(double x, double age) => new(Parameters.R + x, Parameters.Alpha + age, Parameters.A, Parameters.B + Chances(x));

    internal override double StaysOf(in AliveProcess alive, double t) => BetaGeometricProcess.Stays(alive, t);

    internal override double ExpectedOf(in AliveProcess alive, double t) => BetaGeometricProcess.Expected(alive, t);

    internal override double NoneOf(in AliveProcess alive, double t) => BetaGeometricProcess.None(alive, t);

    internal override double SomeOf(in AliveProcess alive, double t) => BetaGeometricProcess.Some(alive, t);

    internal override double CountOf(in AliveProcess alive, int n, double t) => BetaGeometricProcess.Count(alive, n, t);

    internal override double DiscountedOf(in AliveProcess alive, double delta, double t) => BetaGeometricProcess.Discounted(alive, delta, t);

    internal override void DrawFuture(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend) =>
        FuturePurchases.BetaGeometric(ref random, alive, t, ref spend);

    internal override double Simulate(Random random, double age, List<double> purchases)
    {
        var rate = Sampling.Gamma(random, Parameters.R, Parameters.Alpha);
        var leaving = Sampling.Beta(random, Parameters.A, Parameters.B);
        if (_firstChance > 0 && random.NextDouble() < leaving)
            return 0;
        if (rate == 0)
            return double.PositiveInfinity; // it underflowed: the first purchase never comes
        for (var t = Sampling.Exponential(random, rate); t <= age && purchases.Count <= MostSimulated; t += Sampling.Exponential(random, rate))
        {
            purchases.Add(t);
            if (random.NextDouble() < leaving)
                return t;
        }

        return double.PositiveInfinity;
    }

    internal override void FillAlive(in HistoryBlock block, Span<double> destination) => _spans.FillAlive(block, destination);

    internal override void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination) => _spans.FillPurchase(block, horizon, destination);

    internal override void FillExpected(in HistoryBlock block, double horizon, Span<double> destination) => _spans.FillExpected(block, horizon, destination);

    internal override void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination) =>
        _spans.FillDiscounted(block, delta, horizon, destination);

    private protected override IReadOnlyList<MemberTrait> Traits => [MemberTrait.PurchaseRate, MemberTrait.DropoutProbability];

    private protected override double LogLikelihoodCore(double x, double tx, double age) =>
        BetaGeometric.LogLikelihood(Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B, x, Chances(x), tx, age);

    private protected override double ProbabilityAliveCore(double x, double tx, double age) =>
        BetaGeometric.ProbabilityAlive(Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B, x, Chances(x), tx, age);

    private protected override double MeanRateCore(double x, double tx, double age) =>
        BetaGeometric.MeanRate(Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B, x, Chances(x), tx, age);

    private protected override double TimeUntil(in AliveProcess alive, double share) => BetaGeometricProcess.TimeUntil(alive, share);

    /// <summary>How many occasions to leave a member who is alive has passed after x repeat purchases.</summary>
    private double Chances(double x) => x + _firstChance;
}
