using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.RuleSegments;

namespace MemberValue.Tests.Assessment;

/// <summary>Clusters, composite value, profit contribution and segments by rules as parts of an assessment.</summary>
public class GroupPartsTests
{
    private static readonly MemberColumn<string?> Country = new("country");

    private static readonly MemberTable<int> Table = Made();

    [Fact]
    public void Each_part_gives_what_its_worker_gives_for_a_table_and_for_one_member()
    {
        var models = MemberModels.FromJson(MemberModels.Fit(Table, Options()).ToJson()); // stored and read
        var assessments = MemberValuator.Create(Options(), models).Assess(Table);
        var clusters = Assert.IsType<KMeansModel>(models["clusters"]);
        var composite = Assert.IsType<CompositeScorer>(models["composite"]);
        Assert.Equal(clusters.Locate(Table).Values.ToArray(), assessments.Clusters!.Values.ToArray());
        Assert.Equal(composite.Score(Table).Values.ToArray(), assessments.CompositeValues!.Values.ToArray());
        Assert.Equal(Calculator.Calculate(Table).Values.ToArray(), assessments.Profits!.Values.ToArray());
        var rules = RuleSegmentMap.Create(Options().RuleSegments!);
        Assert.Equal(rules.Apply(assessments.Table).Values.ToArray(), assessments.RuleSegments!.Values.ToArray());
        Assert.Equal(4, assessments.RuleSegments.Values.ToArray().Distinct().Count());
        foreach (var key in Table.Keys)
        {
            var (whole, one) = (assessments[key], assessments.Valuator.Assess(Table[key]));
            Assert.Equal(
                (whole.Cluster, whole.Composite!.Score, whole.Contribution!.Profit, whole.RuleSegment!.Segment, whole.Text),
                (one.Cluster, one.Composite!.Score, one.Contribution!.Profit, one.RuleSegment!.Segment, one.Text));
            Assert.Equal(
                ["segment", "stage", "cluster", "composite", "profit", "rule segment"],
                one.Reasons.Select(reason => reason.About).Except(["action", "conflict"]));
            Assert.Equal(one.Cluster!.Value.Cluster, one.ClusterProfile!.Number);
        }
    }

    [Fact]
    public void The_sentences_are_in_both_languages()
    {
        var options = Options();
        (options.Rfm, options.Lifecycle, options.Playbook) = (null, null, null);
        options.RuleSegments!.Rules = [options.RuleSegments.Rules![1]];
        var member = MemberValuator.Create(options, MemberModels.Fit(Table, options)).Assess(Table[0]);
        var profile = member.ClusterProfile!.Name;
        Assert.StartsWith(profile.English, member.Reasons[0].Text.English, StringComparison.Ordinal);
        Assert.StartsWith(profile.Chinese, member.Reasons[0].Text.Chinese, StringComparison.Ordinal);
        Assert.Equal(member.Composite!.Text, member.Reasons[1].Text);
        Assert.Equal(member.Contribution!.Text, member.Reasons[2].Text);
        Assert.StartsWith("By rules ", member.Reasons[3].Text.English, StringComparison.Ordinal);
        Assert.StartsWith("按规则分群：", member.Reasons[3].Text.Chinese, StringComparison.Ordinal);
        Assert.Equal(Text.Join(member.Reasons.Select(reason => reason.Text)), member.Text);
    }

    [Fact]
    public void Clusters_are_described_with_the_segments_and_stages_of_the_assessment()
    {
        var assessments = MemberValuator.Create(Options(), MemberModels.Fit(Table, Options())).Assess(Table);
        var profiles = assessments.ClusterProfiles!;
        Assert.Equal(4, profiles.Count);
        Assert.All(profiles, profile => Assert.Equal(1, profile.StageShares.Sum(share => share.Share), 1e-12));
        Assert.All(profiles, profile => Assert.NotNull(profile.NearestSegment));
        Assert.Null(MemberValuator.Create(new MemberValuatorOptions()).Assess(Table).ClusterProfiles);
    }

    [Fact]
    public void What_is_not_fitted_yet_is_left_out_and_said()
    {
        var options = new MemberValuatorOptions { Clusters = new(), Composite = new(), Contribution = new() };
        var valuator = MemberValuator.Create(options);
        Assert.Equal(
            ["Clusters: none have been fitted yet.", "Composite: no composite value has been fitted yet."], valuator.Missing.Select(text => text.English));
        var member = valuator.Assess(Table[0]);
        Assert.Equal((null, null, null), (member.Cluster, member.ClusterProfile, member.Composite));
        Assert.Equal((double)Table[0].Net!.Value, member.Contribution!.Profit, 1e-9);
        var nobody = MemberTable.FromColumns<int>([], Table.Columns.Slice(0, 0));
        Assert.Equal(2, MemberModels.Fit(nobody, options).NotFitted.Count);
    }

