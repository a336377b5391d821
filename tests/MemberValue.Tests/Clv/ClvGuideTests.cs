using MemberValue.Clv;
using MemberValue.Members;
using static MemberValue.Tests.Clv.ClvData;

namespace MemberValue.Tests.Clv;

/// <summary>The examples of docs/clv.md, with the numbers that the page gives.</summary>
public class ClvGuideTests
{
    [Fact]
    public void The_first_example_values_a_table()
    {
        // example: clv-table
        static IEnumerable<Transaction<string>> Monthly(string member, DateOnly first, int times, decimal amount) =>
            Enumerable.Range(0, times).Select(month => new Transaction<string>(member, first.AddMonths(month), amount));

        Transaction<string>[] rows =
        [
            .. Monthly("ann", new DateOnly(2024, 1, 1), times: 10, 122m),
            .. Monthly("bo", new DateOnly(2024, 7, 2), times: 4, 91.50m),
            new("cy", new DateOnly(2024, 12, 31), 61m),
        ];
        MemberEvent<string>[] events = [new("di", new DateOnly(2024, 12, 1), MemberEventKind.Registration)];
        var table = MemberLog.Read(rows, events: events).Table(new DateOnly(2024, 12, 31));

        var realised = new HistoricValueCalculator().Calculate(table);
        var monthly = new HistoricValueCalculator(new HistoricValueOptions { PerMonthOfTenure = true, MinimumTenureInDays = 30 }).Calculate(table);
        var formula = FormulaValueCalculator.Fit(table.Columns, new FormulaValueOptions { MarginRate = 0.25 });
        var values = formula.Calculate(table);
        // example end

        Assert.Equal([1_220.0, 366, 61, 0], realised.Values.ToArray());
        Assert.Equal([101.46, 60.88, 61.89, 0], monthly.Values.ToArray().Select(value => Math.Round(value, 2)));
        Assert.Equal(6.34, formula.Cohort!.Lifespan!.Value, 0.005);
        Assert.Equal([160.83, 96.50, 98.11, 0], values.Values.ToArray().Select(value => Math.Round(value, 2)));
    }

    [Fact]
    public void The_formula_by_given_numbers()
    {
        // example: clv-formula
        var formula = FormulaValueCalculator.Create(new FormulaValueOptions
        {
            OrderValueFrom = ValueSource.Given,
            OrderValue = 50,
            FrequencyFrom = ValueSource.Given,
            Frequency = 0.5, // purchases per month
            LifespanFrom = LifespanSource.GivenChurn,
            ChurnRate = 0.04, // a month: 25 months
            MarginRate = 0.3,
        });
        // example end

        var row = Columns(new ClvMember(1, 9, 9, 20m, null, -1, 0, 0)).Row(0);
        Assert.Equal(187.5, formula.Calculate(row), 1e-12);
        Assert.Equal("net spend per purchase 50 (Given) x purchases per month 0.5 (Given) x lifespan in months 25 (GivenChurn) x margin rate 0.3 (Given)", formula.ToString());
    }

    [Fact]
    public void The_three_timings_and_an_end()
    {
        // example: clv-retention
        var received = RetentionValue.Infinite(100, 0.8, 0.1, PaymentTiming.AlreadyReceived);
        var now = RetentionValue.Infinite(100, 0.8, 0.1, PaymentTiming.FirstPaymentNow);
        var atEnd = RetentionValue.Infinite(100, 0.8, 0.1, PaymentTiming.AtEndOfPeriod);
        var fiveYears = RetentionValue.Finite(100, 0.8, 0.1, periods: 5, PaymentTiming.AlreadyReceived, growth: 0.02);

        var yearly = DiscountRate.Annual(0.15, TimeUnit.Week, 52);
        var calculator = new RetentionValueCalculator(new RetentionValueOptions
        {
            Period = TimeUnit.Month,
            Retention = 0.95,
            Discount = yearly,
            Periods = 36,
        });
        // example end

        Assert.Equal((266.67, 366.67, 333.33), (Math.Round(received, 2), Math.Round(now, 2), Math.Round(atEnd, 2)));
        Assert.Equal(222.78, Math.Round(fiveYears, 2));
        Assert.Equal(0.0027, Math.Round(yearly.PerUnit(TimeUnit.Week), 4));
        Assert.Equal(13.79, Math.Round(calculator.Factor, 2));
    }

    [Fact]
    public void One_member_taken_apart_and_put_into_a_quadrant()
    {
        var row = Columns(new ClvMember(10, 365, 5, 1_200m, 360m, -1, 2, 2)).Row(0);
        // example: clv-parts
        var parts = ValueDecomposition.Of(row, new ValueDecompositionOptions
        {
            Current = { Retention = 0.95, Discount = DiscountRate.Annual(0.1), Basis = ValueBasis.Margin },
            CrossSellUplift = 0.2,
            Referrals = 0.5,
            ValuePerReferral = 60,
            ShareOfWallet = 0.4,
        });

        double[] current = [520, 40, 300, 15];
        double[] potential = [130, 90, 10, 5];
        var map = ValueQuadrantMap.Fit(current, potential);
        var quadrant = map.Classify(parts.Current.Value, parts.PotentialValue);
        // example end

        Assert.Equal(
            [
                "Value so far: 360.00, the margin from 2024-01-01 through 2024-12-31.",
                "Expected value if things go on as now, without an end date: 490.59, at 29.94 per month and a retention of 95% per month.",
                "Cross-sell: 98.12, 20% of the expected value.",
                "Referrals: 30.00, from 0.5 new members worth 60.00 each.",
                "Retention: 95% per month, so 19.00 more payments on average, without an end date.",
                "Share of wallet: 40%; of 249.49 per month, 99.80 is spent here and 149.69 elsewhere.",
            ],
            parts.Reasons.Select(reason => reason.English));
        Assert.Equal((218.75, 58.75, ValueQuadrant.Core), (map.CurrentLine, map.PotentialLine, quadrant));
    }
}
