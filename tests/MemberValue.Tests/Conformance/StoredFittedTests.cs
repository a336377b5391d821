using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;
using MemberValue.Tests.Clv;
using MemberValue.Tests.Clv.Models;

namespace MemberValue.Tests.Conformance;

/// <summary>
/// Everything fitted is kept as JSON in one way: text and stream say the same, every bit and every status comes back, and what cannot be read is refused by
/// name. A new fitted type joins by existing: without an example here the first test fails.
/// </summary>
public class StoredFittedTests
{
    internal static readonly Lazy<IReadOnlyDictionary<string, IFitted>> Known = new(() => Examples().ToDictionary(pair => pair.Name, pair => pair.Value));

    public static TheoryData<string> Names => [.. Known.Value.Keys];

    [Fact]
    public void Every_fitted_type_has_an_example()
    {
        var types = typeof(IFitted).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IFitted)) && type is { IsClass: true, IsAbstract: false });
        Assert.Equal(types.Select(type => type.Name).Order(), Known.Value.Values.Select(value => value.GetType().Name).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_and_stream_say_the_same_and_come_back_as_they_were(string name)
    {
        var fitted = Known.Value[name];
        using var stream = new MemoryStream();
        fitted.ToJson(stream);
        var json = fitted.ToJson();
        Assert.Equal(json, Encoding.UTF8.GetString(stream.ToArray()));
        stream.Position = 0;
        foreach (var read in (IFitted[])[Read(fitted, json), Read(fitted, stream)])
        {
            Assert.Equal(json, read.ToJson());
            Assert.Equal(fitted.GetType(), read.GetType());
            Assert.Equal((fitted.Kind, fitted.Status, fitted.Origin), (read.Kind, read.Status, read.Origin));
            Assert.Equal(fitted.Warnings, read.Warnings);
            Assert.Equal(fitted.ToString(), read.ToString());
        }

        Assert.True(stream.CanRead);
        Assert.Throws<ArgumentNullException>(() => fitted.ToJson(null!));
        Assert.Throws<ArgumentNullException>(() => Read(fitted, (string)null!));
        Assert.Throws<ArgumentNullException>(() => Read(fitted, (Stream)null!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_kind_a_newer_version_and_an_unknown_field_are_refused_by_name(string name)
    {
        var fitted = Known.Value[name];
        var type = (string)Json(fitted)["type"]!;
        Refused(fitted, json => json["type"] = "Sundial", $"The {type} cannot be read: it is a Sundial, and must have \"type\": \"{type}\".");
        Refused(fitted, json => json["version"] = 99, $"The {type} was written as version 99; this library reads up to version {Json(fitted)["version"]}.");
        Refused(fitted, json => json["x"] = 1, $"The {type} cannot be read: x is not a field of it.");
        Refused(fitted, json => json["origin"] = new JsonObject { ["members"] = 1 }, "");
        var half = Assert.Throws<FormatException>(() => Read(fitted, fitted.ToJson()[..^3]));
        Assert.StartsWith($"The {type} cannot be read: it is not JSON", half.Message, StringComparison.Ordinal);
    }

    /// <summary>Every part of a document is needed or may be left out; nothing is an error of the library's own making.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_missing_renamed_or_of_another_type_is_refused_or_optional(string name)
    {
        var fitted = Known.Value[name];
        foreach (var path in Paths(Json(fitted)))
        {
            Refused(fitted, json => Rename(json, path), "");
            Refused(fitted, json => Parent(json, path)[path[^1]] = Parent(json, path)[path[^1]] is JsonObject ? 7 : new JsonObject(), "");
            var left = Json(fitted);
            Parent(left, path).Remove(path[^1]);
            try
            {
                Read(fitted, left.ToJsonString());
            }
            catch (FormatException error)
            {
                Assert.StartsWith("The ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("BG/NBD", "parameters.r is 0.25 and its own report says ", "parameters", "r")]
    [InlineData("Gamma-Gamma", "parameters.q is 0.25 and its own report says ", "parameters", "q")]
    [InlineData("BG/NBD", "origin has 0.25 members", "origin", "members")]
    public void A_model_that_disagrees_with_its_own_report_is_refused(string name, string says, string part, string field) =>
        Refused(Known.Value[name], json => json[part]![field] = 0.25, says);

    [Theory]
    [InlineData("BG/NBD")]
    [InlineData("Gamma-Gamma")]
    public void A_model_without_its_report_or_with_another_model_s_is_refused(string name)
    {
        Refused(Known.Value[name], json => json.Remove("report"), "report and origin must both be there, or neither");
        Refused(Known.Value[name], json => json.Remove("origin"), "report and origin must both be there, or neither");
        Refused(Known.Value[name], json => json["report"]!["parameterNames"]![0] = "k", "report.parameterNames are k, ");
        Refused(Known.Value[name], json => json["parameters"]!.AsObject().First().Value!.ReplaceWith(-1), " is -1 and must be a finite number above 0");
        Refused(Known.Value[name], json => json["model"] = "Oracle", "model is 'Oracle' and must be ");
    }

    private static void Refused(IFitted fitted, Action<JsonObject> damage, string says)
    {
        var json = Json(fitted);
        damage(json);
        Assert.Contains(says, Assert.Throws<FormatException>(() => Read(fitted, json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    private static JsonObject Json(IFitted fitted) => JsonNode.Parse(fitted.ToJson())!.AsObject();

    /// <summary>The way to every field that is not in a list.</summary>
    private static IEnumerable<string[]> Paths(JsonObject json) => json.SelectMany(field => field.Value is JsonObject part
        ? Paths(part).Select(path => (string[])[field.Key, .. path]).Prepend([field.Key])
        : [[field.Key]]);

    private static JsonObject Parent(JsonObject json, string[] path) => path[..^1].Aggregate(json, (at, name) => at[name]!.AsObject());

    private static void Rename(JsonObject json, string[] path)
    {
        var (parent, name) = (Parent(json, path), path[^1]);
        var value = parent[name]?.DeepClone();
        parent.Remove(name);
        parent["no " + name] = value; // with a blank: "no-zh" would be a language
    }

    internal static IFitted Read<T>(IFitted fitted, T json) => ReaderOf(fitted, typeof(T)).CreateDelegate<Func<T, IFitted>>()(json);

    /// <summary>What reads the document of something fitted.</summary>
    internal static MethodInfo ReaderOf(IFitted fitted, Type source)
    {
        for (var type = fitted.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetMethod("FromJson", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly, [source]) is { } method)
                return method;
        }

        throw new InvalidOperationException($"{fitted.GetType()} has no FromJson({source.Name}).");
    }

    private static IEnumerable<(string Name, IFitted Value)> Examples()
    {
        var table = Baseline.Logs.Cdnow().At(new DateOnly(1997, 3, 31));
        var columns = table.Columns;
        yield return ("quantiles", RfmScale.FitQuantiles(columns));
        yield return ("nested", RfmScale.FitNested(columns));
        yield return ("thresholds", RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [30.5, 90], FrequencyFrom = [1, 3], MonetaryFrom = [-0.1, 1 / 3.0] }, CellCalendar.Days));
        foreach (var method in Enum.GetValues<RfmScaleMethod>())
        {
            yield return ($"dimensions, {method}", DimensionScale.Fit(columns, new DimensionScaleOptions
            {
                Scale = method,
                Dimensions =
                [
                    new() { Name = "Net", Limits = [1 / 3.0, 5] }, new() { Name = Measures.MeanGapDays, SmallIsGood = true, Limits = [3], Levels = 2 },
                    new() { Name = "Purchases", Letter = "频", Missing = MissingLevel.Lowest, Line = HighLowLine.Given, LineAt = 1 / 3.0, Limits = [2] },
                ],
            }));
        }

        var daily = MemberLog.Read(Baseline.Logs.Cdnow().Transactions).Daily();
        yield return ("season", SeasonalIndex.Fit(daily));
        yield return ("season of weeks", SeasonalIndex.Fit(daily, new SeasonOptions { Yearly = SeasonCycle.Week, Weekdays = false }));
        yield return ("season of promotions", SeasonalIndex.Fit(daily, new SeasonOptions
        {
            Yearly = SeasonCycle.None,
            Promotions = [new("節", new DateOnly(1997, 5, 1), new DateOnly(1997, 5, 3)), new("later", new DateOnly(2030, 1, 1), new DateOnly(2030, 1, 1))],
        }));
        yield return ("season of nothing", SeasonalIndex.Fit(DailyPurchases.FromDays(new DateOnly(2024, 1, 1), [0, 0], [0, 3], 365, 3)));
        yield return ("season given", SeasonalIndex.Create(new SeasonOptions { Yearly = SeasonCycle.None }, [1, 1, 1, 1, 1, 2, 1 / 3.0], [], []));
        var weeks = columns.In(TimeUnit.OfDays("third", 10 / 3.0));
        var options = new FitOptions { Starts = 1, MaxIterations = 60 };
        yield return ("NBD", NbdModel.Fit(weeks, options));
        yield return ("BG/NBD", BgNbdModel.Fit(weeks, options));
        yield return ("MBG/NBD", MbgNbdModel.Fit(weeks, options));
        yield return ("Pareto/NBD", ParetoNbdModel.Fit(weeks, options));
        yield return ("BG/BB", BgBbModel.Fit(columns.Opportunities(), options));
        yield return ("named", new NbdModel(new NbdParameters(0.4, 5), TimeUnit.OfDays("third", 1 / 3.0)));
        yield return ("Gamma-Gamma", GammaGammaModel.Fit(columns));
        yield return ("Gamma-Gamma named", new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.45)));
        var shop = ClvData.Columns(ClvData.Random(300, 8));
        yield return ("returns", ReturnModel.Fit(ReturnShop.Table(ReturnShop.Members(300, seed: 1, partial: 1), RefundPath.LaterCell).Columns));
        yield return ("returns of nothing", ReturnModel.Fit(columns));
        yield return ("returns named", new ReturnModel(1 / 3.0, 7));
        foreach (var family in Enum.GetValues<ContractFamily>())
            yield return ($"contract, {family}", ContractModel.Fit(ContractHistories.FromSurvivors([100, 60, 45, 39, 35], TimeUnit.Year), family));
        yield return ("contract named", new ContractModel(ContractFamily.WeibullGamma, [1 / 3.0, 7, 1.1], TimeUnit.OfDays("third", 10 / 3.0)));
        yield return ("formula", FormulaValueCalculator.Fit(shop, ClvData.Options(ValueSource.Cohort, LifespanSource.CohortChurn)));
        yield return ("formula given", FormulaValueCalculator.Create(ClvData.Options(ValueSource.Given, LifespanSource.Given)));
        yield return ("quadrants", ValueQuadrantMap.Fit([1, 2, 1 / 3.0], [0, 5, 5], new ValueQuadrantOptions { PotentialLine = HighLowLine.Median }));
        yield return ("rhythm", PurchaseRhythm.Fit(columns));
        yield return ("rhythm given", PurchaseRhythm.Of(30, double.PositiveInfinity));
        yield return ("limits", LearnedLimits.Fit(table));
        Criterion[] criteria = [new("Net") { IsLogged = true }, new("LastPurchaseCell", isCost: true) { MissingAs = 400 }];
        var weights = CriterionWeights.Critic(FeatureTable.From(columns, ["Net", "LastPurchaseCell"]), criteria);
        yield return ("composite", CompositeScorer.Fit(columns, criteria, weights));
        yield return ("composite, TOPSIS", CompositeScorer.Fit(columns, criteria, weights, new CompositeScorerOptions { Method = CompositeMethod.Topsis }));
        yield return ("composite of nothing", CompositeScorer.Fit(columns.Slice(0, 0), criteria, weights));
        ClusterFeature[] features = [new("Net", isLogged: true) { Weight = 2 }, new("LastPurchaseCell") { MissingAs = 400 }];
        yield return ("clusters", KMeansModel.Fit(columns, features));
        yield return ("clusters of nothing", KMeansModel.Fit(columns.Slice(0, 0), features));
        yield return ("clusters of few", KMeansModel.Fit(columns.Slice(0, 3), features, new KMeansOptions { Scaling = ClusterScaling.Robust }));
        yield return ("mixture", GaussianMixtureModel.Fit(columns, features, new GaussianMixtureOptions { Clusters = 2 }));
        yield return ("mixture of nothing", GaussianMixtureModel.Fit(columns.Slice(0, 0), features));
        foreach (var learned in Learners())
            yield return learned;
    }

    private static IEnumerable<(string Name, IFitted Value)> Learners()
    {
        var random = new Random(12);
        double[] Draws() => [.. Enumerable.Range(0, 200).Select(_ => Math.Round(random.NextDouble(), 3))];
        double[][] values = [Draws(), [.. Draws().Select(value => value < 0.2 ? double.NaN : value)], new double[200]];
        var features = FeatureTable.FromColumns(["days", "购买", "level"], values);
        bool[] labels = [.. values[0].Select(value => value > random.NextDouble())];
        yield return ("logistic", LogisticRegression.Fit(features, labels));
        yield return ("logistic of one label", LogisticRegression.Fit(features, new bool[200]));
        yield return ("logistic of one row", LogisticRegression.Fit(FeatureTable.FromColumns(["days"], [[1]]), [true]));
        yield return ("logistic that failed", Failed());
        yield return ("logistic that ran out of steps", LogisticRegression.Fit(features, labels, new LogisticOptions { MaxIterations = 1, Penalty = 0 }));
        yield return ("tree", DecisionTree.Fit(features, labels, new DecisionTreeOptions { MaxDepth = 3, MinLeaf = 10 }));
        yield return ("tree of one label", DecisionTree.Fit(features, new bool[200]));
        yield return ("forest", RandomForest.Fit(features, labels, new RandomForestOptions { Trees = 3, MinLeaf = 20, MeasurePermutationImportance = true }));
        yield return ("Platt", PlattCalibration.Fit(values[0], labels, scale: PlattScale.LogOdds));
        yield return ("Platt of nothing", PlattCalibration.Fit([], []));
        yield return ("isotonic", IsotonicCalibration.Fit(values[0], labels));
        yield return ("isotonic of nothing", IsotonicCalibration.Fit([], []));
    }

    /// <summary>Values so large that their differences overflow.</summary>
    private static LogisticModel Failed()
    {
        var model = LogisticRegression.Fit(FeatureTable.FromColumns(["days"], [[-1.7e308, 1.7e308, 0, 1, 2, 3]]), [true, false, true, false, true, true]);
        Assert.Equal(FitStatus.Failed, model.Status);
        return model;
    }
}
