using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using static MemberValue.Tests.RuleSegments.RuleSegmentData;

namespace MemberValue.Tests.RuleSegments;

public class RuleSegmentMapTests
{
    [Fact]
    public void A_limit_belongs_to_the_condition_and_below_does_not()
    {
        Assert.Equal([false, true, true], Holds(new() { AtLeast = 18 }, 17.9, 18, 19));
        Assert.Equal([true, true, false], Holds(new() { AtMost = 25 }, 24, 25, 25.1));
        Assert.Equal([true, false], Holds(new() { Below = 25 }, Math.BitDecrement(25.0), 25));
        Assert.Equal([false, true, true, false], Holds(new() { AtLeast = 18, Below = 25 }, 17, 18, 24.99, 25));
        Assert.Equal([false, true, false], Holds(new() { AtLeast = 18, AtMost = 18 }, 17, 18, 19));
        Assert.Equal([true, false], Holds(new() { AtLeast = 1e300 }, double.PositiveInfinity, double.NegativeInfinity));
    }

    [Fact]
    public void A_missing_value_meets_only_the_condition_that_asks_for_it()
    {
        Assert.Equal([false], Holds(new() { AtLeast = -1e300 }, double.NaN));
        Assert.Equal([false], Holds(new() { AtMost = 1e300 }, double.NaN));
        Assert.Equal([true, false], Holds(new() { IsMissing = true }, double.NaN, 1));
        Assert.Equal([false, true], Holds(new() { IsMissing = false }, double.NaN, 1));
        foreach (var condition in new SegmentConditionOptions[] { new() { OneOf = ["DE"] }, new() { NoneOf = ["DE"] } })
        {
            condition.Column = "country";
            Assert.Equal("none", Id(condition, Columns([Someone with { Country = null }])));
        }

        foreach (var column in new[] { "country", "day", "newsletter", "planEnd", "age", Measures.DaysSinceLastPurchase })
        {
            Assert.Equal("yes", Id(new() { Column = column, IsMissing = true }, Columns([new Member(0, 0, double.NaN, null, null, null, null)])));
            Assert.Equal("yes", Id(new() { Column = column, IsMissing = false }, Columns([Someone])));
        }
    }

