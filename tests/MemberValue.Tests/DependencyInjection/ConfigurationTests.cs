using System.Collections;
using System.Globalization;
using System.Reflection;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Conventions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberValue.Tests.DependencyInjection;

public class ConfigurationTests
{
    private const string Settings = """
        {
          "Rfm": { "Scale": "Nested", "Quantiles": { "RecencyLevels": 3, "FrequencyLevels": 3, "MonetaryLevels": 3, "Monetary": "Margin" }, "Segments": "None" },
          "Lifecycle": { "Thresholds": { "LoyalPurchases": 4, "Limits": [
            { "FromPurchases": 1, "ThroughPurchases": 2, "DormantFromDays": 40, "LostFromDays": 100 },
            { "FromPurchases": 3, "DormantFromDays": 60, "LostFromDays": 200 } ] } },
          "Clv": { "Model": "ParetoNbd", "ValueHorizonDays": "Infinity", "AnnualDiscountRate": 0.1, "Fit": { "Penalty": 0.01 }, "Formula": { "Unit": "Week" } },
          "Churn": {
            "Combination": "Maximum", "HighFrom": 0.8,
            "Overdue": [ { "Weight": 0.7, "Rule": { "Gaps": 1.5 } } ],
            "Silence": [ { "Rule": { "Id": "month", "Days": 30 } }, { "Weight": 0.5, "Rule": { "Id": "quarter", "Days": 90, "FullDays": 90,
              "Sentence": { "en": "Silent for {value}.", "zh": "已{value}未购买。", "de": "Seit {value} kein Kauf." } } } ],
            "RfmLevel": [ { "Rule": { "Measure": "Weighted", "Weights": { "Recency": 0.5, "Frequency": 0.3, "Monetary": 0.2 } } } ] }
        }
        """;

    [Fact]
    public void A_section_names_parts_and_options()
    {
        using var provider = Containers.Built(services => services.AddMemberValue(Containers.Configuration(Settings)));
        provider.Start();
        var rfm = provider.GetRequiredService<IOptions<RfmOptions>>().Value;
        Assert.Equal((RfmScaleMethod.Nested, 3, RfmMonetary.Margin, SegmentPreset.None), (rfm.Scale, rfm.Quantiles.RecencyLevels, rfm.Quantiles.Monetary, rfm.Segments));
        var lifecycle = provider.GetRequiredService<IOptions<LifecycleOptions>>().Value;
        Assert.Equal([new SilenceLimits(1, 2, 40, 100), new SilenceLimits(3, null, 60, 200)], lifecycle.Thresholds.Limits);
        var clv = provider.GetRequiredService<IOptions<ClvOptions>>().Value;
        Assert.Equal((PurchaseModel.ParetoNbd, double.PositiveInfinity, 0.1, 0.01, TimeUnit.Week), (clv.Model, clv.ValueHorizonDays, clv.AnnualDiscountRate, clv.Fit.Penalty, clv.Formula.Unit));
        var churn = provider.GetRequiredService<IOptions<ChurnOptions>>().Value;
        Assert.Equal((RiskCombination.Maximum, 0.8, 0.7, 1.5), (churn.Combination, churn.HighFrom, churn.Overdue![0].Weight, churn.Overdue[0].Rule.Gaps));
        Assert.Equal([("month", 30.0, 1.0), ("quarter", 90.0, 0.5)], churn.Silence!.Select(each => (each.Rule.Id, each.Rule.Days, each.Weight)));
        Assert.Equal(Text.Of("Silent for {value}.", "已{value}未购买。").With("de", "Seit {value} kein Kauf."), Text.Of(churn.Silence![1].Rule.Sentence!));
        Assert.Equal(0.3, churn.RfmLevel![0].Rule.Weights!.Frequency);
    }

