using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

/// <summary>One member at an event: the numbers of the table, and little memory.</summary>
public class OneMemberTests
{
    private const int Most = 1_536; // without sentences; what a sentence needs is made when somebody asks

    private static readonly MemberValuatorOptions Options = new()
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions(),
        Clv = new ClvOptions { AnnualDiscountRate = 0.15 },
        Churn = new ChurnOptions(),
    };

    private static readonly Lazy<MemberValuator> Valuator = new(() => MemberValuator.Create(Options, MemberModels.Fit(Shop.Table, Options)));

    [Fact]
    public void An_assessment_without_sentences_allocates_at_most_1_5_KB()
    {
        var rows = Enumerable.Range(0, 20).Select(Shop.Table.Columns.Row).ToArray();
        foreach (var row in rows)
        {
            var bytes = Allocations.Of(() =>
            {
                var assessment = Valuator.Value.Assess(row);
                _ = assessment.Score;
                _ = assessment.Value;
            });
            Assert.True(bytes <= Most, $"{bytes} bytes");
        }
    }

    [Fact]
    public void A_row_of_a_table_costs_no_copy_of_its_columns() =>
        Assert.InRange(Allocations.Of(() => Shop.Table.Columns.Row(3).ToColumns().In(TimeUnit.Week)), 1, 128);

    [Fact]
    public void A_thousand_calls_on_several_threads_give_the_bits_of_the_table()
    {
        var all = Valuator.Value.Assess(Shop.Table);
        Parallel.For(0, 1_000, i =>
        {
            var row = i % Shop.Table.Count;
            var one = Valuator.Value.Assess(Shop.Table.Columns.Row(row));
            Assert.Equal(all.Scores!.Values[row], one.Score);
            Assert.Equal(all.Stages!.Values[row], one.Stage);
            Assert.Equal(BitConverter.DoubleToInt64Bits(all.Values!.Values[row]), BitConverter.DoubleToInt64Bits(one.Value!.Value));
            Assert.Equal(BitConverter.DoubleToInt64Bits(all.ProbabilityOfPurchase!.Values[row]), BitConverter.DoubleToInt64Bits(one.ProbabilityOfPurchase!.Value));
        });
    }
}
