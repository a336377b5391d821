using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Tests.Members.Lines;

/// <summary>Lines at the edges: what was given back, ties, spellings, unknown categories, misuse, and many different things.</summary>
public class PurchaseLinesTests
{
    private static readonly LogRules Rules = LogRules.From(new MemberTableOptions());

    [Fact]
    public void A_category_that_is_given_back_is_none_of_the_member_s_any_more()
    {
        var ann = Of(
            Line("shoes", 1, 80) with { OrderId = "o1" },
            Line("hats", 1, 30) with { OrderId = "o2" },
            Line("shoes", -1, -80, day: 5) with { OrderId = "o1" });
        Assert.Equal("hats", ann.Text(LineColumns.PreferredCategory));
        Assert.Equal("hats", ann.Text(LineColumns.LastCategory));
        Assert.Equal("hats", ann.Text(LineColumns.PreferredCategoryByOrders));
        Assert.Equal((1.0, 1.0, 0.0, 1.0), (ann.Number(LineColumns.PreferredCategoryShare), ann.Number(LineColumns.PreferredCategoryOrderShare),
            ann.Number(LineColumns.CategoryEntropy), ann.Number(LineColumns.CategoryDiversity)));
        Assert.Equal((1, 2, 1.0), (ann.Whole(LineColumns.Categories), ann.Whole(LineColumns.Lines), ann.Number(LineColumns.Quantity)));
    }

    [Fact]
    public void A_category_given_back_in_part_counts_with_what_is_left()
    {
        var ann = Of(Line("shoes", 2, 80), Line("hats", 1, 30), Line("shoes", -1, -40));
        Assert.Equal(("shoes", 40.0 / 70), (ann.Text(LineColumns.PreferredCategory), ann.Number(LineColumns.PreferredCategoryShare)));
        Assert.Equal(-(4 / 7.0 * Math.Log(4 / 7.0)) - (3 / 7.0 * Math.Log(3 / 7.0)), ann.Number(LineColumns.CategoryEntropy), 1e-15);
    }

    [Fact]
    public void A_member_of_whom_all_came_back_has_no_category_and_keeps_lines_and_items()
    {
        var ann = Of(Line("shoes", 1, 80) with { Item = "s1" }, Line("shoes", -1, -100)); // with a fee: less than nothing is left
        Assert.Null(ann.Text(LineColumns.PreferredCategory));
        Assert.Null(ann.Text(LineColumns.PreferredCategoryByOrders));
        Assert.Null(ann.Text(LineColumns.LastCategory));
        Assert.True(double.IsNaN(ann.Number(LineColumns.PreferredCategoryShare)) && double.IsNaN(ann.Number(LineColumns.CategoryDiversity))
            && double.IsNaN(ann.Number(LineColumns.PreferredCategoryOrderShare)));
        Assert.Equal((0, 1, 1, 0.0), (ann.Whole(LineColumns.Categories), ann.Whole(LineColumns.Lines), ann.Whole(LineColumns.Items),
            ann.Number(LineColumns.Quantity)));
    }

    [Fact]
    public void Shares_are_of_what_is_kept_so_that_they_never_pass_1()
    {
        // a refund of a sale before the window would make the total smaller than the part
        var ann = Of(Line("shoes", 1, 80), Line("hats", -1, -60));
        Assert.Equal((1.0, 1, 0.0), (ann.Number(LineColumns.PreferredCategoryShare), ann.Whole(LineColumns.Categories), ann.Number(LineColumns.Quantity)));
    }

    [Fact]
    public void A_member_without_lines_has_nothing_and_no_numbers_made_up()
    {
        var ann = Of();
        foreach (var column in LineColumns.All)
        {
            if (column is MemberColumn<string?> text)
                Assert.Null(ann.Text(text));
            else if (column is MemberColumn<int> whole)
                Assert.Equal(0, ann.Whole(whole));
            else if (column == LineColumns.Quantity)
                Assert.Equal(0, ann.Number(LineColumns.Quantity));
            else
                Assert.Equal(double.NaN, ann.Number((MemberColumn<double>)column));
        }
    }

