using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.RuleSegments;

namespace MemberValue.Tests.RuleSegments;

public class RuleSegmentGuideTests
{
    [Fact]
    public void The_example_of_the_page_gives_its_sentences()
    {
        static DateOnly Day(int month, int day) => new(2024, month, day);
        Transaction<string>[] rows =
        [
            new("ann", Day(9, 3), 200m), new("ann", Day(12, 30), 320m), new("bo", Day(2, 1), 20m), new("cy", Day(8, 14), 120m), new("cy", Day(11, 5), 90m),
            new("di", Day(12, 20), 30m),
        ];
        var table = MemberLog.Read(rows).Table(Day(12, 31));

        // example: segments
        var country = new MemberColumn<string?>("country", "", "Read it from the customer file.");
        var planEnd = new MemberColumn<DateOnly?>("planEnd", "", "Read it from the contracts.");
        table = table.With(country, ["DE", "DE", null, "AT"]) // ann, bo, cy, di
            .With(planEnd, [Day(6, 30), null, new DateOnly(2025, 1, 10), null]);

        var ofCountry = SegmentConditionOptions.On(country); // by key; by name: new() { Column = "country" }
        ofCountry.OneOf = ["DE", "AT"];
        ofCountry.Label = Text.Of("country", "国家");

        var map = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Name = "spring campaign",
            Segments =
            [
                new() { Id = "vip", Name = Text.Of("VIP", "贵宾"), Action = Text.Of("Invite to the preview.", "邀请参加新品预览。") },
                new() { Id = "renew", Name = Text.Of("Plan ends", "套餐即将到期"), Action = Text.Of("Offer the next plan.", "推荐续约。") },
                new() { Id = "recent", Name = Text.Of("Bought lately", "近期购买") },
                new() { Id = "others", Name = Text.Of("Others", "其他") },
            ],
            Rules =
            [
                new() { Segment = "vip", When = [new() { Column = "Net", AtLeast = 500 }, ofCountry] },
                new() { Segment = "renew", When = [new() { Column = "planEnd", WithinDays = 30, Label = Text.Of("plan end", "套餐到期日") }] },
                new() { Segment = "recent", When = [new() { Column = Measures.DaysSinceLastPurchase, AtMost = 30 }] },
            ],
            Fallback = "others",
        });

        MemberResults<string, Segment?> segments = map.Apply(table);
        RuleSegmentMatch ann = map.Match(table["ann"])!;
        SegmentSummary summary = map.Summarise(table.Columns);
        // example end

        Assert.Equal(["vip", "others", "renew", "recent"], segments.Values.ToArray().Select(segment => segment!.Id));
        Assert.Equal("VIP: net spend 520 (500 or more), country DE (one of DE, AT).", ann.Text.English);
        Assert.Equal("贵宾：净消费额520（不低于500），国家为DE（属于DE、AT）。", ann.Text.Chinese);
        Assert.Equal("Plan ends: plan end 2025-01-10, in 10 days (within 30 days).", map.Match(table["cy"])!.Text.English);
        Assert.Equal("Bought lately: days since the last purchase 11 (30 or less).", map.Match(table["di"])!.Text.English);
        Assert.Equal("Others: no rule of another segment holds; not known: plan end.", map.Match(table["bo"])!.Text.English);
        Assert.Equal([520m, 210m, 30m, 20m, 0m], summary.Rows.Select(row => row.Revenue));
        Assert.Empty(map.Check.IdleRules);
    }

    [Fact]
    public void The_check_of_the_page_says_what_is_wrong()
    {
        // example: segments-check
        RuleSegmentCheck check = RuleSegmentMap.Inspect(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "gold" }, new() { Id = "silver" }, new() { Id = "young" }],
            Rules =
            [
                new() { Segment = "silver", When = [new() { Column = "Net", AtLeast = 100 }] },
                new() { Segment = "gold", When = [new() { Column = "Net", AtLeast = 1000 }] }, // too late: silver has them already
                new() { Segment = "young", When = [new() { Column = "age", AtLeast = 18, AtMost = 25 }] },
            ],
        });
        // example end

        Assert.Equal([new IdleRule(1, [0])], check.IdleRules);
        Assert.Equal(["net spend 99, age 17", "net spend 99, age 26"], check.Holes);
        Assert.Equal(new RuleOverlap(0, 1, "net spend 1000"), check.Overlaps[0]);
    }
}
