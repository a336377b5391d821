using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Churn;

public class ChurnInputsTests
{
    private static readonly double[] Alive = [0.1, 0.9];

    [Fact]
    public void One_members_inputs_have_what_was_fed_and_nothing_else()
    {
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), new MemberColumnData { Purchases = [3, 4] });
        var one = ChurnInputs.Of(columns).Member(1);
        Assert.Equal(4, one.Columns.Purchases[0]);
        Assert.False(one.HasScores || one.HasStages || one.HasProbabilityAlive || one.HasProbabilityOfPurchase || one.HasEarlier);

        var fed = ChurnInputs.Of(columns).WithStages(new[] { LifecycleStage.Lost, LifecycleStage.Loyal }).WithProbabilityAlive(Alive, "model").Member(1);
        Assert.Equal([LifecycleStage.Loyal], fed.Stages.ToArray());
        Assert.Equal([0.9], fed.ProbabilityAlive.ToArray());
        Assert.False(fed.HasScores || fed.HasProbabilityOfPurchase);
    }
}