    [Fact]
    public void A_valuator_without_these_parts_has_nothing_of_them()
    {
        var member = MemberValuator.Create(new MemberValuatorOptions { Rfm = new() }, MemberModels.Fit(Table, new MemberValuatorOptions { Rfm = new() }))
            .Assess(Table[0]);
        Assert.Equal((null, null, null, null), (member.Cluster, member.Composite, member.Contribution, member.RuleSegment));
    }

    [Fact]
    public void Models_of_other_features_or_criteria_are_refused()
    {
        var models = MemberModels.Fit(Table, Options());
        var clusters = new MemberValuatorOptions { Clusters = new ClustersOptions { Features = [new() { Name = "Net" }] } };
        Assert.Contains("have the features", Assert.Throws<ArgumentException>(() => MemberValuator.Create(clusters, models)).Message, StringComparison.Ordinal);
        var composite = new MemberValuatorOptions { Composite = new CompositeOptions { Criteria = [new() { Name = "Net" }] } };
        Assert.Contains("has the criteria", Assert.Throws<ArgumentException>(() => MemberValuator.Create(composite, models)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CriterionWeightMethod.Equal)]
    [InlineData(CriterionWeightMethod.Given)]
    [InlineData(CriterionWeightMethod.Judgements)]
    [InlineData(CriterionWeightMethod.Entropy)]
    [InlineData(CriterionWeightMethod.Critic)]
    [InlineData(CriterionWeightMethod.PrincipalComponents)]
    [InlineData(CriterionWeightMethod.Product)]
    public void Weights_come_from_the_method_that_is_named(CriterionWeightMethod method)
    {
        var judged = method is CriterionWeightMethod.Judgements or CriterionWeightMethod.Product;
        var options = new MemberValuatorOptions
        {
            Composite = new CompositeOptions
            {
                Criteria = [new() { Name = "Purchases", Weight = 3 }, new() { Name = "Net", IsLogged = true }],
                Weights = method,
                Judgements = judged ? [0.25] : null,
            },
        };
        var weights = ((CompositeScorer)MemberModels.Fit(Table, options)["composite"]!).Weights;
        Assert.Equal(method, weights.Method);
        Assert.Equal(1, weights.Values.Sum(), 1e-12);
        double? expected = method switch
        {
            CriterionWeightMethod.Equal => 0.5,
            CriterionWeightMethod.Given => 0.75,
            CriterionWeightMethod.Judgements => 0.2,
            _ => null,
        };
        if (expected is { } share)
            Assert.Equal(share, weights["Purchases"], 1e-12);
    }

    [Fact]
    public void Rules_of_the_hosts_own_take_the_place_of_those_of_the_options()
    {
        var rules = RuleSegmentMap.Create(new RuleSegmentMapOptions
        {
            Segments = [new() { Id = "all" }],
            Rules = [new() { Segment = "all", When = [new() { Column = "Purchases", AtLeast = 0 }] }],
        });
        var valuator = MemberValuator.Create(new MemberValuatorOptions { RuleSegments = new(), SegmentRules = RuleSegmentMap.FromJson(rules.ToJson()) });
        Assert.Equal("all", valuator.Assess(Table[0]).RuleSegment!.Segment.Id);
    }

    private static ContributionCalculator Calculator { get; } = new([
        CostLine.Rate(Text.Of("goods", "商品成本"), 0.6, "Net"), CostLine.PerUnit(Text.Of("shipping"), 4, "Orders"), CostLine.PerMember(Text.Of("card"), 1)]);

    private static MemberValuatorOptions Options() => new()
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions(),
        Clusters = new ClustersOptions(),
        Composite = new CompositeOptions(),
        Contribution = new ContributionOptions
        {
            Costs =
            [
                new() { Label = Text.Of("goods", "商品成本"), Measure = "Net", Cost = 0.6 }, new() { Label = Text.Of("shipping"), Measure = "Orders", Cost = 4 },
                new() { Label = Text.Of("card"), Cost = 1 },
            ],
        },
        RuleSegments = new RuleSegmentsOptions
        {
            Segments = [new() { Id = "best" }, new() { Id = "german" }, new() { Id = "gone" }, new() { Id = "others" }],
            Rules =
            [
                new() { Segment = "best", When = [new() { Column = "Cluster", AtMost = 1 }, new() { Column = "Profit", AtLeast = 10 }] },
                new() { Segment = "german", When = [new() { Column = "country", OneOf = ["DE"] }, new() { Column = "Purchases", AtLeast = 1 }] },
                new() { Segment = "gone", When = [new() { Column = "LifecycleStage", OneOf = ["Lost"] }] },
            ],
            Fallback = "others",
        },
    };

    private static MemberTable<int> Made()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 120).SelectMany(member => Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Transaction<int>(
            member, new DateOnly(2024, 1, 1).AddDays(random.Next(member % 3 == 0 ? 120 : 366)), 5 + random.Next(1, 40)))).ToList();
        var table = MemberLog.Read(rows).Table(new DateOnly(2024, 12, 31));
        return table.With(Country, [.. table.Keys.Select(key => key % 4 == 0 ? "DE" : key % 4 == 1 ? null : "FR")]);
    }
}
