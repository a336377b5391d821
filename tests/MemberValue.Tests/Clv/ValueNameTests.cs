using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>A value is never said without the time that it is of.</summary>
public class ValueNameTests
{
    private static readonly NbdModel Weeks = new(new NbdParameters(0.8, 6), TimeUnit.Week);

    public static TheoryData<IClvCalculator, string, string> Names => new()
    {
        { new ModelValueCalculator(Weeks, options: new ModelValueOptions()), "Expected value over the next 12 months", "未来12个月的预期价值" },
        { new ModelValueCalculator(Weeks, options: new ModelValueOptions { Horizon = 365.25 / 7, HorizonUnit = TimeUnit.Week }),
            "Expected value over the next 12 months", "未来12个月的预期价值" },
        { new ModelValueCalculator(Weeks, options: new ModelValueOptions { Horizon = 90, HorizonUnit = TimeUnit.Day }), "Expected value over the next 90 days",
            "未来90天的预期价值" },
        { new ModelValueCalculator(Weeks, options: new ModelValueOptions { Horizon = 2, HorizonUnit = TimeUnit.Year }), "Expected value over the next 2 years",
            "未来2年的预期价值" },
        { new ModelValueCalculator(Weeks, options: new ModelValueOptions { MarginRate = 0.325 }), "Expected value over the next 12 months at a margin of 32.5%",
            "未来12个月的预期价值（毛利率32.5%）" },
        { new HistoricValueCalculator(new HistoricValueOptions { Basis = ValueBasis.Margin, MarginRate = 0.3 }), "Value so far at a margin of 30%", "累计价值（毛利率30%）" },
        { new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.9, Periods = 24 }), "Expected value over the next 24 months", "未来24个月的预期价值" },
        { new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.9 }), "Expected value of all purchases to come", "未来全部购买的预期价值" },
        { new HistoricValueCalculator(), "Value so far", "累计价值" },
        { new HistoricValueCalculator(new HistoricValueOptions { PerMonthOfTenure = true }), "Value so far per month of membership", "会龄内月均价值" },
        {
            FormulaValueCalculator.Create(new FormulaValueOptions { LifespanFrom = LifespanSource.Given, Lifespan = 36 }),
            "Estimated value of a membership of 36 months", "按会员生命周期36个月估算的价值"
        },
        { FormulaValueCalculator.Create(new FormulaValueOptions { LifespanFrom = LifespanSource.Member }), "Estimated value of the whole membership",
            "会员终身价值（估算）" },
        { new Own(), "Value", "会员价值" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_calculator_says_what_its_value_is_and_over_which_time(IClvCalculator calculator, string english, string chinese) =>
        Assert.Equal((english, chinese), (calculator.ValueName.English, calculator.ValueName.Chinese));

    private sealed class Own : IClvCalculator
    {
        public void Calculate(MemberColumns columns, Span<double> destination) => destination.Clear();
    }
}
