using System.Text.Json.Serialization;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The NBD model, fitted or given: purchases at random, nobody ever leaves. The baseline for the models of leaving; P(alive) is 1 for everyone.
/// </summary>
/// <remarks>Sources: Ehrenberg 1959; Morrison and Schmittlein 1988. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class NbdModel : AttritionModel
{
    private static readonly string[] Letters = ["r", "alpha"];

    private static readonly AttritionFitSpec Spec = new()
    {
        Model = "NBD",
        ParameterNames = Letters,
        IsTimeRate = [false, true],
        Starts = Starts,
        Limits =
        [
            new FitLimit(
                Text.Of("r and alpha grow without bound at a fixed ratio: every member buys at the same rate", "r和alpha按固定比例无限增大：所有会员的购买频率相同"),
                [1, 1]),
            new FitLimit(Text.Of("r shrinks to zero: nobody buys again", "r趋近于零：没有会员再次购买"), [-1, 0]),
            new FitLimit(Text.Of("alpha grows without bound: nobody buys again", "alpha无限增大：没有会员再次购买"), [0, 1]),
        ],
        Warnings = static moments => moments.TotalRepeatPurchases == 0
            ? [Text.Of("No member has a repeat purchase: there is nothing to learn a rate from.", "没有会员复购：无从估计购买频率。")]
            : [],
    };

    /// <summary>A model with given parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="unit">The unit of time that alpha is in.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public NbdModel(NbdParameters parameters, TimeUnit unit)
        : this(parameters, unit, report: null, origin: null)
    {
    }

    private NbdModel(NbdParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin)
        : base(unit, report, origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
    }

    /// <summary>The parameters.</summary>
    public NbdParameters Parameters { get; }

    /// <inheritdoc/>
    public override string Name => Spec.Model;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Letters;

    /// <inheritdoc/>
    public override IReadOnlyList<double> ParameterValues => [Parameters.R, Parameters.Alpha];

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="members">The members, in the unit that the model is to count in.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentException">The view is <c>default</c>, no member has a purchase, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static NbdModel Fit(
        MemberTimeView members, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(PurchaseHistories.From(members, cancellationToken), options, progress, cancellationToken);

    /// <summary>Fits the model to purchase histories, by maximum likelihood.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static NbdModel Fit(
        PurchaseHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var fit = AttritionFit.Run(Spec, AttritionFit.TaskOf<NbdLikelihood>(Spec, histories), histories, options, progress, cancellationToken);
        return Of(fit.Values, histories.Unit, fit.Report, fit.Origin);
    }

    /// <summary>A model from its stored parts.</summary>
    internal static NbdModel Of(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin) =>
        new(new NbdParameters(values[0], values[1]), unit, report, origin);

    internal override FitTask TaskOf(PurchaseHistories histories) => AttritionFit.TaskOf<NbdLikelihood>(Spec, histories);

    internal override AttritionModel WithParameters(ReadOnlySpan<double> values) => Of(values, Unit, report: null, origin: null);

    internal override AliveProcess After(double x, double age) => new(Parameters.R + x, Parameters.Alpha + age, 0, 0);

    internal override double StaysOf(in AliveProcess alive, double t) => 1;

    internal override double ExpectedOf(in AliveProcess alive, double t) => Nbd.Expected(alive, t);

    internal override double NoneOf(in AliveProcess alive, double t) => Nbd.None(alive, t);

    internal override double SomeOf(in AliveProcess alive, double t) => Nbd.Some(alive, t);

    internal override double CountOf(in AliveProcess alive, int n, double t) => n == 0 ? Nbd.None(alive, t) : Nbd.Count(alive, n, t);

    internal override double DiscountedOf(in AliveProcess alive, double delta, double t) => Nbd.Discounted(alive, delta, t);

    internal override void DrawFuture(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend) =>
        FuturePurchases.Nbd(ref random, alive, t, ref spend);

    internal override double Simulate(Random random, double age, List<double> purchases)
    {
        var rate = Sampling.Gamma(random, Parameters.R, Parameters.Alpha);
        for (var t = Sampling.Exponential(random, rate); t <= age && purchases.Count <= MostSimulated; t += Sampling.Exponential(random, rate))
            purchases.Add(t);
        return double.PositiveInfinity;
    }

    private protected override IReadOnlyList<MemberTrait> Traits => [MemberTrait.PurchaseRate];

    private protected override double LogLikelihoodCore(double x, double tx, double age) => Nbd.LogLikelihood(Parameters, x, age);

    private protected override double ProbabilityAliveCore(double x, double tx, double age) => 1;

    private protected override double MeanRateCore(double x, double tx, double age) => (Parameters.R + x) / (Parameters.Alpha + age);

    private protected override double TimeUntil(in AliveProcess alive, double share) => Nbd.TimeUntil(alive, share);

    // The moments of the gamma mixture of Poisson counts, and a flat guess.
    private static double[][] Starts(HistoryMoments moments)
    {
        var shape = moments.RateShape;
        return [[Math.Log(shape), Math.Log(shape / moments.Rate)], [0, -Math.Log(moments.Rate)]];
    }
}
