using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The BG/BB model, fitted or given: purchases that can only be made at given opportunities, at most one each, and leaving, which is not observed. For
/// donations once a year, conferences, cruises, or any purchases where a cell of the table, such as a week, is an opportunity.
/// </summary>
/// <remarks>
/// <para>Its times are numbers of opportunities: x, t_x and T of a history and every horizon are whole numbers, x at most t_x, none above ten
/// million. It is applied to the view <see cref="MemberColumns.Opportunities"/>, whose unit is the table's cell.</para>
/// <para>Cost: a likelihood, P(alive) or mean rate takes T - t_x steps of 3 to 4 ns, a probability of purchase or of a count as many steps as the
/// horizon; expected purchases are of constant cost beyond 1,000 opportunities.</para>
/// <para>Source: Fader, Hardie and Shang 2010. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class BgBbModel : AttritionModel
{
    private static readonly string[] Letters = ["alpha", "beta", "gamma", "delta"];

    private static readonly AttritionFitSpec Spec = new()
    {
        Model = "BG/BB",
        ParameterNames = Letters,
        IsTimeRate = [false, false, false, false],
        ScalesTime = false,
        Starts = Starts,
        Limits =
        [
            new FitLimit(
                Text.Of(
                    "alpha and beta grow without bound at a fixed ratio: every member has the same purchase probability",
                    "alpha和beta按固定比例无限增大：所有会员的购买概率相同"),
                [1, 1, 0, 0]),
            new FitLimit(
                Text.Of(
                    "gamma and delta grow without bound at a fixed ratio: every member has the same dropout probability",
                    "gamma和delta按固定比例无限增大：所有会员的流失概率相同"),
                [0, 0, 1, 1]),
            new FitLimit(Text.Of("delta grows without bound: nobody leaves", "delta无限增大：没有会员流失"), [0, 0, 0, 1]),
            new FitLimit(Text.Of("gamma shrinks to zero: nobody leaves", "gamma趋近于零：没有会员流失"), [0, 0, -1, 0]),
            new FitLimit(Text.Of("beta shrinks to zero: a member who is there buys at every opportunity", "beta趋近于零：未流失的会员在每次机会都会购买"), [0, -1, 0, 0]),
            new FitLimit(Text.Of("alpha shrinks to zero: hardly anybody ever buys again", "alpha趋近于零：几乎没有会员再次购买"), [-1, 0, 0, 0]),
            new FitLimit(Text.Of("beta grows without bound: hardly anybody ever buys again", "beta无限增大：几乎没有会员再次购买"), [0, 1, 0, 0]),
            new FitLimit(Text.Of("delta shrinks to zero: everybody leaves at once", "delta趋近于零：所有会员立即流失"), [0, 0, 0, -1]),
            new FitLimit(Text.Of("gamma grows without bound: everybody leaves at once", "gamma无限增大：所有会员立即流失"), [0, 0, 1, 0]),
            new FitLimit(
                Text.Of(
                    "alpha and beta shrink to zero at a fixed ratio: a member buys at every opportunity or at none",
                    "alpha和beta按固定比例趋近于零：会员要么每次机会都购买，要么从不购买"),
                [-1, -1, 0, 0]),
            new FitLimit(
                Text.Of("gamma and delta shrink to zero at a fixed ratio: a member leaves at once or never", "gamma和delta按固定比例趋近于零：会员要么立即流失，要么从不流失"),
                [0, 0, -1, -1]),
        ],
        Warnings = WarningsOf,
    };

    /// <summary>A model with given parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="unit">How long one opportunity is: the unit of a table's cell, or the year of yearly donations.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public BgBbModel(BgBbParameters parameters, TimeUnit unit)
        : this(parameters, unit, report: null, origin: null)
    {
    }

    private BgBbModel(BgBbParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin)
        : base(unit, report, origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = parameters;
    }

    /// <summary>The parameters.</summary>
    public BgBbParameters Parameters { get; }

    /// <inheritdoc/>
    public override string Name => Spec.Model;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Letters;

    /// <inheritdoc/>
    public override IReadOnlyList<double> ParameterValues => [Parameters.Alpha, Parameters.Beta, Parameters.Gamma, Parameters.Delta];

    /// <inheritdoc/>
    public override bool CountsOpportunities => true;

    /// <summary>A number of days in opportunities: the nearest whole number of them, at least 1.</summary>
    /// <param name="days">How many days; above 0, or infinite.</param>
    /// <returns>The horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than ten million opportunities, and not infinite.</exception>
    public override double HorizonOf(double days)
    {
        var horizon = Math.Max(1, Math.Round(IAttritionModel.HorizonIn(Unit, days)));
        return horizon <= BgBbFirstPurchase.LastOpportunity || double.IsPositiveInfinity(days)
            ? horizon
            : throw Error.OutOfRange(nameof(days), $"The horizon is {days} days and must be at most 10,000,000 opportunities of one {Unit.Name} each.");
    }

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="opportunities">The members in opportunities: <see cref="MemberColumns.Opportunities"/>.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentException">The view is in another unit than the table's cell, no member has a purchase, a member has more than a
    /// million opportunities, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BgBbModel Fit(
        MemberTimeView opportunities, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckCells(opportunities, nameof(opportunities));
        return Fit(PurchaseHistories.From(opportunities, cancellationToken), options, progress, cancellationToken);
    }

    /// <summary>Fits the model to purchase histories, by maximum likelihood.</summary>
    /// <param name="histories">The histories, counted in opportunities: x, t_x and T are whole numbers, x is at most t_x, T at most a million.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">A row does not count opportunities, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BgBbModel Fit(
        PurchaseHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var fit = AttritionFit.Run(Spec, Task(histories), histories, options, progress, cancellationToken);
        return Of(fit.Values, histories.Unit, fit.Report, fit.Origin);
    }

    /// <summary>A model from its stored parts.</summary>
    internal static BgBbModel Of(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin) =>
        new(new BgBbParameters(values[0], values[1], values[2], values[3]), unit, report, origin);

    /// <summary>Whether a valid history counts opportunities.</summary>
    internal static bool Counts(double x, double tx, double n) =>
        tx == Math.Floor(tx) && n == Math.Floor(n) && x <= tx && n <= BgBbFirstPurchase.LastOpportunity;

    internal override FitTask TaskOf(PurchaseHistories histories) => Task(histories);

    internal override AttritionModel WithParameters(ReadOnlySpan<double> values) => Of(values, Unit, report: null, origin: null);

    internal override bool IsKnown(PurchaseHistory history) =>
        history.IsValid && Counts(history.RepeatPurchases, history.TimeOfLastPurchase, history.Age);

    internal override AliveProcess After(double x, double age) =>
        new(Parameters.Alpha + x, Parameters.Beta + (age - x), Parameters.Gamma, Parameters.Delta + age);

    internal override double StaysOf(in AliveProcess alive, double t) => BetaSurvival.At(alive.DropoutFirst, alive.DropoutSecond, t);

    internal override double ExpectedOf(in AliveProcess alive, double t) => BgBb.Expected(alive, t);

    internal override double NoneOf(in AliveProcess alive, double t) =>
        double.IsPositiveInfinity(t) ? BgBbFirstPurchase.Never(alive) : BgBbFirstPurchase.None(alive, t);

    internal override double SomeOf(in AliveProcess alive, double t) =>
        double.IsPositiveInfinity(t) ? BgBbFirstPurchase.Ever(alive) : BgBbFirstPurchase.Within(alive, t);

    internal override double CountOf(in AliveProcess alive, int n, double t) => BgBb.Count(alive, n, t);

    internal override double DiscountedOf(in AliveProcess alive, double delta, double t) => BgBb.Discounted(alive, delta, t);

    internal override void DrawFuture(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend) =>
        FuturePurchases.BetaBernoulli(ref random, alive, t, ref spend);

    internal override double Simulate(Random random, double age, List<double> purchases)
    {
        var purchase = Sampling.Beta(random, Parameters.Alpha, Parameters.Beta);
        var dropout = Sampling.Beta(random, Parameters.Gamma, Parameters.Delta);
        // Leaving comes before buying: anyone who leaves at the first opportunity buys at none.
        var left = dropout > 0 ? 1.0 + Sampling.Geometric(random, dropout) : double.PositiveInfinity;
        if (purchase > 0)
        {
            for (var k = 1.0 + Sampling.Geometric(random, purchase); k <= age && k < left && purchases.Count <= MostSimulated;
                k += 1.0 + Sampling.Geometric(random, purchase))
                purchases.Add(k);
        }

        return left;
    }

    private protected override IReadOnlyList<MemberTrait> Traits => [MemberTrait.PurchaseProbability, MemberTrait.DropoutProbability];

    private protected override double LogLikelihoodCore(double x, double tx, double age) => BgBb.LogLikelihood(Parameters, x, tx, age);

    private protected override double ProbabilityAliveCore(double x, double tx, double age) => BgBb.ProbabilityAlive(Parameters, x, tx, age);

    private protected override double MeanRateCore(double x, double tx, double age) => BgBb.MeanRate(Parameters, x, tx, age);

    private protected override double TimeUntil(in AliveProcess alive, double share) => BgBbFirstPurchase.Until(alive, share);

    private protected override void CheckTime(double time, string name)
    {
        if (!(time >= 0 && time <= BgBbFirstPurchase.LastOpportunity && time == Math.Floor(time)))
            throw Error.OutOfRange(name, $"BG/BB counts opportunities, one per cell: the {name} is {time} and must be a whole number, 0 to 10,000,000.");
    }

    private protected override void CheckView(in MemberTimeView members) => CheckCells(members, nameof(members));

    private static FitTask Task(PurchaseHistories histories)
    {
        var likelihood = BgBbLikelihood.Of(histories);
        return AttritionFit.TaskOf(Spec, histories, _ => likelihood);
    }

    private static void CheckCells(in MemberTimeView members, string name)
    {
        if (members.Unit.Seconds > 0 && members.CellsPerUnit != 1)
        {
            throw Error.Argument(
                $"BG/BB counts opportunities, one per cell; the view counts in {members.Unit}, the table's cell is a "
                    + $"{members.Columns.Window.Calendar.Unit.Name}. "
                    + "Take the view Opportunities() of the columns, of a table with cells as long as an opportunity.",
                name);
        }
    }

    // Purchases an opportunity seen is below the purchase probability of those who are still there, so the guesses vary how much of the silence is leaving.
    private static double[][] Starts(HistoryMoments moments)
    {
        var rate = Math.Clamp(moments.Rate, 0.001, 0.9);
        var longest = Math.Max(1, moments.TotalRepeatPurchases / moments.Members / rate); // mean number of opportunities
        return
        [
            Logs(1, Math.Max(0.2, 0.6 / rate - 1), 0.7, 0.5 * longest + 0.5),
            Logs(0.7, 0.7 * (1 - rate) / rate, 1, 5 * longest),
            Logs(5, Math.Max(0.5, 3 / rate - 5), 5, 10 * longest),
            Logs(2, 2 * (1 - rate) / rate, 0.2, longest),
        ];
    }

    private static double[] Logs(params double[] values) => Array.ConvertAll(values, Math.Log);

    private static IEnumerable<Text> WarningsOf(HistoryMoments moments)
    {
        if (moments.TotalRepeatPurchases == 0)
            yield return Text.Of("Nobody bought again: the data say nothing of how purchases and leaving differ.", "没有会员再次购买：数据无法区分购买少和流失。");
        if (moments.ShareWithoutRepeat == 0)
            yield return Text.Of("Everybody bought again: a sample of repeat buyers only gives wrong parameters.", "所有会员都再次购买：只含复购会员的样本得出的参数是错的。");
    }
}
