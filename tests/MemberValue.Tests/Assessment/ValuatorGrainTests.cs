using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Tests.Assessment;

/// <summary>Every model of purchases, grain and way to stages: what a fit and the options allow is assessed without an error.</summary>
public class ValuatorGrainTests
{
    private const int Members = 40;

    public static TheoryData<PurchaseModel, EventGrain, StageMethod> All
    {
        get
        {
            var all = new TheoryData<PurchaseModel, EventGrain, StageMethod>();
            foreach (var model in Enum.GetValues<PurchaseModel>().Where(model => model != PurchaseModel.None))
            {
                foreach (var grain in Enum.GetValues<EventGrain>())
                {
                    foreach (var method in Enum.GetValues<StageMethod>())
                        all.Add(model, grain, method);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_was_fitted_assesses_the_base_and_each_member(PurchaseModel model, EventGrain grain, StageMethod method)
    {
        var table = Table(grain);
        var options = new MemberValuatorOptions
        {
            Lifecycle = new LifecycleOptions { Method = method },
            Clv = new ClvOptions { Model = model, Fit = { Penalty = 0.01, MaxIterations = 5 } },
        };
        var models = MemberModels.Fit(table, options);
        var valuator = MemberValuator.Create(options, models);
        if (model == PurchaseModel.BgBb && grain == EventGrain.Instant)
        {
            Assert.Equal(["Clv: BG/BB counts opportunities, one per cell, and instants are not opportunities: take cells of hours, days or weeks."],
                models.NotFitted.Select(text => text.English));
            Assert.Equal(Members, valuator.Assess(table).Count);
            return;
        }

        var all = valuator.Assess(table);
        for (var key = 0; key < Members; key += 7)
        {
            var member = valuator.Assess(table[key]);
            Assert.Equal(all[key].Text, member.Text);
            Assert.InRange(member.ProbabilityOfPurchase!.Value, 0, 1);
        }
    }

    [Theory]
    [InlineData(EventGrain.Hour, 500_000, "ClvOptions.PurchaseHorizonDays is 500000")]
    [InlineData(EventGrain.Week, 1e9, "ClvOptions.PurchaseHorizonDays is 1000000000")]
    public void A_horizon_that_the_model_cannot_look_ahead_is_found_when_the_valuator_is_made(EventGrain grain, double days, string message)
    {
        var table = Table(grain);
        var options = new MemberValuatorOptions { Clv = new ClvOptions { Model = PurchaseModel.BgBb, Fit = { MaxIterations = 5 } } };
        var models = MemberModels.Fit(table, options);
        options.Clv.PurchaseHorizonDays = days;
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => MemberValuator.Create(options, models)).Message, StringComparison.Ordinal);
        (options.Clv.PurchaseHorizonDays, options.Clv.ValueHorizonDays) = (90, days);
        Assert.Contains("ClvOptions.ValueHorizonDays is", Assert.Throws<ArgumentException>(() => MemberValuator.Create(options, models)).Message, StringComparison.Ordinal);
        options.Clv.ValueHorizonDays = double.PositiveInfinity;
        options.Lifecycle = new LifecycleOptions { Method = StageMethod.Probability };
        options.Lifecycle.Probability.HorizonDays = days;
        Assert.Contains("ProbabilityStageOptions.HorizonDays is", Assert.Throws<ArgumentException>(() => MemberValuator.Create(options, models)).Message, StringComparison.Ordinal);
        options.Lifecycle.Probability.Basis = ProbabilityBasis.Alive; // looks nowhere ahead
        Assert.Equal(Members, MemberValuator.Create(options, models).Assess(table).Count);
    }

    private static MemberTable<int> Table(EventGrain grain)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { Grain = grain });
        var random = new Random(11);
        for (var member = 0; member < Members; member++)
        {
            for (var purchase = random.Next(6); purchase >= 0; purchase--)
                builder.Add(new Transaction<int>(member, new DateTime(2014, 1, 6).AddHours(random.Next(24 * 100)), 10 + random.Next(50)));
        }

        return builder.Build();
    }
}
