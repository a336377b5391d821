using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// A valuator of given options and given models: assessments of one night compare because the same scale, limits and models made them. Immutable and
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
    public MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, ChurnInputs? known = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        if (known is not null && !ReferenceEquals(known.Columns, table.Columns))
            throw new ArgumentException("What is known was made of other columns than this table's.", nameof(known));
        cancellationToken.ThrowIfCancellationRequested();
        var inputs = known ?? ChurnInputs.Of(table.Columns);
        var scores = Scores(table, cancellationToken);
        var stages = Classifier?.Classify(table, cancellationToken);
        var alive = Filled(table, (model, members, destination) => model.ProbabilityAlive(members, destination), model => model.ProbabilityAlive(table, cancellationToken));
        var purchase = Filled(
            table, (model, members, destination) => model.ProbabilityOfPurchase(members, _purchaseHorizon, destination),
            model => model.ProbabilityOfPurchase(table, _purchaseHorizon, cancellationToken));
        var expected = Filled(
            table, (model, members, destination) => model.ExpectedPurchases(members, _purchaseHorizon, destination),
            model => model.ExpectedPurchases(table, _purchaseHorizon, cancellationToken));
        inputs = WithKnown(inputs, scores?.Memory, stages?.Memory, alive?.Memory, purchase?.Memory);
        return new MemberAssessments<TKey>(this, table, inputs)
        {
            Scores = scores,
            Segments = scores is null ? null : Segments?.Apply(scores, cancellationToken),
            Stages = stages,
            ProbabilityAlive = alive,
            ProbabilityOfPurchase = purchase,
            ExpectedPurchases = expected,
            Values = Calculator?.Calculate(table, cancellationToken),
            Churn = Assessor?.Assess(table, inputs, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public MemberAssessment Assess(MemberRow row, ChurnInputs? known = null)
    {
        var seen = See(row, known);
        double[]? value = Calculator is null ? null : [double.NaN];
        Calculator?.Calculate(seen.Inputs.Columns, value);
        return Assessment(row, seen.Inputs, 0, seen.Score, seen.Stage, seen.Alive, seen.Purchase, seen.Expected, value?[0]);
    }

    /// <summary>What the rules of churn see of one member: what <see cref="EarlyWarning"/> compares, before and after an event.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <param name="known">What you know of the member besides: inputs of one row, made of this one. Null for nothing.</param>
    /// <returns>Inputs of one row, with score, stage and probabilities by this valuator as far as it has them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="known"/> does not have one row, or the row's calendar is another than that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    public ChurnInputs InputsOf(MemberRow row, ChurnInputs? known = null) => See(row, known).Inputs;

    private OneMember See(MemberRow row, ChurnInputs? known)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (known is not null && known.Count != 1)
            throw new ArgumentException($"What is known has {known.Count} members; it must be that of one.", nameof(known));
        var inputs = known ?? ChurnInputs.Of(row);
        var columns = inputs.Columns;
        RfmScore[]? scores = Scorer is null ? null : [default];
        Scorer?.Score(columns, scores);
        LifecycleStage[]? stages = Classifier is null ? null : [default];
        Classifier?.Classify(columns, stages);
        double[]? alive = null, purchase = null, expected = null;
        if (Purchases is not null)
        {
            (alive, purchase, expected) = ([double.NaN], [double.NaN], [double.NaN]);
            var members = columns.In(Purchases.Unit);
            Purchases.ProbabilityAlive(members, alive);
            Purchases.ProbabilityOfPurchase(members, _purchaseHorizon, purchase);
            Purchases.ExpectedPurchases(members, _purchaseHorizon, expected);
        }

        inputs = WithKnown(inputs, Memory(scores), Memory(stages), Memory(alive), Memory(purchase));
        return new OneMember(inputs, scores?[0], stages?[0], alive?[0], purchase?[0], expected?[0]);
    }

    /// <summary>One member's numbers with their reasons.</summary>
    internal MemberAssessment Assessment(
        MemberRow row, ChurnInputs inputs, int index, RfmScore? score, LifecycleStage? stage, double? alive, double? purchase, double? expected, double? value)
    {
        var segment = score is { } known ? Segments?.Match(known) : null;
        var risk = Assessor?.Explain(inputs, index);
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

    /// <summary>A column of the model: by the table door of a model of the library, by the span door of any other.</summary>
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

    /// <summary>What is known of the members, with what this valuator computed where it was not given.</summary>
    private ChurnInputs WithKnown(
        ChurnInputs inputs, ReadOnlyMemory<RfmScore>? scores, ReadOnlyMemory<LifecycleStage>? stages, ReadOnlyMemory<double>? alive, ReadOnlyMemory<double>? purchase)
    {
        if (scores is { } computed && !inputs.HasScores)
            inputs = inputs.WithScores(computed);
        if (stages is { } found && !inputs.HasStages)
            inputs = inputs.WithStages(found);
        if (alive is { } living && !inputs.HasProbabilityAlive)
            inputs = inputs.WithProbabilityAlive(living, Purchases!.Name);
        if (purchase is { } buying && !inputs.HasProbabilityOfPurchase)
            inputs = inputs.WithProbabilityOfPurchase(buying, PurchaseHorizonDays!.Value, Purchases!.Name);
        if (_plan.Churn is { NeedsEarlier: true } && !inputs.HasEarlier)
            inputs = inputs.WithEarlier(Nobody(inputs.Columns.Window), Enumerable.Repeat(-1, inputs.Count).ToArray()); // the first night has nothing to compare with
        return inputs;
    }

    private static ReadOnlyMemory<T>? Memory<T>(T[]? values) => values is null ? default(ReadOnlyMemory<T>?) : new ReadOnlyMemory<T>(values); // a null array would turn into an empty memory

    private static ChurnInputs Nobody(ObservationWindow window) => ChurnInputs.Of(MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [] }))
        .WithScores(ReadOnlyMemory<RfmScore>.Empty).WithStages(ReadOnlyMemory<LifecycleStage>.Empty);

    /// <summary>One member through every part but the value, and what the rules see of them.</summary>
    private readonly record struct OneMember(ChurnInputs Inputs, RfmScore? Score, LifecycleStage? Stage, double? Alive, double? Purchase, double? Expected);
}
