using System.Globalization;
using System.Text;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class ClvJsonTests
{
    [Fact]
    public void A_formula_value_values_the_same_after_json()
    {
        var columns = ClvData.Columns(ClvData.Random(300, 8));
        foreach (var calculator in ClvData.Calculators(columns).Values.OfType<FormulaValueCalculator>())
        {
            using var stream = new MemoryStream();
            calculator.ToJson(stream);
            Assert.Equal(calculator.ToJson(), Encoding.UTF8.GetString(stream.ToArray()));
            stream.Position = 0;
            var back = FormulaValueCalculator.FromJson(stream);
            Assert.Equal(calculator.ToJson(), back.ToJson());
            Assert.Equal(calculator.ToString(), back.ToString());
            Assert.Equal(calculator.Cohort, back.Cohort);
            Assert.Equal(calculator.Calculate(ClvData.Table(columns)).Values.ToArray(), back.Calculate(ClvData.Table(columns)).Values.ToArray());
        }
    }

    [Fact]
    public void A_damaged_formula_value_says_what_is_wrong()
    {
        var json = FormulaValueCalculator.Fit(ClvData.Columns(ClvData.Random(300, 8)), ClvData.Options(ValueSource.Cohort, LifespanSource.CohortChurn)).ToJson();
        var given = FormulaValueCalculator.Create(ClvData.Options(ValueSource.Given, LifespanSource.Given)).ToJson();
        string Without(string text, string name) => string.Join('\n', text.Split('\n').Where(line => !line.Contains($"\"{name}\"", StringComparison.Ordinal)));
        (string Json, string Says)[] cases =
        [
            ("", "cannot be read"),
            ("{\"type\": \"RfmScale\", \"version\": 1}", "\"type\": \"FormulaValue\""),
            (json.Replace("\"version\": 1", "\"version\": 3", StringComparison.Ordinal), "version 3; this library reads up to version 1"),
            (json[..(json.Length / 2)], "cannot be read"),
            (json.Replace("\"Orders\"", "\"Basket\"", StringComparison.Ordinal), "countedBy is 'Basket' and must be one of Purchases, Orders"),
            (json.Replace("\"CohortChurn\"", "\"Cohort\"", StringComparison.Ordinal), "cohort.churnRate must not be there: no factor asks for it"),
            (json.Replace("\"marginRate\": ", "\"marginRate\": null, \"x\": ", StringComparison.Ordinal), "cohort.marginRate is missing"),
            (Without(json, "lifespan"), "cohort.lifespan is missing"),
            (Without(json, "minimumTenureInDays"), "minimumTenureInDays is missing"),
            (json.Replace("\"frequency\": ", "\"frequency\": -", StringComparison.Ordinal), "cohort.frequency is -"),
            (json.Replace("\"churnRate\": ", "\"churnRate\": 7", StringComparison.Ordinal), "cohort.churnRate is 7"),
            (json.Replace("\"members\": ", "\"members\": -", StringComparison.Ordinal), "cohort.origin.members is -"),
            (Without(json, "firstCell"), "cohort.origin.firstCell is missing"),
            (json.Replace("\"lastCell\": ", "\"lastCell\": -", StringComparison.Ordinal), "cell"),
            (json.Replace("\"seconds\": ", "\"seconds\": -", StringComparison.Ordinal), "seconds is -"),
            (given.Replace("\"orderValueFrom\": \"Given\"", "\"orderValueFrom\": \"Cohort\"", StringComparison.Ordinal), "it must be a finite number when OrderValueFrom is Given, and null otherwise"),
            (given.Replace("\"lifespanFrom\": \"Given\"", "\"lifespanFrom\": \"Cohort\"", StringComparison.Ordinal).Replace("\"lifespan\": 36,", "", StringComparison.Ordinal), "cohort must be there exactly when"),
        ];
        foreach (var (damaged, says) in cases)
        {
            Assert.True(damaged != json && damaged != given, says);
            Assert.Contains(says, Assert.Throws<FormatException>(() => FormulaValueCalculator.FromJson(damaged)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => FormulaValueCalculator.FromJson((string)null!));
        Assert.Throws<ArgumentNullException>(() => FormulaValueCalculator.FromJson((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => FormulaValueCalculator.Create(ClvData.Options(ValueSource.Given, LifespanSource.Given)).ToJson(null!));
    }

    [Fact]
    public void A_quadrant_map_is_the_same_after_json()
    {
        var map = ValueQuadrantMap.Fit([1, 2, 1 / 3.0], [0, 5, 5], new ValueQuadrantOptions { PotentialLine = HighLowLine.Median });
        using var stream = new MemoryStream();
        map.ToJson(stream);
        Assert.Equal(map.ToJson(), Encoding.UTF8.GetString(stream.ToArray()));
        stream.Position = 0;
        var back = ValueQuadrantMap.FromJson(stream);
        Assert.Equal((map.ToString(), map.CurrentLine, map.PotentialLine, 3), (back.ToString(), back.CurrentLine, back.PotentialLine, (int)back.Origin!.Members));
        var json = map.ToJson();
        (string Json, string Says)[] cases =
        [
            (json.Replace("\"Median\"", "\"Middle\"", StringComparison.Ordinal), "potentialLineFrom is 'Middle'"),
            (json.Replace("\"members\": 3", "\"members\": -3", StringComparison.Ordinal), "origin.members is -3 and must be a finite number of 0 or more"),
            (json.Replace("\"potentialLine\": 5,", "", StringComparison.Ordinal), "potentialLine is missing"),
            (json.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), "version 2"),
        ];
        foreach (var (damaged, says) in cases)
            Assert.Contains(says, Assert.Throws<FormatException>(() => ValueQuadrantMap.FromJson(damaged)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => ValueQuadrantMap.FromJson((string)null!));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void Text_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var columns = ClvData.Columns(ClvData.Random(100, 4));
        string All() => string.Join('\n', ClvData.Calculators(columns).Values)
            + string.Join('\n', ClvData.Calculators(columns).Values.OfType<FormulaValueCalculator>().Select(calculator => FormulaValueCalculator.FromJson(calculator.ToJson()).ToJson()))
            + DiscountRate.Annual(0.15, TimeUnit.Week, 52.18) + DiscountRate.Annual(0.15).ToJson() + ValueQuadrantMap.Fit([1.5, -2], [0.1, 0.25]) + ValueQuadrantMap.Fit([1.5], [0.1]).ToJson()
            + string.Join('\n', ValueDecomposition.Of(columns.Row(1), new ValueDecompositionOptions { Current = { Retention = 0.95 }, CrossSellUplift = 0.125, Referrals = 0.5, ValuePerReferral = -1.5, ShareOfWallet = 0.4 }).Reasons);
        var invariant = All();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(invariant, All());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