    [Fact]
    public void Ties_go_to_more_orders_then_to_the_later_one_then_by_name()
    {
        Assert.Equal("a", Of(Line("b", 1, 10), Line("a", 1, 10)).Text(LineColumns.PreferredCategory));
        Assert.Equal("b", Of(Line("a", 1, 10), Line("b", 1, 10, day: 2)).Text(LineColumns.PreferredCategory));
        Assert.Equal("a", Of(Line("a", 1, 5), Line("a", 1, 5), Line("b", 1, 10, day: 2)).Text(LineColumns.PreferredCategory)); // two orders
        Assert.Equal("b", Of(Line("a", 1, 5) with { OrderId = 1 }, Line("a", 1, 5) with { OrderId = 1 }, Line("b", 1, 10, day: 2))
            .Text(LineColumns.PreferredCategory)); // one order
        Assert.Equal("b", Of(Line("a", 1, 10), Line("b", 1, 11)).Text(LineColumns.PreferredCategoryByOrders)); // as many orders, more spend
        Assert.Equal("b", Of(Line("a", 1, 10), Line("b", 1, 11)).Text(LineColumns.LastCategory));
        Assert.Equal("A", Of(Line("b", 1, 10), Line("a", 1, 4), Line("A", 1, 6, day: 1)).Text(LineColumns.PreferredCategory)); // one category
    }

    [Fact]
    public void Free_lines_count_for_orders_and_recency_and_not_for_spend()
    {
        var ann = Of(Line("samples", 1, 0, day: 3), Line("samples", 1, 0, day: 4), Line("shoes", 1, 80));
        Assert.Equal(("shoes", "samples", "samples", 1.0), (ann.Text(LineColumns.PreferredCategory), ann.Text(LineColumns.PreferredCategoryByOrders),
            ann.Text(LineColumns.LastCategory), ann.Number(LineColumns.CategoryDiversity)));
        Assert.Equal(2, ann.Whole(LineColumns.Categories));
        var back = Of(Line("samples", 1, 0), Line("samples", -1, 0));
        Assert.Equal((0, 1), (back.Whole(LineColumns.Categories), back.Whole(LineColumns.Lines)));
    }

    [Fact]
    public void A_category_keeps_one_spelling_whatever_came_first()
    {
        (string?, string?) Preferred(PurchaseLineOptions options, params string[] spellings) => (
            Of(options, [.. spellings.Select(spelling => Line(spelling, 1, 10))]).Text(LineColumns.PreferredCategory),
            Of(options, [.. Enumerable.Reverse(spellings).Select(spelling => Line(spelling, 1, 10))]).Text(LineColumns.PreferredCategory));
        Assert.Equal(("Shoes", "Shoes"), Preferred(new PurchaseLineOptions(), "shoes", " Shoes", "sHoes"));
        Assert.Equal(("shoes", "shoes"), Preferred(new PurchaseLineOptions { KnownCategories = ["shoes"] }, "Shoes", "SHOES"));
        Assert.Equal(2, Of(new PurchaseLineOptions { IgnoreCase = false }, Line("Shoes", 1, 1), Line("shoes", 1, 1)).Whole(LineColumns.Categories));
        // the spelling of a line that is not used does not count
        Assert.Equal("shoes", Of(Line("Shoes", 1, -1), Line("shoes", 1, 1)).Text(LineColumns.PreferredCategory));
    }

    [Fact]
    public void Unknown_categories_are_counted_and_left_out_or_given_a_name()
    {
        PurchaseLine<string>[] rows = [Line(null, 1, 90), Line("  ", 1, 5), Line("ghost", 1, 40), Line("shoes", 2, 10)];
        var options = new PurchaseLineOptions { KnownCategories = ["shoes", "hats"] };
        var lines = PurchaseLines.Read(rows, Rules, options);
        Assert.Equal((2, 1), (lines.MissingCategories, lines.UndeclaredCategories));
        var ann = Of(options, rows);
        Assert.Equal(("shoes", 1.0, 1, 4, 5.0), (ann.Text(LineColumns.PreferredCategory), ann.Number(LineColumns.PreferredCategoryShare),
            ann.Whole(LineColumns.Categories), ann.Whole(LineColumns.Lines), ann.Number(LineColumns.Quantity)));
        Assert.Equal([(false, 135m, (string?)null), (true, 10m, "shoes")], lines.CategoriesOf("ann").Select(each => (each.IsKept, each.Net, each.Category)));
        options.UnknownCategory = "other";
        Assert.Equal("other", Of(options, rows).Text(LineColumns.PreferredCategory));
        Assert.Equal((2, 1), (PurchaseLines.Read(rows, Rules, options).MissingCategories, PurchaseLines.Read(rows, Rules, options).UndeclaredCategories));
    }

