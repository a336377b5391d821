using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.Tests.Assessment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberValue.Tests.DependencyInjection;

public class RegistrationTests
{
    private static readonly Lazy<MemberModels> Models = new(() => MemberModels.Fit(Shop.Table, Shop.Everything()));

    [Fact]
    public void Everything_registered_can_be_built_and_resolved()
    {
        using var provider = Containers.Built(services =>
        {
            services.AddMemberValue().AddEverything().UseModels(Models.Value);
            services.AddMemberValue("brand").AddEverything().UseModels(Models.Value);
        });
        provider.Start();
        using var scope = provider.CreateScope();
        foreach (var type in new[] { typeof(MemberModelHolder), typeof(IMemberValuator), typeof(IRfmScorer), typeof(ILifecycleClassifier), typeof(IClvCalculator), typeof(IAttritionModel) })
        {
            Assert.NotNull(provider.GetRequiredService(type));
            Assert.Same(provider.GetRequiredService(type), scope.ServiceProvider.GetRequiredService(type));
            Assert.NotNull(provider.GetRequiredKeyedService(type, "brand"));
            Assert.NotSame(provider.GetRequiredService(type), provider.GetRequiredKeyedService(type, "brand"));
        }

        Assert.Same(provider.GetRequiredService<MemberModelHolder>(), provider.GetRequiredService<IMemberValuator>());
    }

    [Fact]
    public void The_registered_services_are_these()
    {
        var services = new ServiceCollection();
        services.AddMemberValue().AddEverything().UseModels(Models.Value).UseSegments(SegmentMaps.TenCells).UsePlaybook(Playbook.Default);
        var ours = services.Where(descriptor => descriptor.ServiceType.Assembly == typeof(MemberColumns).Assembly).Select(Line).ToList();
        Assert.Equal(
            [
                "Singleton Assessment.MemberModelHolder",
                "Singleton Assessment.IMemberValuator",
                "Singleton Rfm.IRfmScorer",
                "Singleton Lifecycle.ILifecycleClassifier",
                "Singleton Clv.IAttritionModel",
                "Singleton Clv.IClvCalculator",
                "Singleton Rfm.SegmentMap",
                "Singleton Playbooks.Playbook",
            ],
            ours);
        Assert.Single(services, descriptor => descriptor.ServiceType == typeof(IValidateOptions<>).MakeGenericType(Parts()));

        static string Line(ServiceDescriptor descriptor) => $"{descriptor.Lifetime} {descriptor.ServiceType.FullName!["MemberValue.".Length..]}";
    }

