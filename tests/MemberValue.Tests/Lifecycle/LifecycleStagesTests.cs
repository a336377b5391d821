using MemberValue.Lifecycle;

namespace MemberValue.Tests.Lifecycle;

public class LifecycleStagesTests
{
    [Fact]
    public void Every_stage_has_its_names()
    {
        string[] expected = ["New 新会员", "First-time 首购会员", "Active 活跃会员", "Loyal 忠诚会员", "Dormant 沉睡会员", "Lost 流失会员", "Returned 回流会员"];
        Assert.Equal(expected, LifecycleStages.All.Select(stage => $"{LifecycleStages.NameOf(stage)} {LifecycleStages.NameOf(stage).Chinese}"));
        Assert.Equal("未分类", LifecycleStages.NameOf(LifecycleStage.Unclassified).Chinese);
        Assert.Equal(Enum.GetValues<LifecycleStage>(), LifecycleStages.All.Prepend(LifecycleStage.Unclassified));
        Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleStages.NameOf((LifecycleStage)8));
    }

    [Theory]
    [InlineData(LifecycleStage.Unclassified, LifecycleStage.Unclassified)]
    [InlineData(LifecycleStage.New, LifecycleStage.New)]
    [InlineData(LifecycleStage.FirstTime, LifecycleStage.Active)]
    [InlineData(LifecycleStage.Active, LifecycleStage.Active)]
    [InlineData(LifecycleStage.Loyal, LifecycleStage.Loyal)]
    [InlineData(LifecycleStage.Dormant, LifecycleStage.Dormant)]
    [InlineData(LifecycleStage.Lost, LifecycleStage.Lost)]
    [InlineData(LifecycleStage.Returned, LifecycleStage.Active)]
    public void Five_stages_collapse_FirstTime_and_Returned_into_Active(LifecycleStage stage, LifecycleStage five) =>
        Assert.Equal(five, LifecycleStages.ToFiveStages(stage));

    [Fact]
    public void Five_stages_are_those_that_are_left()
    {
        Assert.Equal(LifecycleStages.Five, LifecycleStages.All.Select(LifecycleStages.ToFiveStages).Distinct());
        Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleStages.ToFiveStages((LifecycleStage)8));
    }

    [Fact]
    public void Conversions_are_pairs_of_different_stages_each_once()
    {
        Assert.Equal(LifecycleStages.Conversions.Count, LifecycleStages.Conversions.Distinct().Count());
        Assert.All(LifecycleStages.Conversions, way => Assert.NotEqual(way.From, way.To));
        Assert.Equal("New to First-time", LifecycleStages.Conversions[0].Name.English);
        Assert.Equal("新会员→首购会员", LifecycleStages.Conversions[0].Name.Chinese);
        foreach (var way in new[] { "First-time to Active", "Active to Loyal", "Dormant to Returned", "Lost to Returned", "Returned to Active" })
            Assert.Contains(way, LifecycleStages.Conversions.Select(each => each.ToString()));
    }
}
