using System.Text.Json.Serialization;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// The MBG/NBD model, fitted or given: purchases at random until the member leaves, unobserved, after one of their purchases, the first included. Unlike in
/// the BG/NBD, a member with one purchase may have left.
/// </summary>
/// <remarks>Sources: Batislam, Denizel and Filiztekin 2007; Hoppe and Wagner 2007, with the erratum of 2008. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class MbgNbdModel : BetaGeometricModel
{
    private static readonly AttritionFitSpec Spec = BetaGeometricFit.Spec("MBG/NBD", leavesAtOnce: true);

    /// <summary>A model with given parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="unit">The unit of time that alpha is in.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public MbgNbdModel(BetaGeometricParameters parameters, TimeUnit unit)
        : this(parameters, unit, report: null, origin: null)
    {
    }

    private MbgNbdModel(BetaGeometricParameters parameters, TimeUnit unit, FitReport? report, FitOrigin? origin)
        : base(parameters, unit, report, origin, FirstChance.Chances)
    {
    }

    /// <inheritdoc/>
    public override string Name => Spec.Model;

    /// <summary>Fits the model to a table, by maximum likelihood.</summary>
    /// <param name="members">The members, in the unit that the model is to count in.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="AttritionModel.Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentException">The view is <c>default</c>, no member has a purchase, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static MbgNbdModel Fit(
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
    public static MbgNbdModel Fit(
        PurchaseHistories histories, FitOptions? options = null, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var task = AttritionFit.TaskOf<BetaGeometricLikelihood<FirstChance>>(Spec, histories);
        var fit = AttritionFit.Run(Spec, task, histories, options, progress, cancellationToken);
        return Of(fit.Values, histories.Unit, fit.Report, fit.Origin);
    }

    /// <summary>A model from its stored parts.</summary>
    internal static MbgNbdModel Of(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin) =>
        new(new BetaGeometricParameters(values[0], values[1], values[2], values[3]), unit, report, origin);

    internal override FitTask TaskOf(PurchaseHistories histories) => AttritionFit.TaskOf<BetaGeometricLikelihood<FirstChance>>(Spec, histories);

    internal override AttritionModel WithParameters(ReadOnlySpan<double> values) => Of(values, Unit, report: null, origin: null);
}
