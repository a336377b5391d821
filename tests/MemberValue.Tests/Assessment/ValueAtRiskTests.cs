using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

/// <summary>The money behind the risk, against a loop over the members' own assessments.</summary>
public class ValueAtRiskTests
{
    private static readonly MemberAssessments<string> Assessments = Assess(new ChurnOptions
    {
        Silence = [new() { Weight = 0.6, Rule = new SilenceRuleOptions { Days = 30, FullDays = 400 } }],
        RfmLevel = [new() { Weight = 0.6 }],
    });

    [Fact]
    public void Every_member_counts_under_their_first_reason()
    {
        var (money, members, withoutValue) = (new SortedDictionary<string, double>(), new SortedDictionary<string, int>(), 0);
        foreach (var (_, assessment) in Assessments)
        {
            if (assessment.Risk!.Reasons.Count == 0)
                continue;
            var id = assessment.Risk.Reasons[0].Signal.RuleId;
            members[id] = members.GetValueOrDefault(id) + 1;
            if (assessment.Value >= 0)
                money[id] = money.GetValueOrDefault(id) + (assessment.Risk.Risk.Value * assessment.Value.Value);
            else
                withoutValue++;
        }

        var atRisk = ValueAtRisk.Of(Assessments)!;
        Assert.Equal(members, new SortedDictionary<string, int>(atRisk.Reasons.ToDictionary(reason => reason.RuleId, reason => reason.Members)));
        Assert.All(atRisk.Reasons, reason => Assert.Equal(money[reason.RuleId], reason.AtRisk, 1e-6));
        Assert.Equal(atRisk.Reasons.OrderByDescending(reason => reason.AtRisk), atRisk.Reasons);
        Assert.Equal(money.Values.Sum(), atRisk.Total, 1e-6);
        Assert.Equal(withoutValue, atRisk.WithoutValue);
        Assert.NotEmpty(atRisk.Reasons);
    }

    [Fact]
    public void The_members_with_most_at_stake_come_first_with_reason_and_action()
    {
        var atRisk = ValueAtRisk.Of(Assessments, 25)!;
        var stakes = Assessments.Select(member => member.Value.Risk!.Risk.Value * (member.Value.Value ?? double.NaN)).Where(stake => stake > 0)
            .OrderDescending().Take(25);
        Assert.Equal(stakes, atRisk.Members.Select(member => member.AtRisk));
        foreach (var member in atRisk.Members)
        {
            var assessment = Assessments[member.Key];
            Assert.Equal((assessment.Value, assessment.Risk!.Risk.Value), (member.Value, member.Risk));
            Assert.Equal(assessment.Risk.Reasons[0].Signal.Text, member.Reason);
            Assert.Equal(assessment.Action?.Action.Action, member.Action);
        }
    }

    [Fact]
    public void Without_risks_or_values_there_is_nothing_at_risk()
    {
        Assert.Null(ValueAtRisk.Of(Assess(null)));
        Assert.Empty(ValueAtRisk.Of(Assessments, 0)!.Members);
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueAtRisk.Of(Assessments, -1));
    }

    [Fact]
    public void A_reason_has_a_name_in_both_languages()
    {
        Assert.All(ValueAtRisk.Of(Assessments)!.Reasons, reason => Assert.NotEqual(reason.Name.English, reason.Name.Chinese));
        Assert.Equal("长时间沉默", new SilenceRule(new SilenceRuleOptions()).Name.Chinese);
    }

    private static MemberAssessments<string> Assess(ChurnOptions? churn)
    {
        var options = new MemberValuatorOptions
        {
            Rfm = new RfmOptions(),
            Clv = new ClvOptions { Method = ClvMethod.Historic },
            Churn = churn,
            Playbook = Playbook.Default,
        };
        return MemberValuator.Create(options, MemberModels.Fit(Shop.Table, options)).Assess(Shop.Table);
    }
}
