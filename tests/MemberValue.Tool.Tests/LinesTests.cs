namespace MemberValue.Tool.Tests;

/// <summary>What was bought, from the exports that say so.</summary>
public class LinesTests
{
    private const string Plain = """
        customer id,order id,order date,category,sku,product name,qty,amount
        ann,o1,2024-03-04,Shoes,s1,Boot,1,80
        ann,o1,2024-03-04,socks,k1,Sock,2,10
        ann,o2,2024-05-02,hats,h1,Cap,1,30
        ann,o2,2024-05-09,hats,h1,Cap,1,-30
        ann,o3,2024-06-01,shoes ,s2,Sandal,1,60
        bo,o4,2024-06-02,,x,Gift,1,5
        """;

    private const string SquareItems = """
        Date,Time,Time Zone,Category,Item,Qty,SKU,Net Sales,Transaction ID,Event Type,Customer ID
        2024-01-10,21:50:48,Pacific Time (US & Canada),Coffee,Latte,2.0,L,$9.00,T1,Payment,C1
        2024-01-10,21:50:48,Pacific Time (US & Canada),Bakery,Scone,1.0,S,$4.50,T1,Payment,C1
        2024-01-12,13:00:00,Pacific Time (US & Canada),Coffee,Latte,1.0,L,-$4.50,T3,Refund,C1
        2024-01-13,13:00:00,Pacific Time (US & Canada),Bakery,Loaf,1.0,F,$12.00,T4,Payment,C1
        """;

    [Fact]
    public async Task Lines_of_a_plain_file_give_the_columns_of_categories()
    {
        using var folder = new TestFolder();
        var scores = await Scores.Of(folder.File("orders.csv", Plain));
        Assert.Equal(("Shoes", "Shoes", "Shoes", "2", "4", "4", "4"), (
            scores["ann", "preferredCategory"], scores["ann", "preferredCategoryByOrders"], scores["ann", "lastCategory"], scores["ann", "categories"],
            scores["ann", "items"], scores["ann", "lines"], scores["ann", "quantity"]));
        Assert.StartsWith("0.9333", scores["ann", "preferredCategoryShare"], StringComparison.Ordinal);
        Assert.Equal(("", "0", "1", "150"), (scores["bo", "preferredCategory"], scores["bo", "categories"], scores["bo", "lines"], scores["ann", "net"]));
    }

    [Fact]
    public async Task The_columns_are_said_and_lines_without_a_category_counted()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", Plain);
        var run = await ToolRun.Of("score", file, "-o", folder["scores.csv"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("item = sku, category = category\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Lines without a category: 1 of 6.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("没有品类的明细行：1行（共6行）。\n", (await ToolRun.Of("score", file, "-o", folder["scores.csv"], "--lang", "zh")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_member_s_categories_are_explained()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", Plain);
        Assert.Contains(
            "Buys: mostly Shoes, 93% of the net spend on known categories; last Shoes; categories: 2, different items: 4.\n",
            (await ToolRun.Of("explain", file, "--member", "ann")).Out, StringComparison.Ordinal);
        Assert.Contains(
            "品类：最常购买“Shoes”，占已知品类净消费的93%；最近购买“Shoes”；共2个品类、4种商品。\n",
            (await ToolRun.Of("explain", file, "--member", "ann", "--lang", "zh")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Buys", (await ToolRun.Of("explain", file, "--member", "bo")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_without_items_has_no_columns_of_lines()
    {
        var scores = await Scores.Of(ToolRun.Export("magento_tiny"));
        Assert.DoesNotContain("preferredCategory", scores.Columns);
        Assert.DoesNotContain("items", scores.Columns);
    }

    [Fact]
    public async Task Lines_of_Shopify_are_all_rows_of_an_order_and_come_back_with_it()
    {
        using var folder = new TestFolder();
        var scores = await Scores.Of(ToolRun.Export("shopify_tiny"));
        Assert.DoesNotContain("preferredCategory", scores.Columns); // the file has no vendors
        // k01: a lamp and two bulbs; two lamps, of which a part came back. k03: all came back
        Assert.Equal(("2", "3", "5", "100"), (
            scores["k01@shop.invalid", "items"], scores["k01@shop.invalid", "lines"], scores["k01@shop.invalid", "quantity"],
            scores["k01@shop.invalid", "net"]));
        Assert.Equal("0", scores["k03@shop.invalid", "quantity"]);

        // each row has a vendor; delivered twice it counts once
        var rows = File.ReadAllLines(ToolRun.Export("shopify_tiny"))
            .Select((line, at) => line + (at == 0 ? ",Vendor" : line.Contains("Lamp", StringComparison.Ordinal) ? ",Lumen" : ",Acme")).ToList();
        var once = folder.File("once.csv", string.Join('\n', rows));
        var twice = folder.File("twice.csv", string.Join('\n', rows));
        var run = await ToolRun.Of("score", once, twice, "-o", folder["scores.csv"]);
        Assert.True(run.Code == 0, run.Error);
        var again = Scores.Read(folder["scores.csv"]);
        Assert.Equal(("Lumen", "3", "5", "2"), (
            again["k01@shop.invalid", "preferredCategory"], again["k01@shop.invalid", "lines"], again["k01@shop.invalid", "quantity"],
            again["k01@shop.invalid", "categories"]));
        Assert.Equal("", again["k03@shop.invalid", "preferredCategory"]);
    }

    [Fact]
    public async Task Items_of_Square_are_lines_of_one_transaction()
    {
        using var folder = new TestFolder();
        var file = folder.File("items.csv", SquareItems);
        var run = await ToolRun.Of("score", file, "-o", folder["scores.csv"]);
        Assert.Contains("(square-items, recognised from the header)\n", run.Out, StringComparison.Ordinal);
        var scores = Scores.Read(folder["scores.csv"]);
        Assert.Equal(("21", "2", "Bakery", "Bakery", "2", "3"), (
            scores["C1", "net"], scores["C1", "orders"], scores["C1", "preferredCategory"], scores["C1", "lastCategory"], scores["C1", "categories"],
            scores["C1", "quantity"]));
    }

    [Fact]
    public async Task A_refund_beside_a_line_with_a_number_counts()
    {
        using var folder = new TestFolder();
        var file = folder.File("orders.csv", """
            member,order,time,line no,category,amount,refund
            ann,o1,2024-03-04,1,shoes,80,80
            ann,o1,2024-03-04,2,hats,30,10
            """);
        var scores = await Scores.Of(file, "--column", "line=line no");
        Assert.Equal(("20", "hats", "1"), (scores["ann", "net"], scores["ann", "preferredCategory"], scores["ann", "categories"]));
    }

    [Fact]
    public async Task A_number_that_only_lines_have_is_never_an_error()
    {
        using var folder = new TestFolder();
        var scores = await Scores.Of(folder.File("orders.csv", """
            member,time,item,quantity,amount
            ann,2024-03-04,boot,many,80
            ann,2024-03-05,boot,-1,80
            """));
        Assert.Equal(("160", "1", "1"), (scores["ann", "net"], scores["ann", "lines"], scores["ann", "quantity"]));
    }
}
