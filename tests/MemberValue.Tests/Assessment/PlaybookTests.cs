using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

public class PlaybookTests
{
    private static readonly RiskLevel[] Risks = Enum.GetValues<RiskLevel>();

    [Theory]
    [InlineData(LifecycleStage.New, null, "welcome")]
    [InlineData(LifecycleStage.FirstTime, null, "second-purchase")]
    [InlineData(LifecycleStage.Active, null, "engage")]
    [InlineData(LifecycleStage.Active, RiskLevel.Low, "engage")]
    [InlineData(LifecycleStage.Active, RiskLevel.Medium, "engage")]
    [InlineData(LifecycleStage.Active, RiskLevel.High, "retain")]
    [InlineData(LifecycleStage.Loyal, null, "vip")]
    [InlineData(LifecycleStage.Loyal, RiskLevel.Medium, "vip")]
    [InlineData(LifecycleStage.Loyal, RiskLevel.High, "retain-vip")]
    [InlineData(LifecycleStage.Dormant, null, "wake-up")]
    [InlineData(LifecycleStage.Dormant, RiskLevel.High, "wake-up")]
    [InlineData(LifecycleStage.Lost, null, "win-back")]
    [InlineData(LifecycleStage.Lost, RiskLevel.High, "win-back")]
    [InlineData(LifecycleStage.Returned, null, "welcome-back")]
    public void The_default_has_an_action_for_every_stage(LifecycleStage stage, RiskLevel? risk, string action)
    {
        var match = Playbook.Default.Find(stage, "any segment", risk)!;
        Assert.Equal(action, match.Action.Id);
        Assert.Equal(stage, match.Rule.Stage);
        Assert.Equal(action.StartsWith("retain", StringComparison.Ordinal) ? RiskLevel.High : null, match.Rule.Risk);
    }

    [Fact]
    public void The_default_has_no_hole_and_no_action_without_a_rule()
    {
        Assert.Empty(Playbook.Default.Holes());
        Assert.Empty(Playbook.Default.Holes(SegmentMaps.TenCells.Segments.Select(segment => segment.Id), Risks));
        Assert.Null(Playbook.Default.Find(LifecycleStage.Unclassified));
        Assert.Equal(Playbook.Default.Actions.Select(action => action.Id).Order(), Playbook.Default.Rules.Select(rule => rule.Action).Order());
        Assert.All(Playbook.Default.Actions, action => Assert.Matches("[\u4e00-\u9fff]", action.Action.Chinese + action.Channel.Chinese + action.Aim.Chinese));
        Assert.Equal("default: 9 actions, 9 rules", Playbook.Default.ToString());
    }

    [Fact]
    public void More_conditions_win_then_risk_then_segment()
    {
        // All rules there can be for one stage, segment and risk, from the least to the most specific; each wins over all before it.
        (LifecycleStage? Stage, string? Segment, RiskLevel? Risk)[] order =
        [
            (null, null, null), (LifecycleStage.Active, null, null), (null, "champions", null), (null, null, RiskLevel.High),
            (LifecycleStage.Active, "champions", null), (LifecycleStage.Active, null, RiskLevel.High), (null, "champions", RiskLevel.High),
            (LifecycleStage.Active, "champions", RiskLevel.High),
        ];
        var rules = order.Select((conditions, i) => new PlaybookRule { Stage = conditions.Stage, Segment = conditions.Segment, Risk = conditions.Risk, Action = $"{i}" }).ToList();
        for (var most = 0; most < rules.Count; most++)
        {
            // Every set of rules of which the last is there: the order they are given in does not matter.
            for (var others = 0; others < 1 << most; others++)
            {
                var chosen = rules.Where((_, i) => i == most || (i < most && (others >> i & 1) == 1)).Reverse().ToList();
                var match = Of(chosen).Find(LifecycleStage.Active, "champions", RiskLevel.High)!;
                Assert.Equal($"{most}", match.Action.Id);
                Assert.Same(match.Rule, chosen[0]);
            }
        }
    }

