using System.Globalization;
using MemberValue.Clusters;
using MemberValue.Members;

namespace MemberValue.Tests.Members.Lines;

public class LinesGuideTests
{
    [Fact]
    public void The_example_of_the_page_gives_its_numbers()
    {
        // example: lines-short
        PurchaseLine<string>[] rows = // member, day, category, quantity, amount
        [
            new("ann", new DateOnly(2024, 3, 4), "Shoes", 1, 80m) { OrderId = "o1", Item = "boot" },
            new("ann", new DateOnly(2024, 3, 4), "socks", 2, 10m) { OrderId = "o1", Item = "sock" },
            new("ann", new DateOnly(2024, 5, 2), "hats", 1, 30m) { OrderId = "o2", Item = "cap" },
            new("ann", new DateOnly(2024, 5, 9), "hats", -1, -30m) { OrderId = "o2", Item = "cap" }, // given back
            new("ann", new DateOnly(2024, 6, 1), "shoes", 1, 60m) { OrderId = "o3", Item = "sandal" },
            new("bo", new DateOnly(2024, 3, 5), "socks", 1, 10m) { OrderId = "o4", Item = "sock" },
            new("bo", new DateOnly(2024, 3, 5), "bags", 1, 10m) { OrderId = "o4", Item = "tote" },
            new("cy", new DateOnly(2024, 4, 1), null, 1, 15m) { OrderId = "o5" }, // no category
        ];
        var log = MemberLog.Read(rows.Select(row => row.ToTransaction())); // or a log of whole orders
        var lines = PurchaseLines.Read(rows, log.Rules);
        MemberTable<string> table = lines.AddTo(log.Table());

        MemberRow ann = table["ann"];
        string? preferred = ann.TextOf(LineColumns.PreferredCategory);
        IReadOnlyList<MemberCategory> categories = lines.CategoriesOf("ann");
        // example end

        Assert.Equal(("Shoes", 3, 1, 3), (preferred, categories.Count, lines.MissingCategories, ann.Purchases));
        Assert.Equal([true, true, false], categories.Select(category => category.IsKept));
        var page = File.ReadAllText(Path.Combine(Conventions.Repository.Root, "docs", "lines.md"));
        foreach (var column in LineColumns.All)
        {
            string Cell(string member) => table[member][column] is double number
                ? Math.Round(number, 4).ToString(CultureInfo.InvariantCulture)
                : table[member].TextOf(column) ?? "";
            var row = page.Split('\n').Single(line => line.StartsWith($"| `{column.Name}`", StringComparison.Ordinal));
            var cells = row.Split('|').Skip(2).Take(3).Select(cell => cell.Trim()).ToArray();
            Assert.True(cells.SequenceEqual([Cell("ann"), Cell("bo"), Cell("cy")]), $"{row}: {Cell("ann")} {Cell("bo")} {Cell("cy")}");
        }
    }

    [Fact]
    public void The_examples_of_days_nights_and_names_run()
    {
        DateOnly Day(int month, int day) => new(2024, month, day);
        PurchaseLine<string>[] rows =
        [
            new("ann", Day(3, 4), "shoes", 1, 80m), new("bo", Day(3, 5), "socks", 1, 10m), new("ann", Day(4, 2), "hats", 1, 80m),
            new("cy", Day(4, 8), "hats", 1, 20m), new("ann", Day(6, 1), "bags", 1, 80m), new("bo", Day(6, 30), "bags", 1, 10m),
            new("ann.old", Day(6, 30), "coats", 1, 80m),
        ];
        var log = MemberLog.Read(rows.Select(row => row.ToTransaction()));
        var sorted = new Queue<PurchaseLine<string>>(rows);
        var told = new List<string>();
        {
            // example: lines-days
            var lines = new PurchaseLines<string>(log.Rules);
            foreach (var table in log.Tables(SnapshotSchedule.MonthEnds(new DateOnly(2024, 3, 1), new DateOnly(2024, 6, 30))))
            {
                while (sorted.TryPeek(out var next) && log.Rules.TryCellOf(next.Time, out var cell) && cell <= table.Window.LastCell)
                    lines.Add(sorted.Dequeue());
                told.Add($"{table.Window.LastDay:yyyy-MM-dd}: {lines.AddTo(table)["ann"].TextOf(LineColumns.Categories)}");
            }
            // example end

            Assert.Equal(["2024-03-31: 1", "2024-04-30: 2", "2024-05-31: 2", "2024-06-30: 3"], told);
        }

        {
            var lines = PurchaseLines.Read(rows.Take(4), log.Rules);
            var today = rows.Skip(4).ToArray();

            // example: lines-night
            using var file = new MemoryStream();
            lines.Save(file); // one line of JSON per member

            file.Position = 0;
            var tonight = PurchaseLines.Load<string>(file, log.Rules);
            tonight.AddRange(today);
            tonight.MergeMembers("ann.old", "ann"); // two accounts of one person
            tonight.Remove(["bo"]);                 // forgotten: save again to remove him from the file
            // example end

            Assert.Equal((2, 4, 0), (tonight.Count, tonight.CategoriesOf("ann").Count, tonight.CategoriesOf("bo").Count));
        }

        {
            var table = PurchaseLines.Read(rows, log.Rules).AddTo(log.Table());

            // example: lines-use
            ClusterFeature[] features =
            [
                new("Net", isLogged: true),
                new("CategoryDiversity") { MissingAs = 1 },
                new("PreferredCategoryShare") { MissingAs = 1 },
            ];
            KMeansModel model = KMeansModel.Fit(table.Columns, features, new KMeansOptions { Clusters = 2 });
            // example end

            Assert.Equal("effective number of categories", model.Features[1].Label.English);
        }
    }
}
