using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PackageConsumer;

/// <summary>A container with all parts, configured by a section: options bound and checked without reflection, models fitted, swapped in and applied.</summary>
internal static class Host
{
    public static void Run(Shop shop)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();
        var services = new ServiceCollection();
        services.AddMemberValue(configuration, "MemberValue");
        services.AddMemberValue("brand").AddLifecycle(options => options.Preset = StagePreset.Apparel);
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        provider.GetRequiredService<IStartupValidator>().Validate();

        var holder = provider.GetRequiredService<MemberModelHolder>();
        Output.Line("before a fit", string.Join(' ', holder.Current.Missing));
        holder.Replace(Output.RoundTrip(holder.Fit(shop.Table), it => it.ToJson(), MemberModels.FromJson));
        Output.Line("warnings", string.Join(' ', holder.Models.Warnings));

        var all = provider.GetRequiredService<IMemberValuator>().Assess(shop.Table);
        Output.Results("alive", all.ProbabilityAlive!);
        Output.Results("buys", all.ProbabilityOfPurchase!);
        Output.Results("expected", all.ExpectedPurchases!);
        Output.Results("values", all.Values!);
        Output.Results("risks", all.Churn!.Risks);
        foreach (var (key, member) in all)
        {
            Output.Line(key, member.Text.English);
            Output.Line(key, member.Text.Chinese);
        }

        Output.Results("scorer", provider.GetRequiredService<IRfmScorer>().Score(shop.Table));
        Output.Results("classifier", provider.GetRequiredKeyedService<ILifecycleClassifier>("brand").Classify(shop.Table));
        Output.Results("calculator", provider.GetRequiredService<IClvCalculator>().Calculate(shop.Table));
        Output.Line("model", provider.GetRequiredService<IAttritionModel>().Name);

        var wrong = new ServiceCollection();
        wrong.AddMemberValue().AddClv(options => options.MarginRate = 2);
        try
        {
            using var refused = wrong.BuildServiceProvider();
            refused.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException error)
        {
            Output.Line("refused", error.Message);
        }
    }

    private static Dictionary<string, string?> Settings() => new()
    {
        ["MemberValue:Rfm:Scale"] = "Nested",
        ["MemberValue:Rfm:Quantiles:MonetaryLevels"] = "5",
        ["MemberValue:Lifecycle:Method"] = "LearnedLimits",
        ["MemberValue:Lifecycle:Thresholds:LoyalPurchases"] = "6",
        ["MemberValue:Clv:Model"] = "ParetoNbd",
        ["MemberValue:Clv:AnnualDiscountRate"] = "0.15",
        ["MemberValue:Clv:ValueHorizonDays"] = "Infinity",
        ["MemberValue:Churn:Overdue:0:Weight"] = "0.8",
        ["MemberValue:Churn:Overdue:0:Rule:Gaps"] = "1.5",
        ["MemberValue:Churn:Silence:0:Rule:Days"] = "45",
        ["MemberValue:Churn:Silence:0:Weight"] = "0.5",
        ["MemberValue:Churn:Silence:0:Rule:Sentence:en"] = "Silent for {value}.",
        ["MemberValue:Churn:Silence:0:Rule:Sentence:zh"] = "已{value}未购买。",
        ["MemberValue:Churn:RfmLevel:0:Rule:Measure"] = "Sum",
        ["MemberValue:Churn:RfmLevel:0:Rule:AtMost"] = "6",
        ["MemberValue:Churn:Probability:0:Weight"] = "0.4",
    };
}