    [Fact]
    public void A_rule_fits_only_a_member_who_has_what_it_asks_for()
    {
        var playbook = Of([
            new PlaybookRule { Segment = "champions", Action = "0" },
            new PlaybookRule { Risk = RiskLevel.High, Action = "1" },
            new PlaybookRule { Stage = LifecycleStage.Lost, Action = "2" },
        ]);
        string? Find(LifecycleStage stage, string? segment, RiskLevel? risk) => playbook.Find(stage, segment, risk)?.Action.Id;
        Assert.Equal("0", Find(LifecycleStage.Lost, "champions", RiskLevel.Low));
        Assert.Equal("1", Find(LifecycleStage.Lost, "champions", RiskLevel.High));
        Assert.Equal("2", Find(LifecycleStage.Lost, "Champions", null)); // letter by letter
        Assert.Equal("2", Find(LifecycleStage.Lost, null, RiskLevel.Medium));
        Assert.Null(Find(LifecycleStage.Active, null, null));
        Assert.Equal("1", Find(LifecycleStage.Unclassified, null, RiskLevel.High));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find((LifecycleStage)8, null, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(LifecycleStage.Lost, null, (RiskLevel)3));
    }

    [Fact]
    public void Holes_are_listed_by_stage_segment_and_risk()
    {
        var playbook = Of([
            new PlaybookRule { Stage = LifecycleStage.New, Action = "0" },
            new PlaybookRule { Stage = LifecycleStage.Lost, Risk = RiskLevel.High, Action = "1" },
            new PlaybookRule { Segment = "champions", Action = "2" },
        ]);
        Assert.Equal(["FirstTime", "Active", "Loyal", "Dormant", "Lost", "Returned"], playbook.Holes().Select(hole => $"{hole.Stage}"));
        Assert.Empty(playbook.Holes(["champions"]));
        var holes = playbook.Holes(["champions", "lost"], [RiskLevel.Low, RiskLevel.High]);
        Assert.Equal(new PlaybookHole(LifecycleStage.FirstTime, "lost", RiskLevel.Low), holes[0]);
        Assert.Equal(6 * 2 - 1, holes.Count); // six stages without a rule of their own, two levels; Lost at high risk has one
        Assert.DoesNotContain(new PlaybookHole(LifecycleStage.Lost, "lost", RiskLevel.High), holes);
        Assert.Equal("stage Lost, segment lost, risk Low", holes.Single(hole => hole.Stage == LifecycleStage.Lost).ToString());
        Assert.Throws<ArgumentException>(() => playbook.Holes([null!]));
        Assert.Throws<ArgumentOutOfRangeException>(() => playbook.Holes(risks: [(RiskLevel)9]));
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        var playbook = Playbook.Default;
        Assert.Equal(0, Allocations.Of(() => playbook.Find(LifecycleStage.Loyal, "champions", RiskLevel.High)));
        Assert.Equal(0, Allocations.Of(() => playbook.Find(LifecycleStage.Unclassified)));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        static void Wrong(string what, Action<PlaybookOptions> change)
        {
            var options = new PlaybookOptions { Actions = [Action("0")], Rules = [new PlaybookRule { Stage = LifecycleStage.New, Action = "0" }] };
            change(options);
            Assert.Contains(what, Assert.Throws<ArgumentException>(() => Playbook.Create(options)).Message, StringComparison.Ordinal);
        }

        Wrong("it has no name", options => options.Name = " ");
        Wrong("at least one action", options => options.Actions = []);
        Wrong("a list of rules", options => options.Rules = null!);
        Wrong("action 1 is null", options => options.Actions = [Action("0"), null!]);
        Wrong("action 1 ('0') has the id of an action before it", options => options.Actions = [Action("0"), Action("0")]);
        Wrong("Id of action 0 ('') is empty", options => options.Actions = [Action("")]);
        Wrong("Action of action 0 ('0') is empty", options => options.Actions = [Action("0") with { Action = Text.Empty }]);
        Wrong("Channel of action 0 ('0') is empty", options => options.Actions = [Action("0") with { Channel = Text.Empty }]);
        Wrong("Aim of action 0 ('0') is empty", options => options.Actions = [Action("0") with { Aim = Text.Empty }]);
        Wrong("rule 0 is null", options => options.Rules = [null!]);
        Wrong("rule 0 (stage New) names the action 'x', which the playbook does not have", options => options.Rules = [new PlaybookRule { Stage = LifecycleStage.New, Action = "x" }]);
        Wrong("rule 0 (stage 8) has a stage that must be one of New, FirstTime", options => options.Rules = [new PlaybookRule { Stage = (LifecycleStage)8, Action = "0" }]);
        Wrong("rule 0 (stage Unclassified) has a stage", options => options.Rules = [new PlaybookRule { Stage = LifecycleStage.Unclassified, Action = "0" }]);
        Wrong("rule 0 (risk 7) has a risk level that must be one of Low, Medium, High", options => options.Rules = [new PlaybookRule { Risk = (RiskLevel)7, Action = "0" }]);
        Wrong("has an empty segment id", options => options.Rules = [new PlaybookRule { Segment = "", Action = "0" }]);
        Wrong("rule 1 (any member) has the conditions of rule 0", options => options.Rules = [new PlaybookRule { Action = "0" }, new PlaybookRule { Action = "0" }]);
        Wrong("rule 2 (stage Lost, segment a, risk Low) has the conditions of rule 0", options =>
        {
            var rule = new PlaybookRule { Stage = LifecycleStage.Lost, Segment = "a", Risk = RiskLevel.Low, Action = "0" };
            options.Rules = [rule, rule with { Segment = "A" }, rule];
        });
        Assert.Throws<ArgumentNullException>(() => Playbook.Create(null!));
    }

