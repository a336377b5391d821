using System.Text.Json.Serialization;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The Pareto/NBD model, fitted or given: purchases at random until the member leaves, unobserved, at any moment. Unlike in the BG/NBD, a member who never
/// bought again may have left.
/// </summary>
/// <remarks>Sources: Schmittlein, Morrison and Colombo 1987; notes 009, 012 and 015 of Fader and Hardie. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class ParetoNbdModel : AttritionModel
{
    private static readonly string[] Letters = ["r", "alpha", "s", "beta"];

    private static readonly AttritionFitSpec Spec = new()
    {
        Model = "Pareto/NBD",
        ParameterNames = Letters,
        IsTimeRate = [false, true, false, true],
        Starts = Starts,
        Limits =
        [
            new FitLimit(Text.Of("s shrinks to zero: nobody leaves, as in the NBD", "s趋近于零：没有会员流失，与NBD相同"), [0, 0, -1, 0]),
            new FitLimit(Text.Of("beta grows without bound: nobody leaves, as in the NBD", "beta无限增大：没有会员流失，与NBD相同"), [0, 0, 0, 1]),
            new FitLimit(
                Text.Of("s and beta grow without bound at a fixed ratio: every member leaves at the same rate", "s和beta按固定比例无限增大：所有会员的流失速度相同"),
                [0, 0, 1, 1]),
            new FitLimit(
                Text.Of("r and alpha grow without bound at a fixed ratio: every member buys at the same rate", "r和alpha按固定比例无限增大：所有会员的购买频率相同"),
                [1, 1, 0, 0]),
            new FitLimit(
                Text.Of("s and beta shrink to zero: a share of the members leaves at once, the others never", "s和beta趋近于零：一部分会员立即流失，其余会员从不流失"),
                [0, 0, -1, -1]),
            new FitLimit(
                Text.Of("beta shrinks to zero: a share of the members leaves at once, the others never", "beta趋近于零：一部分会员立即流失，其余会员从不流失"),
                [0, 0, 0, -1]),
            new FitLimit(Text.Of("r shrinks to zero: nobody buys again", "r趋近于零：没有会员再次购买"), [-1, 0, 0, 0]),
            new FitLimit(Text.Of("alpha grows without bound: nobody buys again", "alpha无限增大：没有会员再次购买"), [0, 1, 0, 0]),
        ],
        Warnings = WarningsOf,
    };

    /// <summary>A model with given parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="unit">The unit of time that alpha and beta are in.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public ParetoNbdModel(ParetoNbdParameters parameters, TimeUnit unit)
        : this(parameters, unit, report: null, origin: null)
    {
    }

    private ParetoNbdModel(ParetoNbdParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin)
        : base(unit, report, origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
    }

    /// <summary>The parameters.</summary>
    public ParetoNbdParameters Parameters { get; }

    /// <inheritdoc/>
    public override string Name => Spec.Model;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Letters;

    /// <inheritdoc/>
    public override IReadOnlyList<double> ParameterValues => [Parameters.R, Parameters.Alpha, Parameters.S, Parameters.Beta];

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="members">The members, in the unit that the model is to count in.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentException">The view is <c>default</c>, no member has a purchase, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ParetoNbdModel Fit(
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
    public static ParetoNbdModel Fit(
        PurchaseHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var fit = AttritionFit.Run(Spec, AttritionFit.TaskOf<ParetoNbdLikelihood>(Spec, histories), histories, options, progress, cancellationToken);
        return Of(fit.Values, histories.Unit, fit.Report, fit.Origin);
    }

    /// <summary>A model from its stored parts.</summary>
    internal static ParetoNbdModel Of(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin) =>
        new(new ParetoNbdParameters(values[0], values[1], values[2], values[3]), unit, report, origin);

    internal override FitTask TaskOf(PurchaseHistories histories) => AttritionFit.TaskOf<ParetoNbdLikelihood>(Spec, histories);

    internal override AttritionModel WithParameters(ReadOnlySpan<double> values) => Of(values, Unit, report: null, origin: null);

    internal override AliveProcess After(double x, double age) => new(Parameters.R + x, Parameters.Alpha + age, Parameters.S, Parameters.Beta + age);

    internal override double StaysOf(in AliveProcess alive, double t) => Math.Exp(-alive.DropoutFirst * Elementary.Log1p(t / alive.DropoutSecond));

    internal override double ExpectedOf(in AliveProcess alive, double t) => ParetoNbd.Expected(alive, t);

    internal override double NoneOf(in AliveProcess alive, double t) => ParetoNbd.None(alive, t);

    internal override double SomeOf(in AliveProcess alive, double t) => ParetoNbd.Some(alive, t);

    internal override double CountOf(in AliveProcess alive, int n, double t) => n == 0 ? ParetoNbd.None(alive, t) : ParetoNbd.Count(alive, n, t);

    internal override double DiscountedOf(in AliveProcess alive, double delta, double t) => ParetoNbd.Discounted(alive, delta, t);

    internal override void DrawFuture(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend) =>
        FuturePurchases.Pareto(ref random, alive, t, ref spend);

    internal override double Simulate(Random random, double age, List<double> purchases)
    {
        var rate = Sampling.Gamma(random, Parameters.R, Parameters.Alpha);
        var leaving = Sampling.Gamma(random, Parameters.S, Parameters.Beta);
        // A rate that underflows to 0 means never.
        var life = leaving > 0 ? Sampling.Exponential(random, leaving) : double.PositiveInfinity;
        if (rate > 0)
        {
            for (var t = Sampling.Exponential(random, rate); t <= age && t < life && purchases.Count <= MostSimulated; t += Sampling.Exponential(random, rate))
                purchases.Add(t);
        }

        return life;
    }

    private protected override IReadOnlyList<MemberTrait> Traits => [MemberTrait.PurchaseRate, MemberTrait.DropoutRate];

    private protected override double LogLikelihoodCore(double x, double tx, double age) => ParetoNbd.LogLikelihood(Parameters, x, tx, age);

    private protected override double ProbabilityAliveCore(double x, double tx, double age) => ParetoNbd.ProbabilityAlive(Parameters, x, tx, age);

    private protected override double MeanRateCore(double x, double tx, double age) => ParetoNbd.MeanRate(Parameters, x, tx, age);

    private protected override double TimeUntil(in AliveProcess alive, double share) => ParetoNbd.TimeUntil(alive, share);

    // The rates by moments, corrected for the time that members are gone; a shape of leaving that hardly differs between shops, and other shapes around it.
    private static double[][] Starts(HistoryMoments moments)
    {
        var shape = moments.RateShape;
        var ratePerAlive = moments.Rate * 1.5;
        double[] Start(double r, double s, double beta) => [Math.Log(r), Math.Log(r / ratePerAlive), Math.Log(s), Math.Log(beta)];
        return
        [
            Start(shape, 0.6, 0.5),
            Start(shape, 1.5, 5),
            Start(Math.Min(2 * shape, 50), 0.3, 0.05),
            [Math.Log(shape), Math.Log(shape / moments.Rate), Math.Log(0.1), Math.Log(2)],
        ];
    }

    private static IEnumerable<Text> WarningsOf(HistoryMoments moments)
    {
        if (moments.TotalRepeatPurchases == 0)
            yield return Text.Of(
                "No member has a repeat purchase: how fast members leave cannot be told from how rarely they buy.", "没有会员复购：无法区分“流失快”和“购买少”。");
        else if (moments.ShareWithoutRepeat == 0)
            yield return HistoryMoments.EveryoneCameBack;
    }
}
