using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Contracts;

/// <summary>The example of docs/models/contract.md, with the numbers that the page gives.</summary>
public class ContractGuideTests
{
    [Fact]
    public void The_example_projects_and_values_a_cohort()
    {
        // example: contract-short
        long[] survivors = [1000, 631, 468, 382, 326, 289, 262, 241]; // who began, and who is left after each renewal
        var histories = ContractHistories.FromSurvivors(survivors, TimeUnit.Year);

        ContractModel model = ContractModel.Fit(histories);           // shifted beta-geometric; ContractComparison.Of(histories) tries all
        double twelve = model.Survival(12);                           // still there after 12 renewals
        double fifth = model.RetentionRate(5);                        // who has renewed four times renews again
        double loyal = model.Survival(tenure: 4, horizon: 3);         // and is there three years from now

        var values = new ContractValueCalculator(model, new ContractValueOptions
        {
            MarginPerPeriod = 100,
            Discount = DiscountRate.Annual(0.1),
            Moment = ContractMoment.BeforeRenewal,
        });
        double begins = values.Value(renewals: 0); // about to decide for the first time
        double stays = values.Value(renewals: 4);  // the same decision, after four renewals
        double acquire = values.NewMember;         // the most that acquiring one more is worth
        // example end
        Assert.Equal((0.170, 0.627, 0.880), (Math.Round(twelve, 3), Math.Round(model.RetentionRate(1), 3), Math.Round(fifth, 3)));
        Assert.Equal(model.Survival(7) / model.Survival(4), loyal, 1e-14);
        Assert.Equal((296.44, 589.41, 369.49), (Math.Round(begins, 2), Math.Round(stays, 2), Math.Round(acquire, 2)));
    }
}