    [Fact]
    public void A_line_with_an_identity_counts_once_also_after_a_save_and_in_another_part()
    {
        var options = LogRules.From(new MemberTableOptions { RowsWithoutId = RowsWithoutIdPolicy.Reject });
        PurchaseLine<string>[] rows = [Line("shoes", 1, 10) with { OrderId = "o", LineId = 1 }, Line("hats", 1, 7) with { RowId = "r" }, Line("hats", 1, 7)];
        var lines = PurchaseLines.Read(rows, options);
        lines.AddRange(rows.AsSpan());
        using var file = new MemoryStream();
        lines.Save(file);
        file.Position = 0;
        var loaded = PurchaseLines.Load<string>(file, options);
        loaded.AddRange(rows.AsSpan());
        loaded.Merge(PurchaseLines.Read(rows, options));
        Assert.Equal([10m, 7m], loaded.CategoriesOf("ann").Select(each => each.Net));
        Assert.Equal((4, 2), (loaded.Report.SkippedByReason[SkipReasons.DeliveredBefore], loaded.Report.SkippedByReason[SkipReasons.NoRowId]));
        var error = Assert.Throws<ArgumentException>(() => loaded.Merge(PurchaseLines.Read([rows[1] with { Category = "coats" }], options)));
        Assert.Contains("of 'ann' of 2024-05-01 over 7", error.Message, StringComparison.Ordinal);
        loaded.Merge(PurchaseLines.Read([rows[1] with { Category = "HATS" }], options)); // the same category
        Assert.Equal([10m, 7m], loaded.CategoriesOf("ann").Select(each => each.Net));
    }

    [Fact]
    public void Identities_are_saved_as_far_back_as_the_rules_say()
    {
        var rules = LogRules.From(new MemberTableOptions { RowIdCells = 3 });
        var lines = PurchaseLines.Read([Line("a", 1, 1) with { RowId = 1 }, Line("a", 1, 1, day: 5) with { RowId = 2 }], rules);
        using var file = new MemoryStream();
        lines.Save(file);
        file.Position = 0;
        var loaded = PurchaseLines.Load<string>(file, rules);
        loaded.Add(Line("a", 1, 1) with { RowId = 1 });
        loaded.Add(Line("a", 1, 1, day: 5) with { RowId = 2 });
        Assert.Equal((1, 1, 2m), (loaded.Report.SkippedByReason[SkipReasons.Late], loaded.Report.SkippedByReason[SkipReasons.DeliveredBefore],
            loaded.CategoriesOf("ann")[0].Net));
    }

    [Fact]
    public void A_load_that_repeats_an_earlier_one_is_seen()
    {
        PurchaseLine<string>[] rows = [Line("a", 1, 1), Line("b", 2, 3)];
        using var file = new MemoryStream();
        PurchaseLines.Read(rows, Rules).Save(file);
        file.Position = 0;
        var loaded = PurchaseLines.Load<string>(file, Rules);
        Assert.False(loaded.Report.RepeatsLoad);
        loaded.AddRange(rows.AsSpan());
        Assert.True(loaded.Report.RepeatsLoad);
    }

    [Theory]
    [InlineData(1, -5, SkipReasons.OppositeSigns)]
    [InlineData(-1, 5, SkipReasons.OppositeSigns)]
    [InlineData(2e12, 5, SkipReasons.QuantityOutOfRange)]
    [InlineData(1, 2e12, SkipReasons.AmountOutOfRange)]
    public void A_line_that_cannot_be_used_is_counted_by_reason(double quantity, double amount, string reason)
    {
        var line = Line("a", (decimal)quantity, (decimal)amount);
        var lines = PurchaseLines.Read([line, Line("a", 1, 1)], Rules);
        Assert.Equal((2, 1), (lines.LinesRead, lines.Report.SkippedByReason[reason]));
        Assert.NotNull(IngestionReport.NameOfReason(reason).Chinese);
        var strict = new PurchaseLines<string>(LogRules.From(new MemberTableOptions { Strict = true }));
        strict.Add(Line("a", 1, 1));
        var error = Assert.Throws<BadRowException>(() => strict.AddRange([line]));
        Assert.Equal((2, reason, 2), (error.Row, error.Reason, strict.LinesRead));
    }

