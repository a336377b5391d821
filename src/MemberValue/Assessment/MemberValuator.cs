using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// A valuator of given options and given models: assessments by one valuator compare because the same scale, limits and models made them. Immutable and
/// thread-safe, if the workers of your own are. <see cref="MemberModelHolder"/> is one whose models can be replaced.
/// </summary>
public sealed class MemberValuator : IMemberValuator
{
    private readonly ValuatorPlan _plan;
    private readonly double _purchaseHorizon; // in the model's unit

    internal MemberValuator(ValuatorPlan plan, MemberModels models)
    {
        var missing = new List<string>();
        _plan = plan;
        Models = models;
        Segments = plan.Segments;
        Playbook = plan.Playbook;
        Scorer = plan.OwnScorer ?? plan.Rfm?.Scorer(models, missing);
        Purchases = plan.OwnPurchases ?? (plan.Clv is { Model: not PurchaseModel.None } ? models.Purchases : null);
        Classifier = plan.OwnClassifier ?? plan.Lifecycle?.Classifier(models, Purchases, missing);
        if (plan.Clv is { Model: not PurchaseModel.None } && Purchases is null)
            missing.Add("Clv: no model of purchases has been fitted yet.");
        Calculator = plan.OwnCalculator ?? plan.Clv?.Calculator(models, Purchases, missing);
        Assessor = plan.Churn?.Assessor(models, Scorer is not null, Classifier is not null, Purchases is not null, missing);
        Missing = missing.AsReadOnly();
        if (Purchases is not null)
        {
            PurchaseHorizonDays = plan.Clv!.PurchaseHorizonDays;
            _purchaseHorizon = IAttritionModel.HorizonOf(Purchases, plan.Clv, nameof(plan.Clv.PurchaseHorizonDays), plan.Clv.PurchaseHorizonDays);
        }
    }

    /// <summary>What was fitted.</summary>
    public MemberModels Models { get; }

    /// <summary>The scorer; null without one.</summary>
    public IRfmScorer? Scorer { get; }

    /// <summary>The map of segments; null without one.</summary>
    public SegmentMap? Segments { get; }

    /// <summary>The classifier of stages; null without one.</summary>
    public ILifecycleClassifier? Classifier { get; }

    /// <summary>The model of purchases; null without one.</summary>
    public IAttritionModel? Purchases { get; }

    /// <summary>How far ahead the probability of a purchase and the expected purchases look, in days; null without a model of purchases.</summary>
    public double? PurchaseHorizonDays { get; }

    /// <summary>The calculator of value; null without one.</summary>
    public IClvCalculator? Calculator { get; }

    /// <summary>The assessor of risk; null without one. An <see cref="EarlyWarning"/> is made of it.</summary>
    public ChurnRiskAssessor? Assessor { get; }

    /// <summary>The playbook; null without one.</summary>
    public Playbook? Playbook { get; }

    /// <summary>What is asked for and not there, because nothing has been fitted for it yet: a sentence each. Assessments leave these parts out.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Makes a valuator.</summary>
    /// <param name="options">What to say of members, and how; checked and copied.</param>
    /// <param name="models">What was fitted; null for nothing.</param>
    /// <returns>The valuator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a part needs another one that is not asked for, or the models do not suit the options;
    /// the message names it.</exception>
    public static MemberValuator Create(MemberValuatorOptions options, MemberModels? models = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MemberValuator(ValuatorPlan.Of(options), models ?? MemberModels.None);
    }