    /// <summary>The pages show sections of appsettings.json.</summary>
    [Theory]
    [InlineData("clusters", "Clusters")]
    [InlineData("composite", "Composite")]
    [InlineData("clv", "Contribution")]
    [InlineData("segments", "RuleSegments")]
    public void The_section_that_a_page_shows_starts_a_host_that_assesses_with_it(string page, string part)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, $"docs/{page}.md")).ReplaceLineEndings("\n");
        var start = text.IndexOf("```json\n{\n  \"MemberValue\"", StringComparison.Ordinal) + "```json\n".Length;
        var json = text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
        using var provider = Containers.Built(services => services.AddMemberValue(Containers.Configuration(json), "MemberValue"));
        provider.Start();
        var holder = provider.GetRequiredService<MemberModelHolder>();
        var table = MemberLog.Read(Enumerable.Range(0, 60).Select(i => new Transaction<int>(i % 20, new DateOnly(2024, 1, 1).AddDays(i * 5), 10m + i))).Table();
        holder.Replace(holder.Fit(table));
        var member = holder.Assess(table)[0];
        Assert.Contains(member.Reasons, reason => reason.About == part switch
        {
            "Clusters" => "cluster",
            "Composite" => "composite",
            "Contribution" => "profit",
            _ => "rule segment",
        });
    }

    [Fact]
    public void The_parts_that_a_section_does_not_have_are_not_registered()
    {
        using var provider = Containers.Built(services => services.AddMemberValue("brand", Containers.Configuration("""{ "lifecycle": { "preset": "seasonal" }, "Churn": {} }""")));
        provider.Start();
        Assert.Null(provider.GetKeyedService<IRfmScorer>("brand"));
        Assert.NotNull(provider.GetKeyedService<ILifecycleClassifier>("brand"));
        var holder = provider.GetRequiredKeyedService<MemberModelHolder>("brand");
        Assert.Equal(StagePresets.Seasonal.Limits, Assert.IsType<ThresholdStageClassifier>(holder.Current.Classifier).Limits);
        Assert.Equal(["Churn: no rhythm has been fitted yet."], holder.Current.Missing.Select(text => text.English));
    }

    [Fact]
    public void A_preset_comes_before_single_thresholds_in_any_order()
    {
        using var provider = Containers.Built(services => services.AddMemberValue(
            Containers.Configuration("""{ "Lifecycle": { "Thresholds": { "LoyalPurchases": 9 }, "Preset": "Apparel" } }""")));
        var options = Assert.IsType<ThresholdStageClassifier>(provider.GetRequiredService<MemberModelHolder>().Current.Classifier).ToOptions();
        Assert.Equal((9, StagePresets.Apparel.FirstTimeDays), (options.LoyalPurchases, options.FirstTimeDays));
    }

    [Fact]
    public void A_list_takes_the_place_of_what_was_there()
    {
        var section = Containers.Configuration(Settings);
        using var provider = Containers.Built(services =>
        {
            services.AddMemberValue().AddChurn(options => options.Silence = [new(), new(), new()]);
            services.AddMemberValue(section);
            services.AddMemberValue(section);
        });
        provider.Start();
        Assert.Equal(2, provider.GetRequiredService<IOptions<ChurnOptions>>().Value.Silence!.Count);
        Assert.Equal(2, provider.GetRequiredService<IOptions<LifecycleOptions>>().Value.Thresholds.Limits!.Count);
    }

    [Theory]
    [InlineData("""{ "Rfmm": {} }""",
        "'Rfmm'; its parts are Rfm, Lifecycle, Clv, Churn, Clusters, Composite, Contribution and RuleSegments. 'Rfm' may be meant.")]
    [InlineData("""{ "Rfm": { "Scal": "Nested" } }""",
        "There is no option 'Scal' at 'Rfm:Scal'. 'Scale' may be meant. The options there are Scale, Quantiles,")]
    [InlineData("""{ "Rfm": { "Scale": "Nestd" } }""",
        "'Rfm' does not suit RfmOptions. 'Rfm:Scale' is 'Nestd'; it must be one of Quantiles, Thresholds, HighLow, Nested. 'Nested' may be meant.")]
    [InlineData("""{ "Rfm": { "Scale": "Threshold" } }""", "'Thresholds' may be meant.")]
    [InlineData("""{ "Rfm": { "Scale": "1" } }""", "'Rfm:Scale' is '1'; it must be one of Quantiles, Thresholds")]
    [InlineData("""{ "Rfm": {}, "Churn": { "RfmLevel": [ {}, { "Rule": { "Measure": "Recencies" } } ] } }""",
        "'Churn:RfmLevel:1:Rule:Measure' is 'Recencies'; it must be one of Recency, Frequency, Monetary, Sum, Weighted.")]
    [InlineData("""{ "Lifecycle": { "Thresholds": { "Limits": [ { "FromPurchase": 1 } ] } } }""", "'FromPurchases' may be meant.")]
    [InlineData("""{ "Rfm": { "Quantiles": { "RecencyLevels": "many" } } }""", "Rfm:Quantiles:RecencyLevels")]
    [InlineData("""{ "Rfm": { "Quantiles": { "RecencyLevels": 11 } } }""", "RfmQuantileOptions.RecencyLevels is 11; it must be 2 to 10.")]
    [InlineData("""{ "Lifecycle": { "Thresholds": { "Limits": [ { "FromPurchases": 1, "LostFromDays": 90 } ] } } }""", "DormantFromDays")]
    [InlineData("""{ "Lifecycle": { "Method": "Probability" } }""", "it needs a model of purchases: add Clv with a model")]
    [InlineData("""{ "Clv": { "AnnualDiscountRate": -1 } }""", "ClvOptions.AnnualDiscountRate is -1; it must be finite and 0 or more")]
    [InlineData("""{ "Clv": { "Formula": { "Unit": "fortnight" } } }""", "Formula:Unit is 'fortnight'; it must be one of hour, day, week, month, year.")]
    [InlineData("""{ "Churn": { "Silence": [ { "Rule": { "Dayz": 3 } } ] } }""", "no option 'Dayz' at 'Churn:Silence:0:Rule:Dayz'. 'Days' may be meant.")]
    [InlineData("""{ "Churn": { "Silence": [ { "Rule": { "Days": 0 } } ] } }""", "SilenceRuleOptions.Days is 0; it must be a finite number of days above 0.")]
    [InlineData("""{ "Churn": { "RfmLevel": [ {} ] } }""", "these rules need scores: add Rfm")]
    [InlineData("""{ "Clusters": { "KMeans": { "Clusters": 0 } } }""", "KMeansOptions.Clusters is 0; it must be 1 to 256.")]
    [InlineData("""{ "Composite": { "Weights": "Judgements" } }""", "CompositeOptions.Judgements is []; it must have one judgement per pair of criteria, 3.")]
    [InlineData("""{ "Composite": { "Weights": "Mean" } }""", "CompositeOptions.Weights is Mean; it must be Given, Equal,")]
    [InlineData("""{ "Contribution": { "Costs": [ { "Cost": 0.6, "Measure": "Net" } ] } }""", "CostLineOptions.Label is null; it must have a text in English.")]
    [InlineData("""{ "RuleSegments": { "Segments": [ { "Id": "a" } ], "Rules": [ { "Segment": "a", "When": [ { "Column": "age", "AtLeast": 18 } ] } ] } }""",
        "no rule holds for a member with age 17; add a rule, or give a Fallback")]
    [InlineData("""{ "RuleSegments": { "Rules": [ { "When": [ { "Colum": "age" } ] } ] } }""", "'Column' may be meant")]
    public void A_mistake_in_a_section_fails_the_start_with_its_name(string json, string message)
    {
        var error = Assert.ThrowsAny<Exception>(() =>
        {
            using var provider = Containers.Built(services => services.AddMemberValue(Containers.Configuration(json)));
            provider.Start();
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MemberVaule", "There is no configuration section 'MemberVaule', or there is nothing in it. 'MemberValue', which is there, may be meant.")]
    [InlineData("Shop:MemberValues",
        "There is no configuration section 'Shop:MemberValues', or there is nothing in it. 'MemberValue', which is there, may be meant.")]
    [InlineData("Else", "There is no configuration section 'Else', or there is nothing in it. (Parameter 'section')")]
    public void An_absent_section_is_an_error_that_names_it_and_a_near_one(string name, string message)
    {
        var configuration = Containers.Configuration("""{ "MemberValue": { "Rfm": {} }, "Shop": { "MemberValue": { "Rfm": {} } } }""");
        var services = new ServiceCollection();
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => services.AddMemberValue(configuration, name)).Message, StringComparison.Ordinal);
        var section = configuration.GetSection(name);
        var error = Assert.Throws<ArgumentException>(() => services.AddMemberValue(section));
        Assert.Contains($"There is no configuration section '{name}'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => services.AddMemberValue().AddChurn(section));
        Assert.Contains("without options, call AddChurn().", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => services.AddMemberValue("brand", section));
    }

    [Fact]
    public void A_section_by_its_name_is_that_section()
    {
        using var provider = Containers.Built(services => services.AddMemberValue(
            Containers.Configuration("""{ "Shop": { "MemberValue": { "Clv": { "MarginRate": 0.3 } } } }"""), "Shop:MemberValue"));
        Assert.Equal(0.3, provider.GetRequiredService<IOptions<ClvOptions>>().Value.MarginRate);
    }

    [Fact]
    public void A_first_start_without_stored_models_has_none_yet()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "models.json");
        foreach (var open in new Func<IServiceProvider, Stream?>[] { _ => null, _ => File.OpenRead(path) })
        {
            using var provider = Containers.Built(services => services.AddMemberValue().AddRfm().UseModels(open));
            provider.Start();
            var holder = provider.GetRequiredService<MemberModelHolder>();
            Assert.Equal((HeldModels.NoneYet, 0), (holder.State, holder.Models.Names.Count));
            Assert.Equal(["Rfm: no scale has been fitted yet."], holder.Current.Missing.Select(text => text.English));
            holder.Replace(MemberModels.None);
            Assert.Equal(HeldModels.Replaced, holder.State);
        }

        using var stored = Containers.Built(services => services.AddMemberValue().AddRfm().UseModels(MemberModels.None));
        Assert.Equal(HeldModels.FromStart, stored.GetRequiredService<MemberModelHolder>().State);
        using var without = Containers.Built(services => services.AddMemberValue().AddRfm());
        Assert.Equal(HeldModels.NoneYet, without.GetRequiredService<MemberModelHolder>().State);
        using var damaged = Containers.Built(services => services.AddMemberValue().AddRfm().UseModels(_ => new MemoryStream([1, 2])));
        Assert.Throws<FormatException>(damaged.GetRequiredService<MemberModelHolder>);
    }

    [Fact]
    public void A_keyed_mistake_names_its_key()
    {
        using var provider = Containers.Built(services => services.AddMemberValue("brand").AddClv(options => options.MarginRate = 2));
        Assert.Contains("brand: ClvOptions.MarginRate is 2", Assert.Throws<OptionsValidationException>(provider.Start).Message, StringComparison.Ordinal);
    }

    /// <summary>Every option there is: a property that the generated code leaves out is a setting that a host writes in vain.</summary>
    [Theory]
    [MemberData(nameof(PartTests.Names), MemberType = typeof(PartTests))]
    public void Every_option_can_be_bound(string part)
    {
        var type = AssessmentParts.All.Single(each => each.Name == part).OptionsType;
        var expected = new Dictionary<string, string>();
        Describe(type, Activator.CreateInstance(type)!, "", expected);
        Assert.True(expected.Count >= 4);
        foreach (var (path, value) in expected)
        {
            var section = new ConfigurationBuilder().AddInMemoryCollection([new($"Shop:{part}:{path}", value)]).Build();
            using var provider = Containers.Built(services => services.AddMemberValue(section.GetSection("Shop")));
            var options = typeof(IOptions<>).MakeGenericType(type);
            var bound = options.GetProperty(nameof(IOptions<object>.Value))!.GetValue(provider.GetRequiredService(options));
            Assert.True(Read(bound, path.Split(':')) == value, $"{type.Name}: {path} was set to {value} and is {Read(bound, path.Split(':'))}");
        }
    }

    /// <summary>A value for each option that is not the default one.</summary>
    private static void Describe(Type type, object options, string path, Dictionary<string, string> found)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }))
        {
            var name = path + property.Name;
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (kind == typeof(RfmWeights))
                continue; // all of it or nothing: tested above
            if (kind == typeof(IReadOnlyDictionary<string, string>))
                found[name + ":zh"] = "中文";
            else if (typeof(IEnumerable).IsAssignableFrom(kind) && kind != typeof(string))
                Item(kind.GetGenericArguments()[0], name + ":0", found);
            else if (kind.IsClass && kind != typeof(string))
                Describe(kind, property.GetValue(options) ?? Activator.CreateInstance(kind)!, name + ":", found);
            else
                found[name] = Other(kind, property.GetValue(options));
        }
    }

    private static void Item(Type type, string path, Dictionary<string, string> found)
    {
        if (type == typeof(SilenceLimits))
            found[path + ":FromPurchases"] = "5";
        else if (type.IsClass && type != typeof(string))
            Describe(type, Activator.CreateInstance(type)!, path + ":", found);
        else
            found[path] = "3";
    }

    private static string Other(Type kind, object? value) => kind switch
    {
        _ when kind.IsEnum => Enum.GetNames(kind).First(name => !Enum.Parse(kind, name).Equals(value)),
        _ when kind == typeof(bool) => (!((bool?)value ?? false)).ToString(),
        _ when kind == typeof(string) => "another",
        _ when kind == typeof(TimeUnit) => ((TimeUnit)value!).Equals(TimeUnit.Year) ? "week" : "year",
        _ when kind == typeof(double) => (Convert.ToDouble(value ?? 0.0, CultureInfo.InvariantCulture) + 0.25).ToString(CultureInfo.InvariantCulture),
        _ => (Convert.ToInt32(value ?? 0, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture),
    };

    private static string? Read(object? options, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            options = options is IReadOnlyDictionary<string, string> languages ? languages[name]
                : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? ((IEnumerable)options!).Cast<object>().ElementAt(index)
                : options!.GetType().GetProperty(name)!.GetValue(options);
        }

        return options is TimeUnit unit ? unit.Name : Convert.ToString(options, CultureInfo.InvariantCulture);
    }
}
