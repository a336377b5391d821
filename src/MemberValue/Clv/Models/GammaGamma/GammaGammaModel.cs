using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The Gamma-Gamma model of spend, fitted or given: what a member spends per purchase in the long run, from what they have spent. A mean over few purchases
/// is drawn towards the mean of all members, a mean over many hardly changes. Time plays no role.
/// </summary>
/// <remarks>
/// <para>It assumes that mean spend is independent of the number of purchases: <see cref="Independence"/> says how far that holds.</para>
/// <para>Sources: Colombo and Jiang 1999; Fader, Hardie and Lee 2005, JMR 42. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class GammaGammaModel : IFitted, IRowByRow
{
    private const string ModelName = "Gamma-Gamma";

    private static readonly string[] Letters = ["p", "q", "v"];

    private static readonly FitLimit[] Limits =
    [
        new(Text.Of("p grows without bound and v shrinks with it: all purchases of one member cost the same", "p无限增大，v随之减小：同一会员每次购买的金额相同"), [1, 0, -1]),
        new(Text.Of("q and v grow without bound at a fixed ratio: every member spends the same on average", "q和v按固定比例无限增大：所有会员的平均消费金额相同"), [0, 1, 1]),
        new(Text.Of("p and q grow without bound: every purchase of every member costs the same", "p和q无限增大：所有会员每次购买的金额都相同"), [1, 1, 0]),
        new(Text.Of("p shrinks to zero and v grows with it: a member's purchases vary without bound", "p趋近于零，v随之增大：同一会员各次购买的金额差异无限大"), [-1, 0, 1]),
        new(Text.Of("q shrinks to zero: members' means vary without bound", "q趋近于零：会员之间平均金额的差异无限大"), [0, -1, 0]),
        new(Text.Of("q and v shrink to zero: members' means vary without bound", "q和v趋近于零：会员之间平均金额的差异无限大"), [0, -1, -1]),
    ];

    /// <summary>A model with given parameters.</summary>
    /// <param name="parameters">The parameters, v in the currency of the tables that the model is applied to.</param>
    /// <param name="basis">Which purchases the model looks at when it reads a table.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="basis"/> is not defined.</exception>
    public GammaGammaModel(GammaGammaParameters parameters, SpendBasis basis = SpendBasis.RepeatPurchases)
        : this(parameters, basis, independence: null, report: null, origin: null)
    {
    }

    private GammaGammaModel(GammaGammaParameters parameters, SpendBasis basis, SpendIndependence? independence, FitReport? report, FitOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        SpendHistories.CheckBasis(basis);
        (Parameters, Basis, Independence, Report, Origin) = (parameters, basis, independence, report, origin);
    }

    /// <summary>What the model is called: <c>Gamma-Gamma</c>.</summary>
    public string Name { get; } = ModelName;

    /// <summary>The model's name.</summary>
    public string Kind => Name;

    /// <summary>The parameters.</summary>
    public GammaGammaParameters Parameters { get; }

    /// <summary>The parameters' names, in the literature's letters.</summary>
    public IReadOnlyList<string> ParameterNames { get; } = Letters;

    /// <summary>The parameters, in the order of <see cref="ParameterNames"/>; all above 0.</summary>
    public IReadOnlyList<double> ParameterValues => [Parameters.P, Parameters.Q, Parameters.V];

    /// <summary>Which purchases the model looks at when it reads a table.</summary>
    public SpendBasis Basis { get; }

    /// <summary>How far spend was related to frequency among the members of the fit; null for a model whose parameters were given.</summary>
    public SpendIndependence? Independence { get; }

    /// <summary>How the fit went; null for a model whose parameters were given.</summary>
    public FitReport? Report { get; }

    /// <summary>What the model was fitted to; null for a model whose parameters were given.</summary>
    public FitOrigin? Origin { get; }

    /// <summary>How far the model may be trusted: the status of <see cref="Report"/>, or <see cref="FitStatus.Given"/> for given parameters.</summary>
    public FitStatus Status => Report?.Status ?? FitStatus.Given;

    /// <summary>What to beware of: the warnings of <see cref="Report"/>; empty for given parameters.</summary>
    public IReadOnlyList<Text> Warnings => Report?.Warnings ?? [];

    /// <summary>
    /// The mean spend per purchase over all members to come, p v / (q - 1); NaN for q of at most 1, where it is infinite: a few members then spend without
    /// bound, and the mean of a sample says nothing.
    /// </summary>
    public double PopulationMean => GammaGamma.PopulationMean(Parameters);

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="basis">Which purchases count.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">No member has a purchase on the basis with a spend above 0, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GammaGammaModel Fit(
        MemberColumns columns, SpendBasis basis = SpendBasis.RepeatPurchases, FitOptions? options = null, IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(SpendHistories.From(columns, basis, cancellationToken), options, progress, cancellationToken);

    /// <summary>Fits the model to spend histories, by maximum likelihood.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GammaGammaModel Fit(
        SpendHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var moments = SpendMoments.Of(histories);
        var task = TaskOf(histories, moments, cancellationToken);
        var outcome = MaximumLikelihood.Maximise(task.Likelihood, task.Problem, options ?? new FitOptions(), progress, cancellationToken);
        var independence = histories.Independence;
        var report = outcome.Report with { Warnings = [.. outcome.Report.Warnings, .. moments.Warnings(histories, independence, outcome.Report.Estimates[1])] };
        return Of([.. report.Estimates], histories.Basis, independence, report, histories.Origin(options, cancellationToken));
    }

    /// <summary>The log-likelihood of one member: ln of the density of their mean spend.</summary>
    /// <param name="purchases">x: number of purchases on the basis; 1 or more.</param>
    /// <param name="meanSpend">m: mean spend of them; above 0.</param>
    /// <returns>ln L, with a plus sign; 0 without a purchase; NaN for a mean spend that is not a finite number above 0.</returns>
    public double LogLikelihood(int purchases, double meanSpend) => purchases == 0
        ? 0
        : meanSpend > 0 && IsKnown(purchases, meanSpend) ? GammaGamma.LogLikelihood(Parameters, purchases, meanSpend) : double.NaN;

    /// <summary>What a member spends per purchase in the long run, given what they have spent: note 025, eq. 5.</summary>
    /// <param name="purchases">x: number of purchases on the basis; 0 or more.</param>
    /// <param name="meanSpend">m: mean spend of them; 0 or more, where 0 means purchases that were free. Ignored without a purchase.</param>
    /// <returns>A mean, in money per purchase: <see cref="PopulationMean"/> without a purchase; NaN where the mean does not exist
    /// (p x + q of at most 1), and for a mean spend that is not a finite number of 0 or more.</returns>
    public double ExpectedMeanSpend(int purchases, double meanSpend) => purchases == 0
        ? PopulationMean
        : IsKnown(purchases, meanSpend) ? GammaGamma.ExpectedMeanSpend(Parameters, purchases, purchases * meanSpend) : double.NaN;

    /// <summary>The long-run mean spend that a member does not exceed with a given probability, given what they have spent.</summary>
    /// <param name="purchases">x: number of purchases on the basis; 0 or more, 0 for the distribution over all members.</param>
    /// <param name="meanSpend">m: mean spend of them; 0 or more, where 0 means purchases that were free. Ignored without a purchase.</param>
    /// <param name="quantile">The probability, above 0 and below 1.</param>
    /// <returns>Money per purchase, above 0; it exists for all parameters. NaN for a mean spend that is not a finite number of 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not above 0 and below 1.</exception>
    public double MeanSpendQuantile(int purchases, double meanSpend, double quantile)
    {
        if (!(quantile > 0 && quantile < 1))
            throw Error.OutOfRange(nameof(quantile), $"The quantile is {quantile} and must be above 0 and below 1.");
        if (purchases == 0)
            return GammaGamma.MeanSpendQuantile(Parameters, 0, 0, quantile);
        return IsKnown(purchases, meanSpend) ? GammaGamma.MeanSpendQuantile(Parameters, purchases, purchases * meanSpend, quantile) : double.NaN;
    }

    /// <summary>Name, parameters and basis in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} (p {Parameters.P:G6}, q {Parameters.Q:G6}, v {Parameters.V:G6}), {Basis}");

    /// <summary>The likelihood that the model is fitted by, over some histories.</summary>
    internal static FitTask TaskOf(SpendHistories histories, SpendMoments moments, CancellationToken cancellationToken)
    {
        // A mean of 1 makes the search the same for yen and for pounds.
        var logScale = Math.Log(moments.Mean);
        return new FitTask(GammaGammaLikelihood.Of(histories, moments.Mean, cancellationToken), new FitProblem
        {
            Names = Letters,
            Starts = moments.Starts(),
            // Beyond, ln L of a member has fewer than nine digits: p and q are then differences of numbers of their own size.
            Lower = [-Math.Log(1e6), -Math.Log(1e6), -Math.Log(1e8)],
            Upper = [Math.Log(1e6), Math.Log(1e6), Math.Log(1e8)],
            Limits = Limits,
            LogParameterShifts = [0, 0, logScale],
            LogLikelihoodShift = -logScale * histories.Members,
        });
    }

    /// <summary>A model from its stored parts.</summary>
    internal static GammaGammaModel Of(
        ReadOnlySpan<double> values, SpendBasis basis, SpendIndependence? independence, FitReport? report, FitOrigin? origin) =>
        new(new GammaGammaParameters(values[0], values[1], values[2]), basis, independence, report, origin);

    /// <summary>The same model with other parameters: what a draw from the parameters' distribution needs.</summary>
    internal GammaGammaModel WithParameters(ReadOnlySpan<double> values) => Of(values, Basis, independence: null, report: null, origin: null);

    /// <summary>Draws a member's rate: the amounts of their purchases are gamma with shape p and this rate.</summary>
    internal double SimulateRate(Random random) => Sampling.Gamma(random, Parameters.Q, Parameters.V);

    /// <summary>Draws the amount of one purchase of a member with this rate.</summary>
    internal double SimulateSpend(Random random, double rate) => Sampling.Gamma(random, Parameters.P, rate);

    private static bool IsKnown(int purchases, double meanSpend) => purchases > 0 && meanSpend >= 0 && meanSpend <= double.MaxValue;
}
