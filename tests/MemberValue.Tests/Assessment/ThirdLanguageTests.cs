using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

/// <summary>A language that the library does not speak is data: in the playbook, the segment map and the rules' sentences, through JSON, and out of an
/// assessment.</summary>
public class ThirdLanguageTests
{
    private static readonly MemberTable<string> Table = MembersOf("ann", "2024-01-01", "2024-03-01", "2024-06-01");

    [Fact]
    public void German_is_added_as_data_and_read_back_through_the_assessment()
    {
        var map = SegmentMap.FromJson(SegmentMap.Create(new SegmentMapOptions
        {
            Name = "one",
            Segments = [new Segment { Id = "all", Name = Text.Of("Everybody", "所有人").With("de", "Alle"),
                Action = Text.Of("Greet.", "问候。").With("de", "Grüßen.") }],
            Rules = [new SegmentRule { Segment = "all", R = new LevelRange(1, 5) }],
        }).ToJson());
        var playbook = Playbook.FromJson(Playbook.Create(new PlaybookOptions
        {
            Actions =
            [
                new PlaybookAction
                {
                    Id = "call",
                    Action = Text.Of("Call them.", "电话回访。").With("de", "Anrufen."),
                    Channel = Text.Of("phone", "电话").With("de", "Telefon"),
                    Aim = Text.Of("A purchase.", "购买").With("de", "Ein Kauf."),
                },
            ],
            Rules = [new PlaybookRule { Segment = "all", Action = "call" }],
        }).ToJson());
        var options = new MemberValuatorOptions
        {
            Rfm = new RfmOptions(),
            Segments = map,
            Lifecycle = new LifecycleOptions(),
            Churn = new ChurnOptions
            {
                Silence =
                [new() { Rule = { Days = 10, Sentence = new Dictionary<string, string> { ["de"] = "Seit {value} kein Kauf." } } }]
            },
            Playbook = playbook,
        };
        var assessment = MemberValuator.Create(options, MemberModels.Fit(Table, options)).Assess(Table)["ann"];

        Assert.Equal(("Alle", "Grüßen."), (assessment.Segment!.Segment.Name.In("de"), assessment.Segment.Segment.Action.In("de")));
        Assert.Equal(("Anrufen.", "Telefon", "Ein Kauf."),
            (assessment.Action!.Action.Action.In("de"), assessment.Action.Action.Channel.In("de"), assessment.Action.Action.Aim.In("de")));
        Assert.Equal("Seit 29 days kein Kauf.", assessment.Risk!.Reasons[0].Signal.Text.In("de"));
        Assert.Equal(["en", "de", "zh"], assessment.Text.Languages);
        var german = assessment.Text.In("de");
        Assert.StartsWith("Ranked by RFM as Alle: scores 5 of 5 for recency. ", german, StringComparison.Ordinal);
        Assert.Contains(" Seit 29 days kein Kauf. ", german, StringComparison.Ordinal);
        Assert.EndsWith(" To do: Anrufen.", german, StringComparison.Ordinal);
        Assert.Contains(assessment.StageReason!.Text.English, german, StringComparison.Ordinal); // what nobody translated is there in English
        Assert.EndsWith("建议：电话回访。", assessment.Text.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("Anrufen", assessment.Text.English, StringComparison.Ordinal);
    }

    private static MemberTable<string> MembersOf(string key, params string[] days)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { WindowLast = new DateTime(2024, 6, 30) });
        foreach (var day in days)
            builder.Add(new Transaction<string>(key, DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 10));
        builder.Add(new Transaction<string>("bob", new DateTime(2024, 2, 1), 5));
        return builder.Build();
    }
}
