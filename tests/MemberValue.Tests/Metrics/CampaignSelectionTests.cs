using FsCheck;
using FsCheck.Fluent;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class CampaignSelectionTests
{
    [Fact]
    public void With_one_cost_no_selection_is_better() => Law.Holds(Members(), members =>
    {
        var (p, values, _, budget, most) = members;
        var options = new CampaignOptions { Budget = budget, MostContacts = most, ContactCost = 2 };
        var selection = CampaignSelection.Of(p, values, options);
        var best = Best(p, values, Enumerable.Repeat(2m, p.Length).ToArray(), budget, most);
        return selection.IsExact && Math.Abs(selection.ExpectedProfit - best) < 1e-12 && selection.UpperBound == selection.ExpectedProfit && IsAllowed(selection, options, row => 2);
    });

    [Fact]
    public void With_unequal_costs_the_bound_holds() => Law.Holds(Members(), members =>
    {
        var (p, values, costs, budget, most) = members;
        var options = new CampaignOptions { Budget = budget, MostContacts = most };
        var selection = CampaignSelection.Of(p, values, costs, options);
        var best = Best(p, values, costs, budget, most);
        var largest = Enumerable.Range(0, p.Length).Max(row => p[row] * values[row] - (double)costs[row]);
        return selection.ExpectedProfit <= best + 1e-12 && best <= selection.UpperBound + 1e-12 && IsAllowed(selection, options, row => costs[row])
            && (!selection.IsExact || Math.Abs(best - selection.ExpectedProfit) < 1e-12)
            && (most < p.Length || best - selection.ExpectedProfit <= Math.Max(0, largest) + 1e-12);
    });

    [Fact]
    public void Without_a_budget_the_highest_profits_are_taken_whatever_they_cost() => Law.Holds(Members(), members =>
    {
        var (p, values, costs, _, most) = members;
        var selection = CampaignSelection.Of(p, values, costs, new CampaignOptions { MostContacts = most });
        return selection.IsExact && Math.Abs(selection.ExpectedProfit - Best(p, values, costs, decimal.MaxValue, most)) < 1e-12;
    });

    [Fact]
    public void What_is_chosen_by_hand()
    {
        // Profits: 4, -1, 4, 0, NaN, 9.
        var selection = CampaignSelection.Of([0.5, 0, 0.5, 0.1, double.NaN, 1], 10, new CampaignOptions { Budget = 2.5m });
        Assert.Equal([5, 0], selection.Rows.ToArray()); // of rows 0 and 2 the lower
        Assert.Equal((2m, 1.5, 13.0, 3, 1), (selection.Spend, selection.ExpectedResponses, selection.ExpectedProfit, selection.ProfitableRows, selection.MissingRows));
        Assert.Equal((4.0, 4.0, 4.0), (selection.LastProfit, selection.NextProfit, selection.MarginalReturn));
        Assert.Equal("contact 2 of 3 profitable: spend 2, expected responses 1.5, expected profit 13.00", selection.ToString());

        var all = CampaignSelection.Of([0.5, 0, 0.5, 0.1, double.NaN, 1], 10);
        Assert.Equal([5, 0, 2], all.Rows.ToArray());
        Assert.Equal((4.0, double.NaN, 0.0), (all.LastProfit, all.NextProfit, all.MarginalReturn));
        Assert.Equal(0, CampaignSelection.Of([0.5], 1, new CampaignOptions { ContactCost = 1 }).Rows.Length);
        Assert.True(double.IsNaN(CampaignSelection.Of([], 1).LastProfit));
    }

    [Fact]
    public void A_budget_of_so_many_contacts_buys_so_many() // in doubles 3 x 0.1 is above 0.3
    {
        Assert.Equal(3, CampaignSelection.Of([0.9, 0.8, 0.7, 0.6], 1, new CampaignOptions { Budget = 0.3m, ContactCost = 0.1m }).Rows.Length);
        Assert.Equal(4, CampaignSelection.Of([0.9, 0.8, 0.7, 0.6], 1, new CampaignOptions { Budget = 0, ContactCost = 0 }).Rows.Length);
    }

    [Fact]
    public void Large_columns_are_ranked_as_small_ones()
    {
        var random = new Random(1);
        var p = Enumerable.Range(0, 5_000).Select(_ => random.Next(20) / 20.0).ToArray();
        var values = p.Select(_ => (double)random.Next(1, 30)).ToArray();
        var selection = CampaignSelection.Of(p, values, new CampaignOptions { Budget = 1_000 });
        var expected = Enumerable.Range(0, 5_000).Where(row => p[row] * values[row] - 1 > 0)
            .OrderByDescending(row => p[row] * values[row] - 1).ThenBy(row => row).Take(1_000);
        Assert.Equal(expected, selection.Rows.ToArray());
    }

    [Fact]
    public void Bad_input_is_named()
    {
        void Wrong(string text, Action call) => Assert.Contains(text, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        Wrong("probability of row 1 is 1.5", () => CampaignSelection.Of([0, 1.5], 1));
        Wrong("value of row 0 is", () => CampaignSelection.Of([0], [double.PositiveInfinity]));
        Wrong("cost of row 0 is -1", () => CampaignSelection.Of([0], [1], [-1m]));
        Wrong("1 values for 2", () => CampaignSelection.Of([0, 1], [1.0]));
        Wrong("0 costs for 1", () => CampaignSelection.Of([0], [1.0], []));
        Wrong("CampaignOptions.Budget is -1;", () => CampaignSelection.Of([0], 1, new CampaignOptions { Budget = -1 }));
        Wrong("CampaignOptions.MostContacts is -1;", () => CampaignSelection.Of([0], 1, new CampaignOptions { MostContacts = -1 }));
        Wrong("CampaignOptions.ContactCost is -1;", () => CampaignSelection.Of([0], 1, new CampaignOptions { ContactCost = -1 }));
    }

    [Fact]
    public void The_bound_counts_contacts_where_they_are_what_limits()
    {
        // By profit per money the second comes first; the best single contact is the first.
        var selection = CampaignSelection.Of([1, 1], [20, 10], [10m, 1m], new CampaignOptions { Budget = 100, MostContacts = 1 });
        Assert.Equal([1], selection.Rows.ToArray());
        Assert.Equal((9.0, 10.0, false), (selection.ExpectedProfit, selection.UpperBound, selection.IsExact));
    }

    [Fact]
    public void The_next_one_is_the_first_that_was_left_out()
    {
        // After the first there is money for nobody: the second would have been next, and not the third.
        var selection = CampaignSelection.Of([1, 1, 1], [44, 23, 12], [4m, 3m, 2m], new CampaignOptions { Budget = 5 });
        Assert.Equal([0], selection.Rows.ToArray());
        Assert.Equal((40.0, 20.0, 20.0 / 3), (selection.LastProfit, selection.NextProfit, selection.MarginalReturn));
    }

    private static bool IsAllowed(CampaignSelection selection, CampaignOptions options, Func<int, decimal> cost)
    {
        var rows = selection.Rows.ToArray();
        return rows.Distinct().Count() == rows.Length && rows.Length <= options.MostContacts && rows.Sum(cost) == selection.Spend && selection.Spend <= options.Budget;
    }

    private static double Best(double[] p, double[] values, decimal[] costs, decimal budget, int most)
    {
        var best = 0.0;
        for (var set = 0; set < 1 << p.Length; set++)
        {
            var rows = Enumerable.Range(0, p.Length).Where(row => (set >> row & 1) == 1).ToList();
            if (rows.Count <= most && rows.Sum(row => costs[row]) <= budget)
                best = Math.Max(best, rows.Sum(row => p[row] * values[row] - (double)costs[row]));
        }

        return best;
    }

    private static Arbitrary<(double[] P, double[] Values, decimal[] Costs, decimal Budget, int Most)> Members() => (
        from count in Gen.Choose(1, 9)
        from p in Gen.ArrayOf(Gen.Choose(0, 10), count)
        from values in Gen.ArrayOf(Gen.Choose(-2, 40), count)
        from costs in Gen.ArrayOf(Gen.Choose(0, 30), count)
        from budget in Gen.Choose(0, 25)
        from most in Gen.Choose(0, 12)
        select (p.Select(k => k / 10.0).ToArray(), values.Select(v => (double)v).ToArray(), costs.Select(c => c / 4m).ToArray(), (decimal)budget, most)).ToArbitrary();
}