    [Fact]
    public void Without_a_fallback_a_member_for_whom_no_rule_holds_has_no_segment()
    {
        var map = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "young" }, new() { Id = "old" }],
            Rules = [Rule("young", [new() { Column = "age", Below = 30 }]), Rule("old", [new() { Column = "age", AtLeast = 30 }])],
        });
        var columns = Columns([Someone with { Age = 29.9 }, Someone with { Age = 30 }, Someone with { Age = double.NaN }]);
        var places = new int[3];
        map.Apply(columns, places);
        Assert.Equal([0, 1, -1], places);
        Assert.Null(map.Fallback);
        Assert.Null(map.Match(columns.Row(2)));
        Assert.Null(map.Find(columns.Row(2)));
        Assert.Equal([1, 1, 1], map.Summarise(columns).Rows.Select(row => row.Members));
        Assert.Null(map.Summarise(columns).Rows[^1].Segment);
    }

    [Fact]
    public void The_reason_names_the_values_and_limits_of_the_rule_that_decided()
    {
        var map = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "vip", Name = Text.Of("VIP", "贵宾") }, new() { Id = "trial" }, new() { Id = "others", Name = Text.Of("Others", "其他") }],
            Rules =
            [
                Rule("vip", [new() { Column = "Net", AtLeast = 100 }, new() { Column = "country", OneOf = ["DE", "AT"], Label = Text.Of("country", "国家") }]),
                Rule("trial",
                [
                    new() { Column = "planEnd", WithinDays = 2, Label = Text.Of("plan end", "套餐到期") }, new() { Column = "age", AtLeast = 18, Below = 25 },
                ]),
                Rule("trial", [new() { Column = "country", OneOf = ["FR"] }, new() { Column = Measures.DaysSinceLastPurchase, AtMost = 30 }]),
                Rule("trial", [new() { Column = "age", IsMissing = true }, new() { Column = "day", NoneOf = ["Sunday"] }]),
            ],
            Fallback = "others",
        });
        Assert.Equal(("VIP: net spend 125 (100 or more), country DE (one of DE, AT).", "贵宾：净消费额125（不低于100），国家为DE（属于DE、AT）。"), Told(Someone));
        Assert.Equal(
            ("trial: plan end 2025-01-01, in 1 day (within 2 days), age 20 (18 or more, below 25).", "trial：套餐到期2025-01-01，1天后（2天内），age20（不低于18且低于25）。"),
            Told(Someone with { Country = "IT", Age = 20, PlanEnd = Window.LastDay.AddDays(1) }));
        Assert.Equal("trial: country FR, days since the last purchase 2 (30 or less).", Told(Someone with { Country = "FR" }).English);
        Assert.Equal("trial: age not known, day Monday (not Sunday).", Told(Someone with { Country = "IT", Age = double.NaN }).English);
        Assert.Equal(("Others: no rule of another segment holds.", "其他：不符合其他分群的条件。"), Told(Someone with { Country = "IT" }));
        Assert.Equal(
            ("Others: no rule of another segment holds; not known: country, plan end.", "其他：不符合其他分群的条件；缺少数据：国家、套餐到期。"),
            Told(Someone with { Country = null, PlanEnd = null }));

        (string English, string Chinese) Told(Member member) => map.Match(Columns([member]).Row(0))!.Text is var text ? (text.English, text.Chinese) : default;
    }

    [Fact]
    public void A_value_beside_its_limit_is_not_written_as_the_limit()
    {
        var map = Single(new() { Column = "age", Below = 25 });
        Assert.Equal("yes: age 24.999 (below 25).", map.Match(Columns([Someone with { Age = 24.999 }]).Row(0))!.Text.English);
    }

    [Fact]
    public void What_other_parts_give_can_be_named()
    {
        var columns = Columns([Someone, Someone]).With(LifecycleColumns.Stage, [LifecycleStage.Lost, LifecycleStage.Active])
            .With(RfmColumns.Segment, SegmentMaps.TenCells.Segments.Take(2).ToArray<Segment?>())
            .With(RfmColumns.Score, [new RfmScore(5, 5, 5), default]);
        Assert.Equal(["yes", "none"], Ids(new() { Column = "LifecycleStage", OneOf = ["Lost", "Dormant"] }, columns));
        Assert.Equal(["yes", "none"], Ids(new() { Column = "RfmSegment", OneOf = [SegmentMaps.TenCells.Segments[0].Id] }, columns));
        Assert.Equal(["yes", "none"], Ids(new() { Column = "RfmScore", OneOf = ["555"] }, columns));
    }

    [Fact]
    public void Segments_are_a_column_that_is_saved_and_read_by_the_map()
    {
        var map = Single(new() { Column = "Purchases", AtLeast = 2 });
        var table = MemberTable.FromColumns(["ann", "bo"], Columns([Someone, Someone with { Purchases = 1 }]));
        var with = table.With(RuleSegmentColumns.Segment, map.Apply(table));
        using var stream = new MemoryStream();
        with.Save(stream);
        stream.Position = 0;
        var read = MemberTable.Load<string>(stream, [RuleSegmentColumns.SegmentOf(map), Day]);
        Assert.Equal(["yes", "none"], read.Columns.Values(RuleSegmentColumns.Segment).ToArray().Select(segment => segment!.Id));
        Assert.Equal(map.Segments[0], map.Apply(table)["ann"]);
    }

    [Fact]
    public void A_table_without_the_column_or_with_another_kind_of_it_is_an_error_that_says_so()
    {
        var columns = Columns([Someone]);
        Assert.Equal("The column plan was not fed. Give it with table.With(key, values).", Fails(new() { Column = "plan", OneOf = ["pro"] }, columns));
        var key = new MemberColumn<string>("plan", "", "Read the plans from billing.");
        Assert.Equal("The column plan was not fed. Read the plans from billing.", Fails(Set(SegmentConditionOptions.On(key), ["pro"]), columns));
        Has("The rule 0 ('yes') compares texts, and the column age has values of type Double.", Fails(new() { Column = "age", OneOf = ["pro"] }, columns));
        Has("compares numbers, and the column country has values of type String", Fails(new() { Column = "country", AtLeast = 1 }, columns));
        Has("no value of the column day can be that", Fails(new() { Column = "day", OneOf = ["Mondy"] }, columns));
        Has("RecentPurchases was not fed. Set MemberTableOptions.RecentCells", Fails(new() { Column = "RecentPurchases", AtLeast = 1 }, columns));
        Assert.Throws<ArgumentException>(() => Single(Set(SegmentConditionOptions.On(Age), ["pro"])));

        static SegmentConditionOptions Set(SegmentConditionOptions condition, string[] texts)
        {
            condition.OneOf = texts;
            return condition;
        }
    }

    [Fact]
    public void Applying_allocates_nothing_for_the_common_types()
    {
        var columns = Columns(People(new Random(1), 1000));
        var places = new int[1000];
        SegmentConditionOptions[] conditions =
        [
            new() { Column = "Net", AtLeast = 100 }, new() { Column = "Purchases", AtMost = 3 }, new() { Column = "age", AtLeast = 18, Below = 65 },
            new() { Column = "country", OneOf = ["DE", "AT"] }, new() { Column = "day", NoneOf = ["Sunday"] },
            new() { Column = "newsletter", OneOf = ["true"] }, new() { Column = "planEnd", WithinDays = 30 }, new() { Column = Measures.DaysSinceLastPurchase, IsMissing = true },
        ];
        var map = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "yes" }, new() { Id = "none" }],
            Rules = [.. conditions.Select(condition => Rule("yes", [condition]))],
            Fallback = "none",
        });
        Assert.Equal(0, Allocations.Of(() => map.Apply(columns, places)));
    }

    private static Member Someone { get; } = new(2, 125, 40, "DE", DayOfWeek.Monday, true, Window.LastDay.AddDays(90));

    private static SegmentRuleOptions Rule(string segment, SegmentConditionOptions[] conditions) => new() { Segment = segment, When = conditions };

    private static RuleSegmentMap Single(SegmentConditionOptions condition) => RuleSegmentMap.Create(new RuleSegmentMapOptions
    {
        Segments = [new() { Id = "yes" }, new() { Id = "none" }],
        Rules = [Rule("yes", [condition])],
        Fallback = "none",
    });

    private static IEnumerable<string> Ids(SegmentConditionOptions condition, MemberColumns columns)
    {
        var (map, places) = (Single(condition), new int[columns.Count]);
        map.Apply(columns, places);
        return places.Select(place => map.Segments[place].Id);
    }

    private static string Id(SegmentConditionOptions condition, MemberColumns columns) => Ids(condition, columns).Single();

    private static IEnumerable<bool> Holds(SegmentConditionOptions condition, params double[] ages)
    {
        condition.Column = "age";
        return Ids(condition, Columns([.. ages.Select(age => Someone with { Age = age })])).Select(id => id == "yes");
    }

    private static void Has(string expected, string actual) => Assert.Contains(expected, actual, StringComparison.Ordinal);

    private static string Fails(SegmentConditionOptions condition, MemberColumns columns)
    {
        var places = new[] { 7 };
        var error = Assert.ThrowsAny<Exception>(() => Single(condition).Apply(columns, places));
        Assert.Equal([7], places);
        return error.Message;
    }
}