    [Fact]
    public void Lines_of_another_currency_calendar_window_or_options_are_refused()
    {
        var lines = PurchaseLines.Read([Line("a", 1, 1) with { Currency = "EUR" }, Line("a", 1, 1, day: 9)], Rules);
        Assert.Contains("Row 3 of member 'ann' is in USD", Assert.Throws<ArgumentException>(() => lines.Add(Line("a", 1, 1) with { Currency = "USD" })).Message,
            StringComparison.Ordinal);
        Assert.Contains("through 2024-05-10", Assert.Throws<ArgumentException>(() => lines.AddTo(Table(through: 5))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => lines.AddTo(Table(currency: "USD")));
        Assert.Throws<ArgumentException>(() => new PurchaseLines<string>(LogRules.From(new MemberTableOptions { Grain = EventGrain.Week })).AddTo(Table()));
        Assert.Throws<ArgumentException>(() => lines.Merge(lines));
        Assert.Throws<ArgumentException>(() => lines.Merge(new PurchaseLines<string>(LogRules.From(new MemberTableOptions { Refunds = RefundPolicy.Ignore }))));
        Assert.Contains("IgnoreCase False", Assert.Throws<ArgumentException>(
            () => lines.Merge(new PurchaseLines<string>(Rules, new PurchaseLineOptions { IgnoreCase = false }))).Message, StringComparison.Ordinal);
        var ordered = new PurchaseLines<string>(LogRules.From(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember }));
        Assert.Throws<ArgumentException>(() => ordered.Add(Line("a", 1, 1) with { RowId = 1 }));
        Assert.Equal(2, lines.LinesRead);
    }

