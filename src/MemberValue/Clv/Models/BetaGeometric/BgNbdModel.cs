using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The BG/NBD model, fitted or named: purchases at random until the member leaves, unseen, after one of their repeat purchases. A member without a repeat
/// purchase has had no chance to leave: P(alive) is 1, for ever. Decide by the probability of a purchase.
/// </summary>
/// <remarks>Source: docs/models/bg-nbd.md. Immutable and thread-safe.</remarks>
public sealed class BgNbdModel : AttritionModel
{
    private static readonly AttritionFitSpec Spec = BetaGeometricFit.Spec("BG/NBD", leavesAtOnce: false);

    private readonly BetaGeometricSpans _spans;

    /// <summary>A model with named parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="unit">The unit of time that alpha is in.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public BgNbdModel(BgNbdParameters parameters, TimeUnit unit)
        : this(parameters, unit, report: null, origin: null)
    {
    }

    private BgNbdModel(BgNbdParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin)
        : base(unit, report, origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
        _spans = new BetaGeometricSpans(parameters.R, parameters.Alpha, parameters.A, parameters.B, NoFirstChance.Chances);
    }

    /// <summary>The parameters.</summary>
    public BgNbdParameters Parameters { get; }

    /// <inheritdoc/>
    public override string Name => Spec.Model;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => BetaGeometricFit.Letters;

    /// <inheritdoc/>
    public override IReadOnlyList<double> ParameterValues => [Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B];

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="members">The members, in the unit that the model shall count in.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentException">The view is <c>default</c>, no member has a purchase, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BgNbdModel Fit(
        MemberTimeView members, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(PurchaseHistories.From(members), options, progress, cancellationToken);

    /// <summary>Fits the model to purchase histories, by maximum likelihood.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BgNbdModel Fit(
        PurchaseHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var fit = AttritionFit.Run<BetaGeometricLikelihood<NoFirstChance>>(Spec, histories, options, progress, cancellationToken);
        return Of(fit.Values, histories.Unit, fit.Report, fit.Origin);
    }

    /// <summary>A model from its stored parts.</summary>
    internal static BgNbdModel Of(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin) =>
        new(new BgNbdParameters(values[0], values[1], values[2], values[3]), unit, report, origin);

    internal override AttritionModel WithParameters(ReadOnlySpan<double> values) => Of(values, Unit, report: null, origin: null);

    internal override AliveProcess After(double x, double age) => BgNbd.After(Parameters, x, age);

    internal override double ExpectedOf(in AliveProcess alive, double t) => BetaGeometricProcess.Expected(alive, t);

    internal override double NoneOf(in AliveProcess alive, double t) => BetaGeometricProcess.None(alive, t);

    internal override double SomeOf(in AliveProcess alive, double t) => BetaGeometricProcess.Some(alive, t);

    internal override double CountOf(in AliveProcess alive, int n, double t) => BetaGeometricProcess.Count(alive, n, t);

    internal override double DiscountedOf(in AliveProcess alive, double delta, double t) => BetaGeometricProcess.Discounted(alive, delta, t);

    internal override double Simulate(Random random, double age, List<double> purchases)
    {
        var rate = Sampling.Gamma(random, Parameters.R, Parameters.Alpha);
        var leaving = Sampling.Beta(random, Parameters.A, Parameters.B);
        if (rate == 0)
            return double.PositiveInfinity; // it underflowed: the first purchase never comes
        for (var t = Sampling.Exponential(random, rate); t <= age; t += Sampling.Exponential(random, rate))
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

    private protected override double LogLikelihoodCore(double x, double tx, double age) => BgNbd.LogLikelihood(Parameters, x, tx, age);

    private protected override double ProbabilityAliveCore(double x, double tx, double age) => BgNbd.ProbabilityAlive(Parameters, x, tx, age);

    private protected override double MeanRateCore(double x, double tx, double age) => BgNbd.MeanRate(Parameters, x, tx, age);

    private protected override double TimeUntil(in AliveProcess alive, double share) => BetaGeometricProcess.TimeUntil(alive, share);
}