    [Fact]
    public void A_stored_playbook_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var playbook = Playbook.Create(new PlaybookOptions
            {
                Name = "节日 playbook",
                Actions = Playbook.Default.Actions,
                Rules = [.. Playbook.Default.Rules, new PlaybookRule { Stage = LifecycleStage.Lost, Segment = "lost \"ones\"", Risk = RiskLevel.Low, Action = "win-back" }, new PlaybookRule { Action = "engage" }],
            });
            var json = playbook.ToJson();
            Assert.Contains("大力度召回优惠", json, StringComparison.Ordinal);
            Assert.Contains("\"stage\": \"Lost\"", json, StringComparison.Ordinal);
            using var stream = new MemoryStream();
            playbook.ToJson(stream);
            stream.Position = 0;
            foreach (var read in new[] { Playbook.FromJson(json), Playbook.FromJson(stream) })
            {
                Assert.Equal(json, read.ToJson());
                Assert.Equal(playbook.Name, read.Name);
                Assert.Equal(playbook.Actions, read.Actions);
                Assert.Equal(playbook.Rules, read.Rules);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", "The Playbook cannot be read")]
    [InlineData("[]", "it is not an object, and must be one with \"type\": \"Playbook\"")]
    [InlineData("""{"type":"SegmentMap","version":1}""", "it is a SegmentMap, and must have \"type\": \"Playbook\"")]
    [InlineData("""{"type":"Playbook","version":2}""", "was written as version 2; this library reads up to version 1")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","rules":[]}""", "actions is missing")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[]}""", "rules is missing")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[null],"rules":[]}""", "actions[0] is null and must be an object")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[{"id":"x","acton":"y"}],"rules":[]}""", "actions[0].acton is not a field of it")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[{"id":"x"}],"rules":[]}""", "Action of action 0 ('x') is empty")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[],"rules":[null]}""", "rules[0] is null and must be an object")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[],"rules":[{"stage":"lost"}]}""", "rules[0].stage is 'lost' and must be one of")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[],"rules":[{"risk":"2"}]}""", "rules[0].risk is '2' and must be one of")]
    [InlineData("""{"type":"Playbook","version":1,"name":"a","actions":[],"rules":[{"risk":2}]}""", "rules[0].risk is 2 and must be a text")]
    public void Damaged_text_is_refused_with_what_is_wrong(string json, string what) =>
        Assert.Contains(what, Assert.Throws<FormatException>(() => Playbook.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_to_read_or_write_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Playbook.FromJson((string)null!));
        Assert.Throws<ArgumentNullException>(() => Playbook.FromJson((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => Playbook.Default.ToJson(null!));
    }

    private static Playbook Of(IReadOnlyList<PlaybookRule> rules) =>
        Playbook.Create(new PlaybookOptions { Actions = rules.Select(rule => Action(rule.Action)).ToList(), Rules = rules });

    private static PlaybookAction Action(string id) => new()
    {
        Id = id,
        Action = Text.Of("Act.", "行动"),
        Channel = Text.Of("e-mail", "邮件"),
        Aim = Text.Of("An aim.", "目标"),
    };
}