    [Fact]
    public void A_file_that_is_damaged_says_where()
    {
        using var file = new MemoryStream();
        PurchaseLines.Read([Line("a", 1, 1) with { RowId = 1, OrderId = 5, Item = "x" }, Line("b", -1, -1)], Rules).Save(file);
        var whole = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.Equal(2, Load(whole).CategoriesOf("ann").Count);
        foreach (var (from, to, says) in new[]
        {
            ("\"lines\":1", "\"lines\":-1", "line 2"),
            ("\"lines\":1", "\"lines\":0", "without a refund there must be lines"),
            ("\"net\":1", "\"net\":-1", "categories[0].without a refund"),
            ("\"category\":\"b\"", "\"category\":\"A\"", "each once"),
            ("\"members\":1", "\"members\":2", "should hold 2"),
            ("\"withoutOrder\":0", "\"withoutOrder\":1", "2 orders"),
            ("PurchaseLines", "MemberStates", "MemberStates"),
        })
            Assert.Contains(says, Assert.Throws<FormatException>(() => Load(whole.Replace(from, to, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Load(whole[..whole.LastIndexOf('{')]));
    }

    [Theory]
    [InlineData(256, 256, 256)]
    [InlineData(257, 200, 320)]
    [InlineData(20_000, 17_000, 23_000)]
    public void Different_things_are_exact_up_to_256_and_near_beyond(int things, int least, int most)
    {
        var rows = Enumerable.Range(0, things).Select(i => Line("a", 1, 1) with { OrderId = i, Item = $"i{i}" }).ToArray();
        var (one, other) = (PurchaseLines.Read(rows, Rules), PurchaseLines.Read(Enumerable.Reverse(rows).Take(things / 2), Rules));
        other.Merge(PurchaseLines.Read(rows.Take(things - (things / 3)), Rules)); // some of them twice
        Assert.InRange(Items(one), least, most);
        Assert.InRange(one.CategoriesOf("ann")[0].Orders, least, most);
        Assert.Equal((Items(one), one.CategoriesOf("ann")[0].Orders), (Items(other), other.CategoriesOf("ann")[0].Orders));
        using var file = new MemoryStream();
        one.Save(file);
        file.Position = 0;
        Assert.Equal(Items(one), Items(PurchaseLines.Load<string>(file, Rules)));

        static int Items(PurchaseLines<string> lines) => lines.AddTo(Table()).Columns.Values(LineColumns.Items)[0];
    }

    [Fact]
    public void Sums_are_exact()
    {
        var lines = PurchaseLines.Read(Enumerable.Repeat(Line("a", 0.1m, 0.1m), 1_000_000), Rules);
        Assert.Equal((100_000m, 100_000m), (lines.CategoriesOf("ann")[0].Net, lines.CategoriesOf("ann")[0].Quantity));
    }

    [Fact]
    public void Memory_grows_with_pairs_and_not_with_lines()
    {
        const int Members = 4_000;
        var batches = Enumerable.Range(0, 30).Select(batch => Enumerable.Range(0, Members * Names.Length).Select(i => new PurchaseLine<int>(
            i / Names.Length, new DateOnly(2024, 1, 1 + (batch % 28)), Names[i % Names.Length], 1, 10)
        {
            OrderId = batch % 3,
            Item = Names[batch % 3],
        }).ToArray()).ToList();
        var lines = new PurchaseLines<int>(Rules);
        long Allocated(IEnumerable<PurchaseLine<int>[]> some)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var batch in some)
                lines.AddRange(batch.AsSpan());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // what is allocated includes the arrays that were outgrown, as much again as what stays
        Assert.InRange(Allocated(batches.Take(3)) / (double)(Members * Names.Length), 100, 600);
        Assert.Equal(Members * Names.Length, lines.Pairs);
        Assert.InRange(Allocated(batches.Skip(3)), 0, 1_000);
    }

    [Fact]
    public void Memory_of_a_pair_is_bounded_however_many_orders_and_items_it_has()
    {
        var rows = Enumerable.Range(0, 100_000).Select(i => Line("a", 1, 1) with { OrderId = i, Item = $"i{i}" }).ToArray();
        var lines = new PurchaseLines<string>(Rules);
        lines.Add(rows[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        lines.AddRange(rows.AsSpan(1));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 4_000, 12_000); // two arrays of 2 KB, and the smaller ones before
    }

    [Fact]
    public void Rules_and_learners_name_the_columns()
    {
        var table = PurchaseLines.Read([Line("a", 1, 30), Line("b", 1, 30)], Rules).AddTo(Table());
        foreach (var (name, value) in new[] { ("CategoryDiversity", 2.0), ("Categories", 2), ("PreferredCategoryShare", 0.5), ("Items", 0), ("Quantity", 2) })
        {
            MeasureReader.Require(table.Columns, name);
            var buffer = new double[1];
            Assert.Equal(value, MeasureReader.Read(table.Columns, name, 0, buffer)[0], 1e-12);
            Assert.NotEqual(name, Measures.Label(name).English);
        }

        Assert.Equal(2, FeatureTable.From(table.Columns, ["CategoryDiversity", "Lines"]).Names.Count);
    }

    private static readonly string[] Names = ["shoes", "hats", "coats", "socks", "bags"];

    private static PurchaseLines<string> Load(string text)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return PurchaseLines.Load<string>(file, Rules);
    }

    private static PurchaseLine<string> Line(string? category, decimal quantity, decimal amount, int day = 0) =>
        new("ann", new DateOnly(2024, 5, 1).AddDays(day), category, quantity, amount);

    private static MemberTable<string> Table(int through = 30, string? currency = null) => MemberTable.FromColumns(
        ["ann"],
        MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 1).AddDays(through)),
            new MemberColumnData { Purchases = [0] }),
        currency: currency);

    private static OneRow Of(params PurchaseLine<string>[] lines) => Of(new PurchaseLineOptions(), lines);

    private static OneRow Of(PurchaseLineOptions options, params PurchaseLine<string>[] lines) =>
        new(PurchaseLines.Read(lines, Rules, options).AddTo(Table()).Columns);

    private sealed record OneRow(MemberColumns Columns)
    {
        public string? Text(MemberColumn<string?> column) => Columns.Values(column)[0];

        public double Number(MemberColumn<double> column) => Columns.Values(column)[0];

        public int Whole(MemberColumn<int> column) => Columns.Values(column)[0];
    }
}
