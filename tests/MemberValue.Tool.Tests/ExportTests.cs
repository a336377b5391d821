namespace MemberValue.Tool.Tests;

/// <summary>Each export gives what an owner would compute by hand.</summary>
public class ExportTests
{
    [Theory]
    [InlineData("shopify_tiny", "k01@shop.invalid", "100", "2")]
    [InlineData("shopify_tiny", "k02@shop.invalid", "25", "1")]
    [InlineData("woo_tiny", "k01@shop.invalid", "65", "1")]
    [InlineData("woo_tiny", "k02@shop.invalid", "25", "2")]
    [InlineData("square_tiny", "C2", "1240", "1")]
    [InlineData("magento_tiny", "k01@shop.invalid", "56.89", "2")]
    public async Task What_stays_and_the_orders_are_the_owners_own(string export, string member, string net, string orders)
    {
        var scores = await Scores.Of(ToolRun.Export(export));
        Assert.Equal((net, orders), (scores[member, "net"], scores[member, "orders"]));
    }

    [Theory]
    [InlineData("shopify_tiny", "k03@shop.invalid")]
    [InlineData("square_tiny", "C1")]
    [InlineData("magento_tiny", "k02@shop.invalid")]
    public async Task Nothing_stays_of_what_was_given_back(string export, string member) =>
        Assert.Equal("0", (await Scores.Of(ToolRun.Export(export)))[member, "net"]);

    [Theory]
    [InlineData("usd", "3125", "0")]
    [InlineData("EUR", "1025", null)]
    public async Task Two_currencies_are_never_one_sum(string currency, string first, string? second)
    {
        var scores = await Scores.Of(ToolRun.Export("stripe_tiny"), "--currency", currency);
        Assert.Equal(first, scores["cus_A", "net"]);
        Assert.Equal(second, scores.Members.Contains("cus_B") ? scores["cus_B", "net"] : null);
    }

    [Fact]
    public async Task Without_a_choice_two_currencies_are_an_error_that_names_both()
    {
        var run = await ToolRun.Of("report", ToolRun.Export("stripe_tiny"));
        Assert.Equal(
            (2, "The file has several currencies, and their amounts cannot be added: USD (rows: 2), EUR (rows: 1). Pick one, such as --currency USD.\n"),
            (run.Code, run.Error));
    }

    [Theory]
    [InlineData("shopify_tiny", "shopify", "7 read, 4 used, 2 left out: 1 status pending, 1 without a member (15.00 EUR).")]
    [InlineData("woo_tiny", "woocommerce", "4 read, 3 used, 1 left out: 1 status cancelled.")]
    [InlineData("square_tiny", "square", "4 read, 3 used, 1 left out: 1 without a member (8.00 $).")]
    [InlineData("magento_tiny", "magento", "3 read, 3 used.")]
    [InlineData("nobody-came-back", "plain", "3 read, 3 used.")]
    public async Task The_profile_and_what_became_of_the_rows_are_said(string export, string profile, string rows)
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("score", ToolRun.Export(export), "-o", folder["scores.csv"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"({profile}, recognised from the header)\n", run.Out, StringComparison.Ordinal);
        Assert.Contains($"Rows: {rows}\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_of_WooCommerce_is_no_member_called_0_and_spelling_makes_no_second_member()
    {
        var scores = await Scores.Of(ToolRun.Export("woo_tiny"));
        Assert.Equal(["k01@shop.invalid", "k02@shop.invalid"], scores.Members);
        var byId = await Scores.Of(ToolRun.Export("woo_tiny"), "--column", "member=customer_id");
        Assert.Equal(["7"], byId.Members);
    }

    [Fact]
    public async Task An_order_of_Shopify_over_two_rows_is_one_order_of_one_amount()
    {
        var scores = await Scores.Of(ToolRun.Export("shopify_tiny"), "--as-of", "2024-01-31");
        Assert.Equal(("60", "1", "2024-01-05"),
            (scores["k01@shop.invalid", "net"], scores["k01@shop.invalid", "orders"], scores["k01@shop.invalid", "lastPurchaseCell"]));
    }

    [Fact]
    public async Task Times_of_Square_are_on_the_clock_of_their_zone_or_in_the_zone_that_is_asked_for()
    {
        var there = await Scores.Of(ToolRun.Export("square_tiny"));
        var here = await Scores.Of(ToolRun.Export("square_tiny"), "--time-zone", "Europe/Berlin");
        Assert.Equal(("2024-01-10", "2024-01-11"), (there["C1", "lastPurchaseCell"], here["C1", "lastPurchaseCell"]));
    }

    [Fact]
    public async Task A_file_in_which_nobody_came_back_gives_scores_and_says_what_is_missing()
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("report", ToolRun.Export("nobody-came-back"), "-o", folder["report.html"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("The file is short: 0 of 3 members bought more than once.", run.Out, StringComparison.Ordinal);
        Assert.Contains("Lifecycle: no gap between purchases was ever completed", run.Out, StringComparison.Ordinal);
        Assert.Contains("</html>", await File.ReadAllTextAsync(folder["report.html"]), StringComparison.Ordinal);
        var scores = await Scores.Of(ToolRun.Export("nobody-came-back"));
        Assert.Equal(["a", "b", "c"], scores.Members);
        Assert.All(scores.Members, member => Assert.Equal("10", scores[member, "net"]));
    }
}
