using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

/// <summary>A set of fitted things: named, read back by kind, with one verdict over all of it.</summary>
public class MemberModelsTests
{
    private static readonly bool[] Labels = [.. Enumerable.Range(0, 40).Select(row => row % 3 == 0)];

    private static readonly double[] Scores = [.. Enumerable.Range(0, 40).Select(row => (row % 3 == 0 ? 0.6 : 0.3) + row % 7 * 0.01)];

    private static readonly double[] Falling = [.. Scores.Select(score => 1 - score)];

    private static readonly MemberModels Full = MemberModels.None
        .With(RfmScale.FitQuantiles(Shop.Table.Columns))
        .With(new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week))
        .With(new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44)))
        .With(new ReturnModel(0.12, 8))
        .With(PurchaseRhythm.Fit(Shop.Table.Columns))
        .With(LearnedLimits.Fit(Shop.Table))
        .With(FormulaValueCalculator.Fit(Shop.Table.Columns))
        .With("churn", LogisticRegression.Fit(Features(), Labels))
        .With("churn-calibration", PlattCalibration.Fit(Scores, Labels))
        .With("isotonic", IsotonicCalibration.Fit(Scores, Labels))
        .With("tree", DecisionTree.Fit(Features(), Labels))
        .With("forest", RandomForest.Fit(Features(), Labels, new RandomForestOptions { Trees = 3 }))
        .With("quadrants", ValueQuadrantMap.Fit(Scores, Falling));

    [Fact]
    public void Everything_fitted_is_kept_under_its_name_and_read_back_as_what_it_was()
    {
        Assert.Equal(
            ["churn", "churn-calibration", "forest", "formula", "isotonic", "limits", "purchases", "quadrants", "returns", "rhythm", "scale", "spend", "tree"],
            Full.Names);
        var read = MemberModels.FromJson(Full.ToJson());
        Assert.Equal(Full.ToJson(), read.ToJson());
        Assert.Equal(Full.Names, read.Names);
        Assert.All(Full.Names, name => Assert.Equal((Full[name]!.GetType(), Full[name]!.Kind, Full[name]!.ToJson()), (read[name]!.GetType(), read[name]!.Kind, read[name]!.ToJson())));
        Assert.Equal(Full.Find<LogisticModel>("churn")!.ToJson(), read.Find<LogisticModel>("churn")!.ToJson());
        Assert.IsType<BgNbdModel>(read.Purchases);
        Assert.Null(read.Find<LogisticModel>("other"));
        Assert.Null(read["other"]);
        Assert.Contains("'churn' is of the kind LogisticModel", Assert.Throws<InvalidOperationException>(() => read.Find<DecisionTreeModel>("churn")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_that_of_the_content_or_the_one_that_was_given()
    {
        var one = MemberModels.None.With(PurchaseRhythm.Of(30, 1)).With("a", PurchaseRhythm.Of(20, 1));
        var other = MemberModels.None.With("a", PurchaseRhythm.Of(20, 1)).With(PurchaseRhythm.Of(30, 1));
        Assert.Matches("^[0-9A-F]{16}$", one.Id);
        Assert.Equal(one.Id, other.Id); // in whatever order
        Assert.Equal(one.Id, MemberModels.FromJson(one.ToJson()).Id);
        Assert.NotEqual(one.Id, one.With("a", PurchaseRhythm.Of(21, 1)).Id);
        Assert.NotEqual(one.Id, one.Without("a").Id);
        Assert.NotEqual(one.Id, one.Without("a").With("b", PurchaseRhythm.Of(20, 1)).Id);
        var named = one.WithId("run-7");
        Assert.Equal(("run-7", "run-7"), (named.Id, MemberModels.FromJson(named.ToJson()).Id));
        Assert.Equal(one.Id, named.With(PurchaseRhythm.Of(30, 1)).Id); // no longer what the name was given to
        Assert.Throws<ArgumentException>(() => one.WithId(" "));
        Assert.Throws<FormatException>(() => MemberModels.FromJson(named.ToJson().Replace("run-7", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_set_is_as_of_the_latest_day_of_its_items()
    {
        Assert.Null(MemberModels.None.AsOf);
        Assert.Null(MemberModels.None.With(PurchaseRhythm.Of(30, 1)).AsOf);
        var earlier = Shop.AsOf(new DateTime(2011, 6, 30));
        var models = MemberModels.None.With(PurchaseRhythm.Fit(earlier.Columns));
        Assert.Equal(new DateOnly(2011, 6, 30), models.AsOf);
        Assert.Equal(Shop.Table.Window.LastDay, models.With(RfmScale.FitQuantiles(Shop.Table.Columns)).AsOf);
    }

    [Fact]
    public void One_item_that_cannot_be_trusted_makes_the_set_unusable_and_is_named()
    {
        var good = MemberModels.None.With(PurchaseRhythm.Of(30, 1));
        Assert.True(good.IsUsable);
        Assert.Empty(good.Warnings);
        Assert.True(MemberModels.None.IsUsable);

        var falling = good.With("churn-calibration", PlattCalibration.Fit(Falling, Labels));
        Assert.False(falling.IsUsable);
        Assert.Contains("churn-calibration (PlattCalibration): does not rise with the score.", falling.Warnings.Select(text => text.English));
        var oneClass = good.With("churn", LogisticRegression.Fit(Features(), new bool[40]));
        Assert.False(oneClass.IsUsable);
        Assert.Contains("churn (LogisticModel): all ended the same way.", oneClass.Warnings.Select(text => text.English));

        var once = new MemberTableBuilder<int>();
        for (var i = 0; i < 9; i++)
            once.Add(new Transaction<int>(i, new DateTime(2024, 1, 1).AddDays(i), 10));
        var rhythm = good.With(PurchaseRhythm.Fit(once.Build().Columns));
        Assert.False(rhythm.IsUsable);
        Assert.Equal(
            ["Rhythm of purchases: no data.", "Rhythm of purchases: No member has two purchases, so there is no gap and no rhythm."],
            rhythm.Warnings.Select(text => text.English));
        Assert.Equal(["购买节奏：没有数据。", "购买节奏：没有会员购买过两次，因此没有购买间隔，也没有购买节奏。"], rhythm.Warnings.Select(text => text.Chinese));
        Assert.False(good.With(LearnedLimits.Fit(once.Build())).IsUsable);
        var coincide = good.With(RfmScale.FitQuantiles(once.Build().Columns)); // everybody bought once
        Assert.True(coincide.IsUsable);
        Assert.Contains(coincide.Warnings, warning => warning.English.StartsWith("RFM scale: Cut points of Frequency coincide", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_belong_under_a_name_is_refused()
    {
        Assert.Contains("'scale' is of the kind PurchaseRhythm; it must be of the kind RfmScale.", Assert.Throws<ArgumentException>(() => MemberModels.None.With("scale", PurchaseRhythm.Of(30, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("no place for a PlattCalibration", Assert.Throws<ArgumentException>(() => MemberModels.None.With(PlattCalibration.Fit(Scores, Labels))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MemberModels.None.With("", PurchaseRhythm.Of(30, 1)));
        var json = MemberModels.None.With(PurchaseRhythm.Of(30, 1)).ToJson();
        Assert.Contains("kind of 'scale' is 'PurchaseRhythm' and must be RfmScale", Damaged(json.Replace("\"rhythm\"", "\"scale\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("is 'MBG/NBD', and its document is of the kind 'BG/NBD'", Damaged(Full.ToJson().Replace("\"kind\": \"BG/NBD\"", "\"kind\": \"MBG/NBD\"", StringComparison.Ordinal)), StringComparison.Ordinal);

        static string Damaged(string json) => Assert.Throws<FormatException>(() => MemberModels.FromJson(json)).Message;
    }

    [Theory]
    [InlineData("model", "The models' purchases is of the kind BG/NBD; the options ask for MBG/NBD.")]
    [InlineData("scale", "The models' scale is of the kind Quantiles; the options ask for Nested.")]
    [InlineData("spend", "The models' spend is of the kind Gamma-Gamma of RepeatPurchases; the options ask for Gamma-Gamma of AllPurchases.")]
    public void Models_of_another_kind_than_the_options_ask_for_are_refused_with_both_named(string what, string message)
    {
        var options = new MemberValuatorOptions { Rfm = new RfmOptions(), Clv = new ClvOptions { Model = PurchaseModel.BgNbd }, Churn = new ChurnOptions() };
        Assert.Empty(MemberValuator.Create(options, Full).Missing);
        var holder = new MemberModelHolder(options, Full);
        switch (what)
        {
            case "model": options.Clv.Model = PurchaseModel.MbgNbd; break;
            case "scale": options.Rfm.Scale = RfmScaleMethod.Nested; break;
            default: options.Clv.SpendBasis = SpendBasis.AllPurchases; break;
        }

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => MemberValuator.Create(options, Full)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MemberModelHolder(options, Full));
        Assert.Throws<ArgumentException>(() => new MemberModelHolder(options).Replace(Full));
        Assert.Same(Full, holder.Models);
    }

    private static FeatureTable Features() => FeatureTable.FromColumns(["x", "y"], [Scores, [.. Enumerable.Range(0, 40).Select(row => row * 0.37 % 1)]]);
}