    [Fact]
    public void To_add_twice_is_to_add_once()
    {
        var once = new ServiceCollection();
        Add(once);
        var twice = new ServiceCollection();
        Add(twice);
        Add(twice);
        Assert.Equal(Services(once), Services(twice));
        using var provider = twice.BuildServiceProvider();
        provider.Start();
        using var single = once.BuildServiceProvider();
        Assert.Equal(
            single.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]).Text.English, provider.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]).Text.English);

        static void Add(IServiceCollection services)
        {
            services.AddMemberValue().AddEverything().UseModels(Models.Value);
            services.AddMemberValue(Containers.Configuration("""{ "Churn": { "Silence": [ { "Weight": 0.5, "Rule": { "Days": 45 } } ] } }"""));
            services.AddMemberValue("brand").AddRfm();
        }

        static List<string> Services(ServiceCollection services) => services
            .Where(descriptor => descriptor.ServiceType.Assembly == typeof(MemberColumns).Assembly)
            .Select(descriptor => $"{descriptor.ServiceType} {descriptor.ServiceKey}").ToList();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hosts_own_services_win_before_and_after(bool before)
    {
        using var provider = Containers.Built(services =>
        {
            if (before)
                Own(services);
            services.AddMemberValue().AddRfm(options => options.Segments = SegmentPreset.None).AddLifecycle().AddClv();
            if (!before)
                Own(services);
        });
        provider.Start();
        var all = provider.GetRequiredService<IMemberValuator>().Assess(Shop.Table);
        Assert.Empty(all.Missing);
        Assert.All(all.Scores!.Values.ToArray(), score => Assert.False(score.IsScored));
        Assert.All(all.Stages!.Values.ToArray(), stage => Assert.Equal(LifecycleStage.Lost, stage));
        Assert.All(all.ProbabilityAlive!.Values.ToArray(), alive => Assert.Equal(0.25, alive));
        Assert.All(all.Values!.Values.ToArray(), value => Assert.Equal(7, value));
        Assert.Equal("own", all["12347"].Action!.Action.Id);

        static void Own(IServiceCollection services)
        {
            services.AddSingleton<IRfmScorer, NoScores>();
            services.AddSingleton<ILifecycleClassifier, AllLost>();
            services.AddSingleton<IAttritionModel, Quarter>();
            services.AddSingleton<IClvCalculator, Seven>();
            services.AddSingleton(Playbook.Create(new PlaybookOptions
            {
                Actions = [new PlaybookAction { Id = "own", Action = Text.Of("a"), Channel = Text.Of("b"), Aim = Text.Of("c") }],
                Rules = [new PlaybookRule { Action = "own" }],
            }));
        }
    }

    [Fact]
    public void A_hosts_own_segment_map_names_the_segments()
    {
        var own = SegmentMap.FromJson(SegmentMaps.ValueTiers.ToJson());
        using var provider = Containers.Built(services =>
        {
            services.AddSingleton(own);
            services.AddMemberValue().AddRfm().UseModels(Models.Value);
        });
        Assert.Same(own, provider.GetRequiredService<MemberModelHolder>().Current.Segments);
    }

    [Fact]
    public void Each_part_is_usable_alone()
    {
        using var rfm = Containers.Built(services => services.AddMemberValue().AddRfm().UseModels(Models.Value));
        using var lifecycle = Containers.Built(services => services.AddMemberValue().AddLifecycle());
        using var clv = Containers.Built(services => services.AddMemberValue().AddClv().UseModels(Models.Value));
        using var churn = Containers.Built(services => services.AddMemberValue().AddChurn().UseModels(Models.Value));
        using var none = Containers.Built(services => services.AddMemberValue());
        foreach (var provider in new[] { rfm, lifecycle, clv, churn, none })
            provider.Start();
        Assert.True(rfm.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]) is { Score: not null, Stage: null, Value: null, Risk: null });
        Assert.True(lifecycle.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]) is { Score: null, Stage: not null, Value: null, Risk: null });
        Assert.True(clv.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]) is { Score: null, Stage: null, Value: not null, Risk: null });
        Assert.True(churn.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]) is { Score: null, Stage: null, Value: null, Risk: not null });
        Assert.True(none.GetRequiredService<IMemberValuator>().Assess(Shop.Table["12347"]) is { Score: null, Stage: null, Value: null, Risk: null });
        Assert.Null(rfm.GetService<IClvCalculator>());
        Assert.Null(none.GetService<IRfmScorer>());
    }

    [Fact]
    public void Two_brands_have_two_configurations()
    {
        using var provider = Containers.Built(services =>
        {
            services.AddMemberValue("red").AddLifecycle(options => options.Preset = StagePreset.FastMovingGoods);
            services.AddMemberValue("blue").AddLifecycle(options => options.Preset = StagePreset.Durables).AddChurn();
        });
        provider.Start();
        var red = provider.GetRequiredKeyedService<IMemberValuator>("red").Assess(Shop.Table);
        var blue = provider.GetRequiredKeyedService<IMemberValuator>("blue").Assess(Shop.Table);
        Assert.Equal(new ThresholdStageClassifier(StagePresets.FastMovingGoods).Classify(Shop.Table).Values.ToArray(), red.Stages!.Values.ToArray());
        Assert.Equal(new ThresholdStageClassifier(StagePresets.Durables).Classify(Shop.Table).Values.ToArray(), blue.Stages!.Values.ToArray());
        Assert.Empty(red.Missing);
        Assert.NotEmpty(blue.Missing);
        Assert.Null(provider.GetService<IMemberValuator>());
        var stages = new LifecycleStage[Shop.Table.Count];
        provider.GetRequiredKeyedService<ILifecycleClassifier>("blue").Classify(Shop.Table.Columns, stages);
        Assert.Equal(blue.Stages.Values.ToArray(), stages);
        provider.GetRequiredKeyedService<MemberModelHolder>("blue").Replace(Models.Value);
        Assert.Empty(provider.GetRequiredKeyedService<IMemberValuator>("blue").Assess(Shop.Table).Missing);
    }

    [Fact]
    public void The_small_services_follow_the_models()
    {
        using var provider = Containers.Built(services => services.AddMemberValue().AddEverything());
        var table = Shop.Table;
        var scorer = provider.GetRequiredService<IRfmScorer>();
        var error = Assert.Throws<InvalidOperationException>(() => scorer.Score(table));
        Assert.Contains("Rfm: no scale has been fitted yet.", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<ILifecycleClassifier>().Classify(table));
        Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IClvCalculator>().Calculate(table));
        Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IAttritionModel>().Name);

        var holder = provider.GetRequiredService<MemberModelHolder>();
        holder.Replace(holder.Fit(table));
        var all = holder.Assess(table);
        Assert.Equal(all.Scores!.Values.ToArray(), scorer.Score(table).Values.ToArray());
        Assert.Equal(all.Stages!.Values.ToArray(), provider.GetRequiredService<ILifecycleClassifier>().Classify(table).Values.ToArray());
        Assert.Equal(all.Values!.Values.ToArray(), provider.GetRequiredService<IClvCalculator>().Calculate(table).Values.ToArray());
        var model = provider.GetRequiredService<IAttritionModel>();
        Assert.Equal(("MBG/NBD", TimeUnit.Week, scorer.Levels), (model.Name, model.Unit, RfmLevels.Of(5)));
        var alive = new double[table.Count];
        model.ProbabilityAlive(table.In(TimeUnit.Week), alive);
        Assert.Equal(all.ProbabilityAlive!.Values.ToArray(), alive);
        model.ProbabilityOfPurchase(table.In(TimeUnit.Week), 90 / 7.0, alive);
        Assert.Equal(all.ProbabilityOfPurchase!.Values.ToArray(), alive);
        model.ExpectedPurchases(table.In(TimeUnit.Week), 90 / 7.0, alive);
        Assert.Equal(all.ExpectedPurchases!.Values.ToArray(), alive);
    }

    [Fact]
    public void Models_come_from_a_stream_that_is_opened_once_and_closed()
    {
        var opened = 0;
        var stream = new MemoryStream();
        Models.Value.ToJson(stream);
        stream.Position = 0;
        using var provider = Containers.Built(services => services.AddMemberValue().AddEverything().UseModels(_ =>
        {
            opened++;
            return stream;
        }));
        Assert.Equal(0, opened);
        Assert.Equal(Models.Value.ToJson(), provider.GetRequiredService<MemberModelHolder>().Models.ToJson());
        _ = provider.GetRequiredService<IMemberValuator>();
        Assert.Equal(1, opened);
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Rules_of_your_own_can_be_made_by_the_container()
    {
        using var provider = Containers.Built(services =>
        {
            services.AddSingleton<IChurnRule>(new ColumnRule(new ColumnRuleOptions { Column = "complaints", AtLeast = 1 }));
            services.AddMemberValue().AddChurn((options, provider) =>
                options.UseOwnRules(provider.GetServices<IChurnRule>().Select(rule => new WeightedRule(rule, 0.5)).ToArray()));
        });
        provider.Start();
        var known = Shop.Table["12347"].With(new MemberColumn<int>("complaints"), 3);
        var assessment = provider.GetRequiredService<IMemberValuator>().Assess(known);
        Assert.Equal(0.5, assessment.Risk!.Risk.Value);
    }

    [Fact]
    public void Wrong_calls_say_what_is_wrong()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentNullException>(() => ((IServiceCollection)null!).AddMemberValue());
        Assert.Throws<ArgumentException>(() => services.AddMemberValue(" "));
        var builder = services.AddMemberValue();
        Assert.Throws<ArgumentNullException>(() => builder.UseModels((MemberModels)null!));
        Assert.Throws<ArgumentNullException>(() => builder.UseSegments(null!));
        Assert.Throws<ArgumentNullException>(() => builder.UsePlaybook(null!));
        Assert.Throws<ArgumentNullException>(() => builder.AddChurn((Action<ChurnOptions, IServiceProvider>)null!));
    }

    private static Type Parts() => typeof(MemberColumns).Assembly.GetType("Microsoft.Extensions.DependencyInjection.MemberValueParts")!;

    private sealed class NoScores : IRfmScorer
    {
        public RfmLevels Levels => RfmLevels.Of(4);

        public void Score(MemberColumns columns, Span<RfmScore> destination) => destination[..columns.Count].Fill(RfmScore.Unscored);
    }

    private sealed class AllLost : ILifecycleClassifier
    {
        public void Classify(MemberColumns columns, Span<LifecycleStage> destination) => destination[..columns.Count].Fill(LifecycleStage.Lost);
    }

    private sealed class Quarter : IAttritionModel
    {
        public string Name => "quarter";

        public TimeUnit Unit => TimeUnit.Day;

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => destination[..members.Count].Fill(0.25);

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) => destination[..members.Count].Fill(0.25);

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => destination[..members.Count].Fill(0.25);
    }

    private sealed class Seven : IClvCalculator
    {
        public void Calculate(MemberColumns columns, Span<double> destination) => destination[..columns.Count].Fill(7);
    }
}
