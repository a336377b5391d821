using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// A probability model of purchases, which are observed, and of leaving, which is not, with its parameters and their origin. Immutable and
/// thread-safe. Fit one with a concrete type (<c>BgNbdModel.Fit</c>), or give the parameters; keep it with <see cref="ToJson()"/>.
/// </summary>
/// <remarks>
/// A concrete model defines its log-likelihood, P(alive), the posterior mean rate, how a history moves the parameters of a member who is alive, and what
/// such a member will buy. Everything else follows from these and is the same code for all models.
/// </remarks>
public abstract partial class AttritionModel : IAttritionModel, IFitted, IRowByRow
{
    /// <summary>No shop has a member with more purchases: a simulation stops there, and its caller reports it.</summary>
    internal const int MostSimulated = 100_000;

    private protected AttritionModel(TimeUnit unit, FitReport? report, FitOrigin? origin)
    {
        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");
        Unit = unit;
        Report = report;
        Origin = origin;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>The model's name: a stored model of another name cannot replace it.</summary>
    public string Kind => Name;

    /// <inheritdoc/>
    public TimeUnit Unit { get; }

    /// <summary>The parameters' names, in the literature's letters.</summary>
    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The parameters, in the order of <see cref="ParameterNames"/>; all above 0.</summary>
    public abstract IReadOnlyList<double> ParameterValues { get; }

    /// <summary>
    /// How members differ: in how often they buy and, where the model lets members leave, in how soon they do, in this order. What the parameters mean, in
    /// other words; where the fit ran to a limit (<see cref="FitReport.Limit"/>), a distribution can be that of members who are all alike.
    /// </summary>
    public IReadOnlyList<Heterogeneity> Heterogeneity =>
        [.. Traits.Select((trait, at) => new Heterogeneity(trait, ParameterValues[2 * at], ParameterValues[(2 * at) + 1], Unit))];

    /// <summary>Whether the model counts opportunities, one per cell, instead of time: its likelihood cannot be compared with that of the others.</summary>
    public virtual bool CountsOpportunities => false;

    /// <inheritdoc/>
    public virtual double HorizonOf(double days) => Math.Min(IAttritionModel.HorizonIn(Unit, days), days <= double.MaxValue ? double.MaxValue : days);

    /// <summary>How the fit went; null for a model whose parameters were given.</summary>
    public FitReport? Report { get; }

    /// <summary>What the model was fitted to; null for a model whose parameters were given.</summary>
    public FitOrigin? Origin { get; }

    /// <summary>How far the model may be trusted: the status of <see cref="Report"/>, or <see cref="FitStatus.Given"/> for given parameters.</summary>
    public FitStatus Status => Report?.Status ?? FitStatus.Given;

    /// <summary>What to beware of: the warnings of <see cref="Report"/>; empty for given parameters.</summary>
    public IReadOnlyList<Text> Warnings => Report?.Warnings ?? [];

    /// <summary>Name, parameters and unit in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name} ({string.Join(", ", ParameterNames.Zip(ParameterValues, (name, value) => FormattableString.Invariant($"{name} {value:G6}")))}), times in "
            + $"{Unit}");

    /// <summary>The likelihood that the model is fitted by, over some histories.</summary>
    internal abstract FitTask TaskOf(PurchaseHistories histories);

    /// <summary>The same model with other parameters: what a draw from the parameters' distribution needs.</summary>
    internal abstract AttritionModel WithParameters(ReadOnlySpan<double> values);

    /// <summary>What the parameters distribute over members, two for each.</summary>
    private protected abstract IReadOnlyList<MemberTrait> Traits { get; }

    /// <summary>ln L of one member.</summary>
    private protected abstract double LogLikelihoodCore(double x, double tx, double age);

    /// <summary>P(alive at T). The history is valid; no purchase lies between t_x and T.</summary>
    private protected abstract double ProbabilityAliveCore(double x, double tx, double age);

    /// <summary>Posterior mean of the purchase rate, whether or not the member is still alive.</summary>
    private protected abstract double MeanRateCore(double x, double tx, double age);

    /// <summary>The process of a member with x repeat purchases who is alive at T.</summary>
    internal abstract AliveProcess After(double x, double age);

    /// <summary>P(alive at t) of a member alive now, whatever they buy until then; t is finite.</summary>
    internal abstract double StaysOf(in AliveProcess alive, double t);

    /// <summary>Expected purchases of a member alive now, in (0, t].</summary>
    internal abstract double ExpectedOf(in AliveProcess alive, double t);

    /// <summary>P(no purchase in (0, t]) of a member alive now; t may be infinite.</summary>
    internal abstract double NoneOf(in AliveProcess alive, double t);

    /// <summary>P(at least one purchase in (0, t]) of a member alive now; a model that can keeps its digits where it is small. t may be infinite.</summary>
    internal virtual double SomeOf(in AliveProcess alive, double t) => 1 - NoneOf(alive, t);

    /// <summary>P(exactly n purchases in (0, t]) of a member alive now.</summary>
    internal abstract double CountOf(in AliveProcess alive, int n, double t);

    /// <summary>
    /// Expected purchases of a member alive now in (0, t], each weighted with e^(-delta u) for its moment u; t may be infinite. NaN where
    /// that is infinite: delta = 0 and t infinite in a model whose members buy forever on average.
    /// </summary>
    internal abstract double DiscountedOf(in AliveProcess alive, double delta, double t);

    /// <summary>Draws the purchases to come in (0, t] of a member alive now; t may be infinite.</summary>
    internal abstract void DrawFuture(ref CounterRandom random, in AliveProcess alive, double t, ref FutureSpend spend);

    /// <summary>
    /// Draws one member from the model: their purchase times after the first, ascending, up to <paramref name="age"/>; it ends early with one more than
    /// <see cref="MostSimulated"/>.
    /// </summary>
    /// <returns>When the member left, counted from the first purchase; infinite for never, or not before age.</returns>
    internal abstract double Simulate(Random random, double age, List<double> purchases);
}