    /// <inheritdoc/>
    /// <remarks>Each part works on all processors. The same bits for any number of threads, and as for one member at a time.</remarks>
    public MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        cancellationToken.ThrowIfCancellationRequested();
        var scores = Scores(table, cancellationToken);
        var stages = Classifier?.Classify(table, cancellationToken);
        var alive = Filled(table, (model, members, destination) => model.ProbabilityAlive(members, destination), model => model.ProbabilityAlive(table, cancellationToken));
        var purchase = Filled(
            table, (model, members, destination) => model.ProbabilityOfPurchase(members, _purchaseHorizon, destination),
            model => model.ProbabilityOfPurchase(table, _purchaseHorizon, cancellationToken));
        var expected = Filled(
            table, (model, members, destination) => model.ExpectedPurchases(members, _purchaseHorizon, destination),
            model => model.ExpectedPurchases(table, _purchaseHorizon, cancellationToken));
        var joined = table.With(Joined(table.Columns, scores?.Memory, stages?.Memory, alive?.Memory, purchase?.Memory));
        return new MemberAssessments<TKey>(this, joined)
        {
            Scores = scores,
            Segments = scores is null ? null : Segments?.Apply(scores, cancellationToken),
            Stages = stages,
            ProbabilityAlive = alive,
            ProbabilityOfPurchase = purchase,
            ExpectedPurchases = expected,
            Values = Calculator?.Calculate(table, cancellationToken),
            Churn = Assessor?.Assess(joined, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public MemberAssessment Assess(MemberRow row)
    {
        var seen = See(row);
        double[]? value = Calculator is null ? null : [double.NaN];
        Calculator?.Calculate(row.ToColumns(), value);
        return Assessment(seen.Columns, 0, seen.Score, seen.Stage, seen.Alive, seen.Purchase, seen.Expected, value?[0]);
    }

    /// <summary>A member with the results that the rules of churn look at: what <see cref="EarlyWarning"/> compares, before and after an event.</summary>
    /// <param name="row">The member; see <see cref="Assess(MemberRow)"/>.</param>
    /// <returns>The row with score, stage and probabilities by this valuator, as far as it has them and the row does not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's calendar is another than that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    public MemberRow WithResults(MemberRow row) => See(row).Columns.Row(0);

    private OneMember See(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var member = row.ToColumns();
        RfmScore[]? scores = Scorer is null ? null : [default];
        Scorer?.Score(member, scores);
        LifecycleStage[]? stages = Classifier is null ? null : [default];
        Classifier?.Classify(member, stages);
        double[]? alive = null, purchase = null, expected = null;
        if (Purchases is not null)
        {
            (alive, purchase, expected) = ([double.NaN], [double.NaN], [double.NaN]);
            var view = member.In(Purchases.Unit);
            Purchases.ProbabilityAlive(view, alive);
            Purchases.ProbabilityOfPurchase(view, _purchaseHorizon, purchase);
            Purchases.ExpectedPurchases(view, _purchaseHorizon, expected);
        }

        var joined = Joined(member, Memory(scores), Memory(stages), Memory(alive), Memory(purchase));
        return new OneMember(joined, scores?[0], stages?[0], alive?[0], purchase?[0], expected?[0]);
    }

    /// <summary>One member's numbers with their reasons.</summary>
    internal MemberAssessment Assessment(
        MemberColumns columns, int index, RfmScore? score, LifecycleStage? stage, double? alive, double? purchase, double? expected, double? value)
    {
        var segment = score is { } known ? Segments?.Match(known) : null;
        var risk = Assessor?.Explain(columns, index);
        var row = columns.Row(index);
        return new MemberAssessment
        {
            Row = row,
            Score = score,
            Segment = segment,
            Stage = stage,
            StageReason = stage is null or LifecycleStage.Unclassified ? null : (Classifier as IStageExplainer)?.Explain(row),
            ProbabilityAlive = alive,
            ProbabilityOfPurchase = purchase,
            ExpectedPurchases = expected,
            ModelName = Purchases?.Name,
            PurchaseHorizonDays = PurchaseHorizonDays,
            Value = value,
            ValueName = Calculator?.ValueName,
            Risk = risk,
            Action = stage is null && segment is null && risk is null
                ? null
                : Playbook?.Find(stage ?? LifecycleStage.Unclassified, segment?.Segment.Id, risk?.Risk.Level),
            Missing = Missing,
        };
    }

    private MemberResults<TKey, RfmScore>? Scores<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken)
        where TKey : notnull => Scorer is ThresholdScorer thresholds
            ? thresholds.ScaleFor(table.Window.Calendar).Score(table, cancellationToken)
            : Scorer?.Score(table, cancellationToken);

    private delegate void SpanDoor(IAttritionModel model, MemberTimeView members, Span<double> destination);

    /// <summary>A column of the model: by the table overload of a model of the library, by the span overload of any other.</summary>
    private MemberResults<TKey, double>? Filled<TKey>(MemberTable<TKey> table, SpanDoor fill, Func<AttritionModel, MemberResults<TKey, double>> fillAll)
        where TKey : notnull
    {
        if (Purchases is null)
            return null;
        if (Purchases is AttritionModel model)
            return fillAll(model);
        var values = new double[table.Count];
        fill(Purchases, table.In(Purchases.Unit), values);
        return table.WithKeys(values);
    }

    /// <summary>The columns with what this valuator computed, where they do not have it.</summary>
    private MemberColumns Joined(
        MemberColumns columns, ReadOnlyMemory<RfmScore>? scores, ReadOnlyMemory<LifecycleStage>? stages, ReadOnlyMemory<double>? alive, ReadOnlyMemory<double>? purchase)
    {
        if (scores is { } computed && !columns.Has(RfmColumns.Score))
            columns = columns.With(RfmColumns.Score, computed);
        if (stages is { } found && !columns.Has(LifecycleColumns.Stage))
            columns = columns.With(LifecycleColumns.Stage, found);
        if (alive is { } living && !columns.Has(ClvColumns.ProbabilityAlive))
            columns = columns.With(ClvColumns.ProbabilityAlive, living, new ColumnNote { Model = Purchases!.Name });
        if (purchase is { } buying && !columns.Has(ClvColumns.ProbabilityOfPurchase))
            columns = columns.With(ClvColumns.ProbabilityOfPurchase, buying, new ColumnNote { Model = Purchases!.Name, HorizonDays = PurchaseHorizonDays });
        if (_plan.Churn is { NeedsEarlier: true } && !columns.HasEarlier)
            columns = columns.WithEarlier(Nobody(columns.Window), Enumerable.Repeat(-1, columns.Count).ToArray()); // the first night has nothing to compare with
        return columns;
    }

    private static ReadOnlyMemory<T>? Memory<T>(T[]? values) => values is null ? default(ReadOnlyMemory<T>?) : new ReadOnlyMemory<T>(values); // a null array would turn into an empty memory

    private static MemberColumns Nobody(ObservationWindow window) => MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [] })
        .With(RfmColumns.Score, ReadOnlyMemory<RfmScore>.Empty).With(LifecycleColumns.Stage, ReadOnlyMemory<LifecycleStage>.Empty);

    /// <summary>One member through every part but the value, and what the rules see of them.</summary>
    private readonly record struct OneMember(MemberColumns Columns, RfmScore? Score, LifecycleStage? Stage, double? Alive, double? Purchase, double? Expected);

    /// <summary>What it works with, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Models}{(Missing.Count == 0 ? "" : $"; missing: {string.Join(", ", Missing)}")}");
}
