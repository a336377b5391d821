using System.Reflection;
using System.Text;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using MemberValue.Seasons;

namespace MemberValue.Tests.Members;

/// <summary>A table comes back from its file as it was, with results and columns of the host's own; a damaged file is refused with the place.</summary>
public class SavedTableTests
{
    private static readonly MemberColumn<DayOfWeek> Weekday = new("weekday");

    private static readonly MemberColumn<Version> Plan = new MemberColumn<Version>("plan").StoredAs(value => value.ToString(), Version.Parse);

    private static readonly MemberColumn<Segment?> Chosen = RuleSegmentColumns.Segment.StoredAs(
        segment => segment!.Id, id => SegmentMaps.TenCells.Segments.First(segment => segment.Id == id));

    private static readonly MemberColumn[] Keys =
    [
        RfmColumns.Score, DimensionColumns.Score, RfmColumns.SegmentOf(SegmentMaps.TenCells), LifecycleColumns.Stage, ChurnColumns.Risk, Chosen,
        ClusterColumns.Assignment, Weekday, Plan,
    ];

    [Fact]
    public void Whatever_stands_in_a_list_of_columns_is_saved_read_and_printed()
    {
        var table = Full();
        var lists = typeof(MemberColumn).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType.IsAssignableTo(typeof(MemberColumn))).Select(property => (MemberColumn)property.GetValue(null)!).ToList();
        Assert.True(lists.Count >= LogColumns.All.Count + 7);
        Assert.All(lists, key => Assert.True(table.Has(key), $"{key} is not in the table of this test: add it."));
        var read = MemberTable.Load<string>(File(table), Keys);
        AssertSame(table, read);
        Assert.All(table.Columns.Keys, key => Assert.Matches($@"columns .*\b{key.Name}\b", read.ToString()));
        Assert.All(table.Columns.Keys, key => Assert.Contains($"{key.Name} ", read["ann"].ToString(), StringComparison.Ordinal));
        Assert.Equal(Text(table), Text(read));
        var row = read["ann"];
        Assert.All(table.Columns.Keys, key => Assert.Contains($"{key.Name} {row.TextOf(key) ?? "none"}", row.ToString(), StringComparison.Ordinal));
        Assert.Equal("2024-06-21", row.TextOf(LogColumns.LastVisitCell));
        Assert.Equal(("555", "Friday", null), (row.TextOf(RfmColumns.Score), row.TextOf(Weekday), read["ben"].TextOf(Plan)));
        Assert.Throws<InvalidOperationException>(() => row.TextOf(new MemberColumn<int>("weekday")));
    }

    [Fact]
    public void A_column_of_your_own_of_every_simple_type_comes_back_without_its_key()
    {
        void Kept<T>(params T[] values)
        {
            var key = new MemberColumn<T>("own", "pieces", "Ask the warehouse.");
            var read = MemberTable.Load<int>(File(Two().With(key, values))).Columns;
            Assert.Equal(values, read.Memory(key).ToArray());
            var there = read.Keys[^1];
            Assert.Equal((key, key.Unit, key.HowToFeed), (there, there.Unit, there.HowToFeed));
        }

        Kept(1.5, double.NaN);
        Kept(double.PositiveInfinity, 0.1 + 0.2);
        Kept<double?>(null, -0.0);
        Kept(int.MinValue, 7);
        Kept<int?>(null, 7);
        Kept(long.MaxValue, 0);
        Kept<long?>(null, 0);
        Kept(1.10m, 12345678901234567890.12345678m);
        Kept<decimal?>(null, -0.0000000001m);
        Kept(true, false);
        Kept<bool?>(null, true);
        Kept("华东 \"x\"\n", null!);
        Kept(new DateOnly(2024, 2, 29), DateOnly.MinValue);
        Kept<DateOnly?>(null, DateOnly.MaxValue);
        Kept(new DateTime(2024, 5, 1, 7, 30, 15, 123, DateTimeKind.Utc), DateTime.MinValue);
        Kept(1.1f, float.NaN);
        Kept<short>(-3, 4);
        Kept<byte>(3, 255);
    }

    [Fact]
    public void Names_and_texts_of_your_own_types_need_their_key_and_an_unknown_type_needs_a_text_form()
    {
        var named = Two().With(Weekday, [DayOfWeek.Friday, DayOfWeek.Sunday]);
        Assert.Contains("\"Friday\"", Text(named), StringComparison.Ordinal);
        AssertSame(named, MemberTable.Load<int>(File(named), [Weekday]));
        Assert.StartsWith(
            "The column weekday has values of a type that only its key knows: give the key in columns.", Refused(named), StringComparison.Ordinal);
        Assert.StartsWith("The column weekday was saved with values of type 'name'; the key that is given has type 'text'.",
            Refused(named, new MemberColumn<string>("weekday")), StringComparison.Ordinal);
        var own = Two().With(new MemberColumn<Version>("plan"), [new Version(1, 2), new Version(3, 4)]);
        using var stream = new MemoryStream();
        Assert.Equal(
            "The column plan has values of type Version, which cannot be saved: give it by a key that says how, key.StoredAs(write, read).",
            Assert.Throws<InvalidOperationException>(() => own.Save(stream)).Message);
        Assert.Equal(0, stream.Length);
        AssertSame(own, MemberTable.Load<int>(File(Two().With(Plan, own.Columns.Memory(Plan))), [Plan]));
        Assert.Throws<ArgumentException>(() => MemberTable.Load<int>(File(named), [Weekday, Weekday]));
        Assert.Throws<ArgumentNullException>(() => Plan.StoredAs(null!, Version.Parse));
        Assert.Throws<ArgumentNullException>(() => Plan.StoredAs(value => "", null!));

        static string Refused(MemberTable<int> table, params MemberColumn[] keys) =>
            Assert.Throws<ArgumentException>(() => MemberTable.Load<int>(File(table), keys)).Message;
    }

    [Theory]
    [InlineData("\"type\":\"MemberTable\"", "\"type\":\"MemberStates\"", "it is a MemberStates, and must have \"type\": \"MemberTable\"")]
    [InlineData("\"version\":1", "\"version\":2", "version 2")]
    [InlineData("\"members\":2", "\"members\":3", "line 3: data has 2 values and must have one per member, 3")]
    [InlineData("\"keys\":[1,", "\"keys\":[\"x\",", "line 2: keys[0] is \"x\" and must be a key of type Int32")]
    [InlineData("\"keys\":[1,", "\"keys\":[2,", "The key '2' is given twice")]
    [InlineData("\"data\":[3,0]", "\"data\":[-3,0]", "line 3: Purchases[0] is -3; it must be 0 or more")]
    [InlineData("\"data\":[3,0]", "\"data\":[3.5,0]", "line 3: data[0] is 3.5 and must be a whole number of type int")]
    [InlineData("\"data\":[3,0]", "\"data\":[3,null]", "line 3: data[1] is null and must be a whole number of type int")]
    [InlineData("\"data\":[24.5,0]", "\"data\":[24.6,0]", "Net[0] is 24.6; it must be Sales less Refunds, 24.5")]
    [InlineData("\"name\":\"Sales\"", "\"name\":\"Refunds\"", "line 4: name is 'Refunds' and must be 'Sales', once")]
    [InlineData("\"values\":\"int\"", "\"values\":\"int\",\"x\":1", "line 3: x is not a field of it")]
    [InlineData("\"values\":\"int\"", "\"values\":\"Int\"", "line 3: values is 'Int' and must be the word for a type of values")]
    [InlineData("\"values\":\"int\"", "\"values\":\"own\"", "line 3: values is 'own' and must be 'int', as Purchases is a column of a log")]
    public void A_damaged_file_is_refused_with_the_place(string sound, string damaged, string says)
    {
        var text = Text(Two());
        Assert.Contains(sound, text, StringComparison.Ordinal);
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), damaged, text.AsSpan(at + sound.Length)));
        Assert.Contains(says, Assert.Throws<FormatException>(() => MemberTable.Load<int>(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_lost_a_line_or_goes_on_is_refused()
    {
        var lines = Text(Full()).TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Refused(string.Join('\n', lines.Take(i)));
            Refused(string.Join('\n', lines.Where((_, line) => line != i)));
            Refused(string.Join('\n', lines.Take(i)) + "\n" + lines[i][..(lines[i].Length / 2)]);
        }

        Assert.Contains("behind the last line", Refused(string.Join('\n', lines) + "\n{}"), StringComparison.Ordinal);

        static string Refused(string text) => Assert.Throws<FormatException>(() => MemberTable.Load<string>(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), Keys)).Message;
    }

    [Fact]
    public void Part_of_a_log_by_member_merged_is_the_table_of_the_whole_log()
    {
        var whole = Log("ann", "ben", "cat");
        var merged = Log("ann").Merge(Log("ben", "cat"));
        AssertSame(whole, merged);
        AssertSame(whole, MemberTable.Load<string>(File(Log("ann"))).Merge(MemberTable.Load<string>(File(Log("ben", "cat")))));
        Assert.False(Log("ben").Has(LogColumns.Margin) || Log("ben").Has(LogColumns.RegistrationCell));
        var complaints = new MemberColumn<int>("complaints");
        AssertSame(whole.With(complaints, [1, 2, 3]), Log("ann").With(complaints, [1]).Merge(Log("ben", "cat").With(complaints, [2, 3])));
    }

    [Fact]
    public void A_merge_that_cannot_be_done_names_what_differs()
    {
        var (ann, ben, complaints) = (Log("ann"), Log("ben"), new MemberColumn<int>("complaints", "", "Ask the desk."));
        Says("The member 'ann' is in both tables.", () => ann.Merge(Log("cat", "ann")));
        Says("The column complaints is only in this table. Ask the desk.", () => ann.With(complaints, [1]).Merge(ben));
        Says("The column complaints is only in the other table. Ask the desk.", () => ann.Merge(ben.With(complaints, [1])));
        Says("The column complaints has values of type Int32 in this table and String in the other.",
            () => ann.With(complaints, [1]).Merge(ben.With(new MemberColumn<string>("complaints"), ["1"])));
        Says("The column ProbabilityAlive has another note here (model BG/NBD, 90 days) than there (none).",
            () => ann.With(ClvColumns.ProbabilityAlive, [0.5], Note).Merge(ben.With(ClvColumns.ProbabilityAlive, [0.5])));
        Says("This table looks at ", () => ann.Merge(MemberTable.FromColumns(["x"], MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 29)), new MemberColumnData { Purchases = [0] }))));
        Assert.Throws<ArgumentNullException>(() => ann.Merge(null!));

        static void Says(string message, Action act) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    private static readonly ColumnNote Note = new() { Model = "BG/NBD", HorizonDays = 90 };

    private static MemberTable<int> Two() => MemberTable.FromColumns([1, 2], MemberColumns.FromColumns(
        ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30)),
        new MemberColumnData { Purchases = [3, 0], Sales = [30, 0], Refunds = [5.5m, 0] }));

    /// <summary>A table of a log with every column that the library names, and two of a host's types.</summary>
    private static MemberTableOptions Options => new()
    {
        RecentCells = 30,
        WindowFirst = new DateTime(2024, 1, 1),
        WindowLast = new DateTime(2024, 6, 30),
    };

    private static MemberTable<string> Full()
    {
        var lines = PurchaseLines.Read(
            [new PurchaseLine<string>("ann", new DateOnly(2024, 3, 4), "shoes", 2, 20m) { Item = "boot" }, new("ben", new DateOnly(2024, 3, 5), null, 1, 5m)],
            LogRules.From(Options));
        return lines.AddTo(Log("ann", "ben", "cat"))
            .With(RuleSegmentColumns.Segment, [SegmentMaps.TenCells.Segments[0], null, SegmentMaps.TenCells.Segments[1]])
            .With(RfmColumns.Score, [RfmScore.Parse("555"), default, RfmScore.Parse("111")])
            .With(RfmColumns.Segment, [SegmentMaps.TenCells.Segments[0], null, SegmentMaps.TenCells.Segments[2]])
            .With(DimensionColumns.Score, [DimensionScore.Parse("R5 F4 V-"), default, DimensionScore.Parse("R1 F10 V2")])
            .With(TimingColumns.GapVariation, [1 / 3.0, double.NaN, 0]).With(TimingColumns.Clumpiness, [0.1 + 0.2, double.NaN, 1])
            .With(TimingColumns.Visits, [7, 0, 1]).With(TimingColumns.VisitCells, [3, 0, 1]).With(TimingColumns.VisitsPer30Days, [1 / 3.0, 0, double.NaN])
            .With(SeasonColumns.AdjustedFrequency, [1 / 3.0, double.NaN, 0])
            .With(LifecycleColumns.Stage, [LifecycleStage.Active, LifecycleStage.Lost, LifecycleStage.Unclassified])
            .With(ClvColumns.ProbabilityAlive, [0.1 + 0.2, 1, double.NaN], Note).With(ClvColumns.ProbabilityOfPurchase, [0.25, 1, 0], Note)
            .With(ClvColumns.ExpectedPurchases, [1.25, 1, 0], new ColumnNote { HorizonDays = 30.5 }).With(ClvColumns.Value, [99.95, -1, double.NaN])
            .With(ClvColumns.ReturnShare, [0.125, 0, 1]).With(ContractColumns.Renewals, [0, 7, -1]).With(ContractColumns.HasLeft, [false, true, false])
            .With(ChurnColumns.Risk, [new ChurnRisk(1 / 3.0, RiskLevel.High), default, new ChurnRisk(1, RiskLevel.Low)])
            .With(ClusterColumns.Cluster, [1, null, 12]).With(CompositeColumns.Value, [66.6, double.NaN, 0])
            .With(ContributionColumns.Profit, [-1.25, double.NaN, 7])
            .With(ClusterColumns.Assignment, [new(1, 1 / 3.0, 2, 0.1 + 0.2, true), new(0, double.NaN, 0, double.NaN, false), new(12, 0, 0, double.NaN, false)])
            .With(Weekday, [DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Sunday]).With(Plan, [new Version(1, 2), null!, new Version(3, 4)]);
    }

    private static MemberTable<string> Log(params string[] members)
    {
        var builder = new MemberTableBuilder<string>(Options);
        foreach (var member in members)
        {
            for (var i = 0; i < 3 + member[0] % 2; i++)
            {
                builder.Add(new Transaction<string>(member, new DateOnly(2024, 1, 5).AddDays(i * (member[0] - 60)), 20.05m + i)
                {
                    Margin = member == "ann" ? 1.5m : null,
                });
            }

            builder.Add(new Transaction<string>(member, new DateOnly(2024, 6, 25), -3m) { Margin = member == "ann" ? -1 : null });
            if (member == "ann")
                builder.Add(new MemberEvent<string>(member, new DateOnly(2023, 12, 1), MemberEventKind.Registration));
            if (members.Length != 1 || member == "ann" || member == "ben")
                builder.Add(new MemberEvent<string>(member, new DateOnly(2024, 6, 21), MemberEventKind.Visit));
        }

        return builder.Build();
    }

    private static MemoryStream File<TKey>(MemberTable<TKey> table)
        where TKey : notnull
    {
        var stream = new MemoryStream();
        table.Save(stream);
        Assert.True(stream.CanWrite);
        stream.Position = 0;
        return stream;
    }

    private static string Text<TKey>(MemberTable<TKey> table)
        where TKey : notnull => Encoding.UTF8.GetString(File(table).ToArray());

    private static void AssertSame<TKey>(MemberTable<TKey> expected, MemberTable<TKey> actual)
        where TKey : notnull
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Equal((expected.Window, expected.Columns.RecentCells), (actual.Window, actual.Columns.RecentCells));
        Assert.Equal(expected.Columns.Keys, actual.Columns.Keys);
        Assert.All(expected.Columns.Keys, key => Assert.Equal(expected.Columns.Note(key), actual.Columns.Note(key)));
        foreach (var key in expected.Keys)
            Assert.All(expected.Columns.Keys, column => Assert.Equal(expected[key][column], actual[key][column]));
        Assert.Equal(expected.Gaps?.Ordinals, actual.Gaps?.Ordinals);
        for (var k = 1; k <= expected.Gaps?.Ordinals; k++)
        {
            Assert.Equal(expected.Gaps.Completed(k), actual.Gaps!.Completed(k));
            Assert.Equal(expected.Gaps.Open(k), actual.Gaps.Open(k));
        }
    }
}
