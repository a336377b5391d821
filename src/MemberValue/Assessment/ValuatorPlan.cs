using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>The options of a valuator, checked and frozen: what to fit, and what to make of it.</summary>
internal sealed record ValuatorPlan
{
    private ValuatorPlan()
    {
    }

    public RfmOptions? Rfm { get; private init; }

    public LifecycleOptions? Lifecycle { get; private init; }

    public ClvOptions? Clv { get; private init; }

    public ChurnRuleBook? Churn { get; private init; }

    public Playbook? Playbook { get; private init; }

    public SegmentMap? Segments { get; private init; }

    public IRfmScorer? OwnScorer { get; private init; }

    public ILifecycleClassifier? OwnClassifier { get; private init; }

    public IAttritionModel? OwnPurchases { get; private init; }

    public IClvCalculator? OwnCalculator { get; private init; }

    private bool HasPurchases => OwnPurchases is not null || Clv is { Model: not PurchaseModel.None };

    public static ValuatorPlan Of(MemberValuatorOptions options)
    {
        var rfm = options.Rfm?.Frozen();
        var levels = options.Scorer?.Levels ?? rfm?.Levels;
        var plan = new ValuatorPlan
        {
            Rfm = rfm,
            Lifecycle = options.Lifecycle?.Frozen(),
            Clv = options.Clv?.Frozen(),
            Churn = options.Churn?.Frozen(),
            Playbook = options.Playbook,
            Segments = rfm is null ? null : options.Segments ?? rfm.ReadyMap(levels!.Value),
            OwnScorer = rfm is null ? null : options.Scorer,
            OwnClassifier = options.Lifecycle is null ? null : options.Classifier,
            OwnPurchases = options.Clv is null ? null : options.Purchases,
            OwnCalculator = options.Clv is null ? null : options.Calculator,
        };
        plan.CheckTogether(levels);
        return plan;
    }

    public MemberModels Fit<TKey>(MemberTable<TKey> table, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
        where TKey : notnull
    {
        cancellationToken.ThrowIfCancellationRequested();
        var columns = table.Columns;
        var notFitted = new List<string>();
        var canScore = true;
        if (Rfm is not null && OwnScorer is null && Rfm.Scale != RfmScaleMethod.Threshold)
            canScore = Allows(HasScorable(columns), "Rfm: no member can be scored, so there is no scale.", notFitted);
        var anyBuyer = columns.Purchases.ContainsAnyExcept(0);
        var fitsPurchases = Clv is { Model: not PurchaseModel.None } && OwnPurchases is null
            && Allows(anyBuyer, "Clv: nobody has ever bought, so there is no model of purchases.", notFitted)
            && Allows(
                Clv.Model != PurchaseModel.BgBb || columns.Window.Calendar.Grain != EventGrain.Instant,
                "Clv: BG/BB counts opportunities, one per cell, and instants are not opportunities: take cells of hours, days or weeks.", notFitted);
        var fitsSpend = Clv is { NeedsSpend: true } && OwnCalculator is null
            && Allows(HasSpend(columns, Clv.SpendBasis), "Clv: nobody has a purchase with a spend above 0 that the model of spend looks at.", notFitted);
        return new MemberModels
        {
            Scale = canScore && OwnScorer is null ? Rfm?.Fit(columns, cancellationToken) : null,
            Purchases = fitsPurchases ? Clv!.FitPurchases(columns, progress, cancellationToken) : null,
            Spend = fitsSpend ? GammaGammaModel.Fit(columns, Clv!.SpendBasis, Clv.Fit, progress, cancellationToken) : null,
            Rhythm = NeedsRhythm ? PurchaseRhythm.Fit(columns) : null,
            Limits = OwnClassifier is null && Lifecycle is { Method: StageMethod.LearnedLimits } ? LearnedLimits.Fit(table, Lifecycle.LearnedLimits) : null,
            Formula = OwnCalculator is null && Clv is { Method: ClvMethod.Formula } && FormulaValueCalculator.NeedsCohort(Clv.Formula)
                ? FormulaValueCalculator.Fit(columns, Clv.Formula, cancellationToken)
                : null,
            NotFitted = notFitted.AsReadOnly(),
        };
    }

    private bool NeedsRhythm => Churn is { NeedsRhythm: true } || (OwnClassifier is null && Lifecycle is { Method: StageMethod.Rhythm });

    private static bool Allows(bool isAllowed, string sentence, List<string> notFitted)
    {
        if (!isAllowed)
            notFitted.Add(sentence);
        return isAllowed;
    }

    private bool HasScorable(MemberColumns columns)
    {
        var inputs = new RfmInputs(columns, Rfm!.Definitions);
        for (var row = 0; row < columns.Count; row++)
        {
            if (inputs.IsScorable(row))
                return true;
        }

        return false;
    }

    private static bool HasSpend(MemberColumns columns, SpendBasis basis)
    {
        var spend = new SpendColumns(columns, basis);
        for (var row = 0; row < columns.Count; row++)
        {
            if (spend.Purchases(row) > 0 && spend.Money(row) > 0)
                return true;
        }

        return false;
    }

    /// <summary>What one part needs of another.</summary>
    private void CheckTogether(RfmLevels? levels)
    {
        if (Segments is not null && Segments.Levels != levels)
            throw Lacks(nameof(MemberValuatorOptions.Segments), $"the map '{Segments.Name}'", $"it is for {Segments.Levels} levels, and the scores have {levels}");
        if (OwnClassifier is null && Lifecycle is { Method: StageMethod.Probability } && !HasPurchases)
            throw Lacks("Lifecycle.Method", StageMethod.Probability, "it needs a model of purchases: add Clv with a model");
        if (Churn is { NeedsScores: true } && Rfm is null)
            throw Lacks("Churn", "RfmLevel or RfmFall", "these rules need scores: add Rfm");
        if (Churn is { NeedsStages: true } && Lifecycle is null)
            throw Lacks("Churn", "StageEntered", "this rule needs stages: add Lifecycle");
        if (Churn is { NeedsPurchases: true } && !HasPurchases)
            throw Lacks("Churn", "Probability", "this rule needs a model of purchases: add Clv with a model");
    }

    private static ArgumentException Lacks(string name, object value, string allowed) => new(FormattableString.Invariant($"{nameof(MemberValuatorOptions)}.{name} is {value}; {allowed}."), "options");
}
