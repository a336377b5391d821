using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;

namespace MemberValue.Tests.Conformance;

/// <summary>
/// One fit of each class that is <see cref="IFitted"/>, by the name that its JSON has, for the laws that every one of them keeps. A new class joins by its row;
/// without one, <see cref="FittedTests"/> fails.
/// </summary>
internal static class FittedThings
{
    public static IReadOnlyDictionary<string, FittedThing> All { get; } = new Dictionary<string, FittedThing>
    {
        ["RfmScale"] = new(data => RfmScale.FitQuantiles(data.Table.Columns), RfmScale.FromJson),
        ["RfmScale, nested"] = new(data => RfmScale.FitNested(data.Table.Columns), RfmScale.FromJson),
        ["RfmScale, high and low"] = new(data => RfmScale.FitHighLow(data.Table.Columns), RfmScale.FromJson),
        ["DimensionScale"] = new(data => Dimensions(data, RfmScaleMethod.Quantiles), DimensionScale.FromJson),
        ["DimensionScale, nested"] = new(data => Dimensions(data, RfmScaleMethod.Nested), DimensionScale.FromJson),
        ["DimensionScale, high and low"] = new(data => Dimensions(data, RfmScaleMethod.HighLow), DimensionScale.FromJson),
        ["SeasonalIndex"] = new(data => SeasonalIndex.Fit(data.Daily, new SeasonOptions { Promotions = FittedData.Sales }), SeasonalIndex.FromJson),
        ["PurchaseRhythm"] = new(data => PurchaseRhythm.Fit(data.Table.Columns), PurchaseRhythm.FromJson),
        ["LearnedLimits"] = new(data => LearnedLimits.Fit(data.Table), LearnedLimits.FromJson),
        ["FormulaValueCalculator"] = new(data => FormulaValueCalculator.Fit(data.Table.Columns, new FormulaValueOptions
        {
            OrderValueFrom = ValueSource.Cohort,
            FrequencyFrom = ValueSource.Cohort,
        }), FormulaValueCalculator.FromJson),
        ["ValueQuadrantMap"] = new(data => ValueQuadrantMap.Fit(data.Spend, data.Scores), ValueQuadrantMap.FromJson),
        ["NBD"] = new(data => NbdModel.Fit(data.Histories), AttritionModel.FromJson),
        ["BG/NBD"] = new(data => BgNbdModel.Fit(data.Histories), AttritionModel.FromJson),
        ["MBG/NBD"] = new(data => MbgNbdModel.Fit(data.Histories), AttritionModel.FromJson),
        ["Pareto/NBD"] = new(data => ParetoNbdModel.Fit(data.Histories), AttritionModel.FromJson),
        ["BG/BB"] = new(data => BgBbModel.Fit(PurchaseHistories.From(data.Table.In(TimeUnit.Day))), AttritionModel.FromJson),
        ["Gamma-Gamma"] = new(data => GammaGammaModel.Fit(SpendHistories.From(data.Table.Columns)), GammaGammaModel.FromJson),
        ["ReturnModel"] = new(data => ReturnModel.Fit(data.Table.Columns), ReturnModel.FromJson),
        ["ContractModel"] = new(data => ContractModel.Fit(Contracts(data)), ContractModel.FromJson),
        ["CompositeScorer"] = new(data => Composite(data, CompositeMethod.WeightedSum), CompositeScorer.FromJson),
        ["CompositeScorer, TOPSIS"] = new(data => Composite(data, CompositeMethod.Topsis), CompositeScorer.FromJson),
        ["KMeans"] = new(data => Clusters(data), KMeansModel.FromJson),
        ["GaussianMixture"] = new(data => Mixture(data, MixtureCovariance.Full), GaussianMixtureModel.FromJson),
        ["GaussianMixture, tied"] = new(data => Mixture(data, MixtureCovariance.Tied), GaussianMixtureModel.FromJson),
        ["LogisticModel"] = new(data => LogisticRegression.Fit(data.Features, data.Labels), LogisticModel.FromJson, HasLabel: true),
        ["DecisionTree"] = new(data => DecisionTree.Fit(data.Features, data.Labels), DecisionTreeModel.FromJson, HasLabel: true),
        ["RandomForest"] = new(
            data => RandomForest.Fit(data.Features, data.Labels, new RandomForestOptions { Trees = 7 }), RandomForestModel.FromJson, HasLabel: true),
        ["PlattCalibration"] = new(
            data => PlattCalibration.Fit(data.Scores, data.Labels, label: data.Features.Label), PlattCalibration.FromJson, HasLabel: true),
        ["IsotonicCalibration"] = new(
            data => IsotonicCalibration.Fit(data.Scores, data.Labels, label: data.Features.Label), IsotonicCalibration.FromJson, HasLabel: true),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static DimensionScale Dimensions(FittedData data, RfmScaleMethod method) => DimensionScale.Fit(data.Table.Columns, new DimensionScaleOptions
    {
        Scale = method,
        Dimensions =
        [
            .. ScoreDimensionOptions.Rfm(), new() { Name = Measures.DaysSinceFirstPurchase, Levels = 3 },
            new() { Name = Measures.MeanGapDays, SmallIsGood = true, Levels = 10, Line = HighLowLine.Median },
            new() { Name = "RecentPurchases", Missing = MissingLevel.Lowest, Letter = "Rec" },
        ],
    });

    /// <summary>Every purchase but the first as a renewal, and who has not bought for a quarter as one who has left.</summary>
    public static ContractHistories Contracts(FittedData data) => ContractHistories.FromMembers(
        data.Table.Columns.Values(ContractColumns.Renewals), data.Table.Columns.Values(ContractColumns.HasLeft), TimeUnit.Month);

    public static KMeansModel Clusters(FittedData data) => KMeansModel.Fit(
        data.Table.Columns, [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net")],
        new KMeansOptions { Clusters = 3 });

    public static GaussianMixtureModel Mixture(FittedData data, MixtureCovariance covariance) => GaussianMixtureModel.Fit(
        data.Table.Columns, [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net")],
        new GaussianMixtureOptions { Clusters = 3, Covariance = covariance });

    public static CompositeScorer Composite(FittedData data, CompositeMethod method)
    {
        Criterion[] criteria = [new(Measures.DaysSinceLastPurchase, isCost: true), new("Purchases") { IsLogged = true }, new("Net")];
        return CompositeScorer.Fit(data.Table.Columns, criteria, CriterionWeights.Equal(criteria), new CompositeScorerOptions { Method = method });
    }

    /// <summary>A base of 250 members of one log.</summary>
    /// <param name="order">Which order the rows have; the rows are the same.</param>
    /// <param name="isChanged">Whether a member bought once more, for another amount.</param>
    public static FittedData Data(int order = 0, bool isChanged = false)
    {
        var random = new Random(7);
        var rows = new List<Transaction<int>>();
        for (var member = 0; member < 250; member++)
        {
            var day = new DateOnly(2024, 1, 1).AddDays(random.Next(150));
            for (var last = new DateOnly(2024, 12, 31); day <= last; day = day.AddDays(random.Next(1, 30 + member)))
                rows.Add(new Transaction<int>(member, day, 1 + random.Next(5_000) / 100m));
        }

        if (isChanged)
            rows.Add(new Transaction<int>(17, new DateOnly(2024, 12, 31), 3.21m));
        if (order != 0)
        {
            var shuffled = rows.ToArray();
            new Random(order).Shuffle(shuffled);
            rows = [.. shuffled];
        }

        var options = new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1), WindowLast = new DateTime(2024, 12, 31), RecentCells = 60 };
        var log = MemberLog.Read(rows, options);
        var table = log.Table();
        int[] renewals = [.. table.Columns.Purchases.ToArray().Select(purchases => purchases - 1)];
        var quarter = table.Columns.LastPurchaseCell.ToArray().Max() - 91;
        bool[] left = [.. table.Columns.LastPurchaseCell.ToArray().Select(last => last < quarter)];
        table = table.With(ContractColumns.Renewals, renewals).With(ContractColumns.HasLeft, left);
        var keys = table.Keys.ToArray();
        return new FittedData
        {
            Table = table,
            Daily = log.Daily(),
            Histories = PurchaseHistories.From(table.In(TimeUnit.Week)),
            Features = ChurnFeatures.Table(table.Columns).WithLabel(new LabelDefinition("no purchase in the next 90 days", 90)),
            Labels = [.. keys.Select(key => key % 3 == 0 ^ key > 140)],
            Scores = [.. keys.Select((key, row) => (key + Math.Min(table.Columns.Purchases[row], 40)) / 300.0)],
            Spend = [.. keys.Select(key => (double)table[key].Net!.Value)],
        };
    }
}

/// <summary>How one is fitted and read.</summary>
internal sealed record FittedThing(Func<FittedData, IFitted> Fit, Func<string, IFitted> Read, bool HasLabel = false);

/// <summary>What they are fitted to.</summary>
internal sealed record FittedData
{
    public required MemberTable<int> Table { get; init; }

    public static IReadOnlyList<Promotion> Sales { get; } =
        [new("summer", new DateOnly(2024, 7, 1), new DateOnly(2024, 7, 14)), new("11.11", new DateOnly(2024, 11, 11), new DateOnly(2024, 11, 11))];

    public required DailyPurchases Daily { get; init; }

    public required PurchaseHistories Histories { get; init; }

    public required FeatureTable Features { get; init; }

    public required bool[] Labels { get; init; }

    public required double[] Scores { get; init; }

    public required double[] Spend { get; init; }
}
