using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Assessment;
using MemberValue.Tests.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberValue.Tests.Parts;

/// <summary>A part that the library does not have goes through valuator, holder, JSON, configuration and container without a change of any of them.</summary>
public class FifthPartTests
{
    private static readonly IReadOnlyList<MemberValue.Parts.AssessmentPart> Five = [.. AssessmentParts.All, GiftPart.Instance];

    private static readonly Lazy<(MemberModels Models, MemberAssessments<string> All)> Fitted = new(() =>
    {
        var models = MemberModels.Fit(Shop.Table, Options());
        return (models, MemberValuator.Create(Options(), models).Assess(Shop.Table));
    });

    [Fact]
    public void A_valuator_fits_assesses_and_explains_it()
    {
        var (models, all) = Fitted.Value;
        var mean = (double)Shop.Table.Columns.Net.Total / Shop.Table.Count;
        Assert.Equal(mean, models.Find<MeanNet>("gift")!.Mean);
        var gifts = all.Results(GiftPart.Gift)!;
        var values = all.Values!;
        for (var row = 0; row < all.Count; row++)
            Assert.Equal(0.2 * Math.Min(values.Values[row], mean), gifts.Values[row]);
        Assert.Equal(gifts.Values.ToArray(), all.Table.Columns.Values(GiftPart.Gift).ToArray()); // the results join the table
        var member = MemberValuator.Create(Options(), models).Assess(Shop.Table["12347"]);
        Assert.True(member.TryGet(GiftPart.Gift, out var gift));
        Assert.Equal(gifts["12347"], gift);
        Assert.Equal(["purchases", "value", "gift"], member.Reasons.Select(reason => reason.About));
        Assert.Contains(FormattableString.Invariant($" Gift {gift:0.00}."), member.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_waits_for_and_what_it_needs_is_named()
    {
        Assert.Equal(
            ["Clv: no model of purchases has been fitted yet.", "Gift: no mean has been fitted yet."],
            MemberValuator.Create(Options()).Missing.Select(text => text.English));
        var alone = new MemberValuatorOptions();
        alone.Put(GiftPart.Instance, new GiftOptions());
        Assert.Equal("MemberValuatorOptions.Gift is set; a gift needs a value: add Clv. (Parameter 'options')", Assert.Throws<ArgumentException>(() => MemberValuator.Create(alone)).Message);
        var wrong = Options();
        wrong.Put(GiftPart.Instance, new GiftOptions { Share = 2 });
        Assert.Contains("GiftOptions.Share is 2; it must be 0 to 1.", Assert.Throws<ArgumentException>(() => MemberValuator.Create(wrong)).Message, StringComparison.Ordinal);
        Assert.Null(MemberValuator.Create(new MemberValuatorOptions()).Assess(Shop.Table).Results(GiftPart.Gift));
    }

    [Fact]
    public void A_holder_swaps_its_fitted_thing_in_from_json()
    {
        var holder = new MemberModelHolder(Options());
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Fitted.Value.Models.ToJson()));
        holder.Replace(stream);
        Assert.Empty(holder.Current.Missing);
        Assert.Equal(Fitted.Value.All["12347"].Text, holder.Assess(Shop.Table["12347"]).Text);
        Assert.Equal(Fitted.Value.Models.Id, holder.Models.Id);
        // Who does not know the part refuses its kind by name.
        Assert.Contains("kind of 'gift' is 'MeanNet', which is not one of", Assert.Throws<FormatException>(() => MemberModels.FromJson(Fitted.Value.Models.ToJson())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_binds_checks_and_serves_it()
    {
        using var provider = Containers.Built(services => new MemberValueBuilder(services, key: null, Five)
            .AddSections(Containers.Configuration("""{ "Clv": {}, "gift": { "Share": 0.2 } }"""))
            .UseModels(_ => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Fitted.Value.Models.ToJson()))));
        provider.Start();
        Assert.Equal(0.2, provider.GetRequiredService<IOptions<GiftOptions>>().Value.Share);
        var member = provider.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]);
        Assert.Equal(Fitted.Value.All["12347"].Text, member.Text);
        Assert.True(member.TryGet(GiftPart.Gift, out var gift));
        Assert.Equal(gift, provider.GetRequiredService<IGiftRule>().GiftFor(member.Value!.Value));
    }

    [Theory]
    [InlineData("""{ "Clv": {}, "Gift": { "Share": 7 } }""", "GiftOptions.Share is 7; it must be 0 to 1.")]
    [InlineData("""{ "Clv": {}, "Gift": { "Shar": 0 } }""", "'Shar'")]
    [InlineData("""{ "Gift": {} }""", "a gift needs a value: add Clv")]
    [InlineData("""{ "Gifts": {} }""", "its parts are Rfm, Lifecycle, Clv, Churn, Clusters, Composite, Contribution, RuleSegments and Gift")]
    public void A_mistake_in_its_section_fails_the_start(string json, string message)
    {
        var error = Assert.ThrowsAny<Exception>(() =>
        {
            using var provider = Containers.Built(services => new MemberValueBuilder(services, key: null, Five).AddSections(Containers.Configuration(json)));
            provider.Start();
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hosts_own_worker_takes_the_place_of_its_own()
    {
        using var provider = Containers.Built(services =>
        {
            services.AddKeyedSingleton<IGiftRule, OneEach>("brand");
            new MemberValueBuilder(services, "brand", Five).AddClv().Add(GiftPart.Instance, (Action<GiftOptions>?)null);
        });
        provider.Start();
        var holder = provider.GetRequiredKeyedService<MemberModelHolder>("brand");
        holder.Replace(holder.Fit(Shop.Table));
        Assert.Equal(["purchases", "returns", "spend"], holder.Models.Names); // nothing is fitted for it
        Assert.All(holder.Assess(Shop.Table).Results(GiftPart.Gift)!.Values.ToArray(), gift => Assert.Equal(1, gift));
    }

    private static MemberValuatorOptions Options()
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions(), Playbook = null };
        options.Put(GiftPart.Instance, new GiftOptions { Share = 0.2 });
        return options;
    }

    private sealed class OneEach : IGiftRule
    {
        public double GiftFor(double value) => 1;
    }
}
