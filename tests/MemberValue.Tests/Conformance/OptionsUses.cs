using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using MemberValue.Seasons;
using MemberValue.Tests.Churn;

namespace MemberValue.Tests.Conformance;

/// <summary>
/// One use of each class of options, for the laws that they all keep. A new class joins by its row; without one, <see cref="OptionsTests"/> fails.
/// </summary>
internal static class OptionsUses
{
    private static readonly FittedData Data = FittedThings.Data();

    private static readonly NbdModel Nbd = NbdModel.Fit(Data.Histories);

    private static readonly GammaGammaModel Spend = GammaGammaModel.Fit(SpendHistories.From(Data.Table.Columns));

    private static readonly MemberColumns Columns = KernelData.Of(40);

    private static readonly DateOnly[] Purchases = [new(2024, 1, 5), new(2024, 2, 9), new(2024, 3, 1)];

    /// <summary>By type: options that are valid, and what uses them. The use returns what shows their effect, to be asked again later.</summary>
    public static IReadOnlyDictionary<Type, OptionsUse> All { get; } = new[]
    {
        Use<RfmQuantileOptions>(options => Shown(RfmScale.FitQuantiles(Columns, options).ToJson())),
        Use<RfmHighLowOptions>(options => Shown(RfmScale.FitHighLow(Columns, options).ToJson())),
        Use(() => new RfmThresholdOptions { RecencyUpToDays = [30, 90], FrequencyFrom = [2], MonetaryFrom = [10] },
            options => Shown(RfmScale.FromThresholds(options, CellCalendar.Days).ToJson())),
        Use(() => new DimensionScaleOptions { Dimensions = [.. ScoreDimensionOptions.Rfm()] }, options => Shown(DimensionScale.Fit(Columns, options).ToJson())),
        Use(() => new ScoreDimensionOptions { Name = "Net", Limits = [2, 5] }, options => Shown(string.Join(' ', Enum.GetValues<RfmScaleMethod>()
            .Select(method => DimensionScale.Fit(Columns, new DimensionScaleOptions { Scale = method, Dimensions = [options] }).ToJson())))),
        Use<SeasonOptions>(options => Shown(SeasonalIndex.Fit(Data.Daily, options).ToJson())),
        Use(SegmentMapData, options => Shown(SegmentMap.Create(options).ToJson())),
        Use(RuleSegments, options => Shown(RuleSegmentMap.Create(options).ToJson())),
        Use(() => new NamedSegmentOptions { Id = "few" }, options =>
            Shown(RuleSegmentMap.Create(Segmented(new() { Segment = "few", When = RuleSegments().Rules![0].When }, options)).ToJson())),
        Use(() => RuleSegments().Rules![0], options => Shown(RuleSegmentMap.Create(Segmented(options)).ToJson())),
        Use(() => RuleSegments().Rules![0].When![0], options => Shown(RuleSegmentMap.Create(Segmented(new() { Segment = "many", When = [options] })).ToJson())),
        Use<ThresholdStageOptions>(options => Stages(new ThresholdStageClassifier(options))),
        Use<RhythmStageOptions>(options => Stages(new RhythmStageClassifier(PurchaseRhythm.Of(30, 2), options))),
        Use<ProbabilityStageOptions>(options => Stages(new ProbabilityStageClassifier(Nbd, options))),
        Use<LearnedLimitsOptions>(options => Shown(LearnedLimits.Fit(Data.Table, options).ToJson())),
        Use<HistoricValueOptions>(options => Values(new HistoricValueCalculator(options))),
        Use<FormulaValueOptions>(options => Values(FormulaValueCalculator.Fit(Columns, options))),
        Use(() => new ContractValueOptions { MarginPerPeriod = 10, Discount = DiscountRate.Annual(0.1) }, options => Values(
            new ContractValueCalculator(new ContractModel(ContractFamily.ShiftedBetaGeometric, [0.7, 1.2], TimeUnit.Year), options))),
        Use(() => new RetentionValueOptions { Retention = 0.8, Discount = DiscountRate.Annual(0.1) }, options => Values(new RetentionValueCalculator(options))),
        Use<ModelValueOptions>(options => Values(new ModelValueCalculator(Nbd, Spend, options.NetOfReturns ? new ReturnModel(0.1, 5) : null, options))),
        Use(() => new ValueDecompositionOptions { Current = new RetentionValueOptions { Retention = 0.8, Discount = DiscountRate.Annual(0.1) } },
            options => Shown(ValueDecomposition.Of(Data.Table[3], options).ToString()!)),
        Use<ValueQuadrantOptions>(options => Shown(ValueQuadrantMap.Fit(Data.Spend, Data.Scores, options).ToJson())),
        Use<MemberExplanationOptions>(options => Shown(MemberExplanation.Of(Nbd, Purchases, new DateOnly(2024, 6, 1), options).ToString())),
        Use(() => new LogSimulationOptions { Members = 5 }, options =>
        {
            var simulator = new LogSimulator(Nbd, options);
            return () => string.Join(' ', simulator.Log(1).Select(row => FormattableString.Invariant($"{row.Member} {row.Time} {row.Amount}")));
        }),
        Use<PurchaseLineOptions>(options =>
        {
            var lines = PurchaseLines.Read(
                [new PurchaseLine<int>(1, Purchases[0], "Shoes", 1, 5), new(1, Purchases[0], "shoes", 1, 5), new(1, Purchases[0], null, 1, 5)],
                LogRules.From(new MemberTableOptions()), options);
            return () => string.Join(' ', lines.CategoriesOf(1));
        }),
        Use<FitOptions>(options => Shown(NbdModel.Fit(Data.Histories, options).ToJson())),
        Use<KMeansOptions>(options => Shown(KMeansModel.Fit(Columns, [new("Net"), new("Purchases")], options).ToJson())),
        Use<GaussianMixtureOptions>(options => Shown(GaussianMixtureModel.Fit(Columns, [new("Net"), new("Purchases")], options).ToJson())),
        Use(() => new ClusterCountOptions { To = 3, References = 2, Halvings = 1, Starts = 2 }, options =>
            Shown(string.Join(' ', ClusterCount.Of(FeatureTable.From(Columns, ["Net", "Purchases"]), [new("Net"), new("Purchases")], options).Rows))),
        Use<CompositeScorerOptions>(options => Shown(CompositeScorer.Fit(
            Columns, [new("Net"), new("Purchases")], CriterionWeights.Given(("Net", 2), ("Purchases", 1)), options).ToJson())),
        Use<LogisticOptions>(options => Shown(LogisticRegression.Fit(Data.Features, Data.Labels, options).ToJson())),
        Use<DecisionTreeOptions>(options => Shown(DecisionTree.Fit(Data.Features, Data.Labels, options).ToJson())),
        Use(() => new RandomForestOptions { Trees = 3 }, options => Shown(RandomForest.Fit(Data.Features, Data.Labels, options).ToJson())),
        Use<BinaryEvaluationOptions>(options => Shown(BinaryEvaluation.Of(Data.Labels, Data.Scores, options).ToString()!)),
        Use(() => new ProfitOptions { Value = 50 }, options => Shown(BinaryEvaluation.Of(Data.Labels, Data.Scores).Profit(options).ToString()!)),
        Use<CampaignOptions>(options => Shown(CampaignSelection.Of(Data.Scores.AsSpan(0, 100), 50m, options).ToString()!)),
        Use<MarkovChainOptions>(options => Shown(MarkovChain.From(
            LabelMigration.Between(Enum.GetValues<LifecycleStage>(), new ThresholdStageClassifier().Classify(Data.Table),
                new ThresholdStageClassifier().Classify(Data.Table)), options).ToString()!)),
        Use<ChurnFeatureOptions>(options => Shown(string.Join(' ', ChurnFeatures.Table(Columns, options).Names))),
        Use(() => new ChurnDatasetOptions { Origins = [new DateOnly(2024, 6, 30)], HorizonDays = 60 }, options =>
            Shown(ChurnDataset.From(Log(), options).Count.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        Use<MemberTableOptions>(options => Shown(LogRules.From(options).ToString()!)),
        Use<MemberValuatorOptions>(options => Shown(MemberModels.Fit(Data.Table, options).ToJson())),
        Use<RfmOptions>(options => Assessed(new() { Rfm = options })),
        Use<LifecycleOptions>(options => Assessed(new() { Lifecycle = options })),
        Use<ClvOptions>(options => Assessed(new() { Clv = options })),
        Use(() => new RetentionOptions { Retention = 0.8 },
            options => Assessed(new() { Clv = new ClvOptions { Method = ClvMethod.Retention, Retention = options } })),
        Use(() => new ClustersOptions { Features = [new() { Name = "Net" }] }, options => Assessed(new() { Clusters = options })),
        Use(() => new ClusterFeatureOptions { Name = "Net" }, options => Assessed(new() { Clusters = new ClustersOptions { Features = [options] } })),
        Use(() => new CompositeOptions { Criteria = [new() { Name = "Net" }] }, options => Assessed(new() { Composite = options })),
        Use(() => new CriterionOptions { Name = "Net" }, options =>
            Assessed(new() { Composite = new CompositeOptions { Weights = CriterionWeightMethod.Given, Criteria = [options, new() { Name = "Sales" }] } })),
        Use(() => new ContributionOptions { Costs = [Cost()] }, options => Assessed(new() { Contribution = options })),
        Use(Cost, options => Assessed(new() { Contribution = new ContributionOptions { Costs = [options] } })),
        Use(RuleSegmentsData, options => Assessed(new() { RuleSegments = options })),
        Use(() => new ChurnOptions { Silence = [new()] }, options => Assessed(new() { Churn = options })),
        Use(() => new WeightedRuleOptions<SilenceRuleOptions>(), options => Assessed(new() { Churn = new ChurnOptions { Silence = [options] } })),
        Use(() => new ChurnRiskOptions { Rules = [new(new SilenceRule(), 0.7), new(new EngagementRule(), 0.4)] },
            options => Risks(new ChurnRiskAssessor(options))),
        Use<EarlyWarningOptions>(options =>
        {
            var warning = new EarlyWarning(ChurnData.Assessor(), options);
            return () => FormattableString.Invariant($"{warning.Raise} {warning.Clear}");
        }),
        Use(() => new PlaybookOptions { Actions = Playbook.Default.Actions, Rules = Playbook.Default.Rules },
            options => Shown(Playbook.Create(options).ToJson())),
        Use<OverdueRuleOptions>(options => Severities(new OverdueRule(PurchaseRhythm.Of(40, 1.5), options))),
        Use<SilenceRuleOptions>(options => Severities(new SilenceRule(options))),
        Use<FrequencyDropRuleOptions>(options => Severities(new FrequencyDropRule(options))),
        Use<SpendDropRuleOptions>(options => Severities(new SpendDropRule(options))),
        Use<ProbabilityRuleOptions>(options => Severities(new ProbabilityRule(options))),
        Use<RfmLevelRuleOptions>(options => Severities(new RfmLevelRule(options))),
        Use<RfmFallRuleOptions>(options => Severities(new RfmFallRule(options))),
        Use<StageEnteredRuleOptions>(options => Severities(new StageEnteredRule(options))),
        Use<EngagementRuleOptions>(options => Severities(new EngagementRule(options))),
        Use<RefundShareRuleOptions>(options => Severities(new RefundShareRule(options))),
        Use(() => new ColumnRuleOptions { Column = "complaints", AtLeast = 2, FullAt = 4 }, options => Severities(new ColumnRule(options))),
    }.ToDictionary(use => use.Type);

    private static SegmentMapOptions SegmentMapData() => new()
    {
        Levels = SegmentMaps.TenCells.Levels,
        Segments = SegmentMaps.TenCells.Segments,
        Rules = SegmentMaps.TenCells.Rules,
        Fallback = SegmentMaps.TenCells.Fallback?.Id,
    };

    private static CostLineOptions Cost() => new() { Label = Text.Of("goods"), Measure = "Net", Cost = 0.6 };

    private static RuleSegmentsOptions RuleSegmentsData() => new()
    {
        Segments = RuleSegments().Segments,
        Rules = [RuleSegments().Rules![0]],
        Fallback = "few",
    };

    internal static RuleSegmentMapOptions RuleSegments() => new()
    {
        Name = "by purchases",
        Segments = [new() { Id = "many", Name = Text.Of("Many", "多次"), Action = Text.Of("Thank them.") }, new() { Id = "few" }],
        Rules =
        [
            new() { Segment = "many", When = [new() { Column = "Purchases", AtLeast = 3, Label = Text.Of("buys", "购买") }] },
            new()
            {
                Segment = "few",
                When = [new() { Column = "country", OneOf = ["DE"] }, new() { Column = "plan", NoneOf = ["pro"] }, new() { Column = "age", IsMissing = true }],
            },
        ],
        Fallback = "few",
    };

    private static RuleSegmentMapOptions Segmented(SegmentRuleOptions rule, NamedSegmentOptions? last = null)
    {
        var options = RuleSegments();
        (options.Rules, options.Segments) = ([rule], [options.Segments![0], last ?? options.Segments[1]]);
        options.Fallback = "many";
        return options;
    }

    private static OptionsUse Use<TOptions>(Func<TOptions, Func<string>> use)
        where TOptions : new() => Use(() => new TOptions(), use);

    private static OptionsUse Use<TOptions>(Func<TOptions> make, Func<TOptions, Func<string>> use) =>
        new(typeof(TOptions), () => make()!, options => use((TOptions)options));

    private static Func<string> Shown(string text) => () => text;

    private static Func<string> Stages(ILifecycleClassifier classifier) => () =>
    {
        var stages = new LifecycleStage[Columns.Count];
        classifier.Classify(Columns, stages);
        return classifier + string.Join(' ', stages);
    };

    private static Func<string> Values(IClvCalculator calculator) => () =>
    {
        var values = new double[Columns.Count];
        calculator.Calculate(Columns, values);
        return calculator + string.Join(' ', values.Select(value => FormattableString.Invariant($"{value:R}")));
    };

    private static Func<string> Severities(IChurnRule rule)
    {
        var columns = ChurnData.WithEarlier(60, 3);
        return () => rule + " " + string.Join(' ', ChurnData.Severities(rule, columns).Select(value => FormattableString.Invariant($"{value:R}")));
    }

    private static Func<string> Risks(ChurnRiskAssessor assessor)
    {
        var columns = ChurnData.Random(60, 3);
        return () => string.Join(' ', ChurnData.Risks(assessor, columns).Select(value => FormattableString.Invariant($"{value:R} {assessor.LevelOf(value)}")));
    }

    /// <summary>A facade with one part: what it says of some members.</summary>
    private static Func<string> Assessed(MemberValuatorOptions options)
    {
        var valuator = MemberValuator.Create(options, MemberModels.Fit(Data.Table, options));
        return () => string.Join('\n', Enumerable.Range(0, 9).Select(row => valuator.Assess(Data.Table.Columns.Row(row)).ToString()));
    }

    private static MemberLog<int> Log() => MemberLog.Read(
        Enumerable.Range(0, 300).Select(i => new Transaction<int>(i % 40, new DateOnly(2024, 1, 1).AddDays(i), 10m + i)).ToList());
}

/// <summary>How valid options of a type are made, and what uses them.</summary>
internal sealed record OptionsUse(Type Type, Func<object> Make, Func<object, Func<string>> Use);
