using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Assessment;
using MemberValue.Tests.Conventions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberValue.Tests.DependencyInjection;

/// <summary>The examples of docs/embedding.md.</summary>
public class EmbeddingGuideTests
{
    private readonly ServiceCollection services = new();
    private readonly MemberTable<string> table = Base(new DateTime(2024, 6, 30)).Build();

    [Fact]
    public async Task In_short()
    {
        // example: embedding-short
        services.AddMemberValue()
            .AddRfm()
            .AddLifecycle(options => options.Preset = StagePreset.Apparel)
            .AddClv(options => options.AnnualDiscountRate = 0.15)
            .AddChurn();

        await using var provider = services.BuildServiceProvider();
        var holder = provider.GetRequiredService<MemberModelHolder>();
        holder.Replace(holder.Fit(table)); // at night: learn from all members

        var valuator = provider.GetRequiredService<IMemberValuator>();
        MemberAssessments<string> all = valuator.Assess(table); // all members, one column per quantity
        MemberAssessment ann = all["ann"]; // one member, with the reasons
        // example end
        provider.Start();
        Assert.Empty(ann.Missing);
        Assert.True(ann is { Score: not null, Segment: not null, Stage: not null, ProbabilityAlive: > 0, ProbabilityOfPurchase: > 0, ExpectedPurchases: > 0, Value: > 0, Risk: not null, Action: not null });
        Assert.Equal(90, ann.PurchaseHorizonDays);
    }

    [Fact]
    public void The_settings_of_the_page_are_bound()
    {
        IConfiguration configuration = Settings();
        // example: embedding-configuration
        services.AddMemberValue(configuration, "MemberValue");
        // example end
        using var provider = services.BuildServiceProvider();
        provider.Start();
        var holder = provider.GetRequiredService<MemberModelHolder>();
        holder.Replace(holder.Fit(table));
        Assert.Equal(["long-silent", "overdue", "probability"], holder.Current.Assessor!.Rules.Select(rule => rule.Rule.Id));
        Assert.Equal(6, Assert.IsType<ThresholdStageClassifier>(holder.Current.Classifier).ToOptions().LoyalPurchases);
    }

    [Fact]
    public async Task At_night()
    {
        var (saved, logged) = ("", 0);
        var holder = new MemberModelHolder(new MemberValuatorOptions { Rfm = new RfmOptions(), Clv = new ClvOptions() });
        // example: embedding-night
        MemberModels models = holder.Fit(table);
        if (models.IsUsable)
        {
            await SaveAsync(models.ToJson()); // some kilobytes, with unit, origin and fit reports
            holder.Replace(models);
        }
        else
        {
            Log(models.Warnings); // and continue with yesterday's models
        }

        MemberAssessments<string> tonight = holder.Assess(table);
        // example end
        Assert.Equal(models.ToJson(), saved);
        Assert.Equal(0, logged);
        Assert.Empty(tonight.Missing);

        Task SaveAsync(string json)
        {
            saved = json;
            return Task.CompletedTask;
        }

        void Log(IReadOnlyList<Text> warnings) => logged += warnings.Count;
    }

    [Fact]
    public void From_a_stream()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var configuration = Settings();
        try
        {
            using (var written = new ServiceCollection().AddMemberValue(configuration, "MemberValue").Services.BuildServiceProvider())
                File.WriteAllText(path, written.GetRequiredService<MemberModelHolder>().Fit(table).ToJson());
            // example: embedding-stream
            services.AddMemberValue(configuration, "MemberValue")
                .UseModels(provider => File.OpenRead(path)); // opened when the holder is first asked for, then closed
            // example end
            using var provider = services.BuildServiceProvider();
            Assert.Empty(provider.GetRequiredService<IMemberValuator>().Assess(table).Missing);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_earlier_snapshot()
    {
        var holder = new MemberModelHolder(new MemberValuatorOptions { Rfm = new RfmOptions(), Churn = new ChurnOptions { RfmFall = [new()], Overdue = [new()] } });
        holder.Replace(holder.Fit(table));
        var lastMonth = Base(new DateTime(2024, 5, 31)).Build();
        var complaints = new int[table.Count];
        // example: embedding-earlier
        MemberAssessments<string> then = holder.Assess(lastMonth);
        MemberTable<string> known = table
            .With(new MemberColumn<int>("complaints"), complaints) // anything else that your rules use
            .WithEarlier(then.Table);
        MemberAssessments<string> now = holder.Assess(known);
        // example end
        Assert.True(now.Table.Columns.HasEarlier && now.Table.Has(RfmColumns.Score) && then.Table.Has(RfmColumns.Score));
        Assert.True(now.Table.Columns.TryGetKey("complaints", out _));
    }

    [Fact]
    public void At_an_event()
    {
        var builder = Base(new DateTime(2024, 6, 30));
        var state = builder.StateOf("ann")!;
        var rules = LogRules.From(new MemberTableOptions { WindowFirst = new DateTime(2023, 1, 1) });
        var today = new DateOnly(2024, 7, 2);
        var order = (Time: new DateTime(2024, 7, 2, 9, 30, 0), Amount: 80m);
        var valuator = new MemberModelHolder(new MemberValuatorOptions { Rfm = new RfmOptions(), Clv = new ClvOptions(), Churn = new ChurnOptions { Silence = [new() { Rule = { Days = 1 } }] } });
        valuator.Replace(valuator.Fit(table));
        // example: embedding-event
        state = state.With(new Transaction<string>("ann", order.Time, order.Amount), rules);
        MemberAssessment now = valuator.Assess(state, today);
        // example end
        var before = Base(new DateTime(2024, 6, 30)).StateOf("ann")!;
        var holder = valuator;
        // example: embedding-alarm
        MemberValuator current = holder.Current;
        var warning = new EarlyWarning(current.Assessor!);
        MemberWarning change = warning.Compare(current.WithResults(before.AsOf(today)), current.WithResults(state.AsOf(today)), now.Value ?? double.NaN, isAlarmed: true);
        // example end
        Assert.True(change.Before!.Value.Value > change.Now.Value && change.Now.Value == now.Risk!.Risk.Value);
        Assert.Equal(change.Now.Value * now.Value, change.ValueAtRisk);
        var later = Base(today.ToDateTime(TimeOnly.MinValue));
        later.Add(new Transaction<string>("ann", order.Time, order.Amount));
        Assert.Equal(valuator.Assess(later.Build())["ann"].Text.English, now.Text.English);
    }

    [Fact]
    public async Task Two_brands()
    {
        // example: embedding-brands
        services.AddMemberValue("fashion").AddRfm().AddLifecycle(options => options.Preset = StagePreset.Apparel);
        services.AddMemberValue("home").AddRfm().AddLifecycle(options => options.Preset = StagePreset.Durables);

        await using var provider = services.BuildServiceProvider();
        var fashion = provider.GetRequiredKeyedService<IMemberValuator>("fashion");
        var home = provider.GetRequiredKeyedService<MemberModelHolder>("home"); // each brand has its own models
        // example end
        provider.Start();
        Assert.NotSame(fashion, home);
        Assert.NotEqual(fashion.Assess(table["ann"]).StageReason!.Text.English, home.Assess(table["ann"]).StageReason!.Text.English);
    }

    [Fact]
    public void Without_a_container()
    {
        // example: embedding-plain
        var options = new MemberValuatorOptions { Rfm = new RfmOptions(), Clv = new ClvOptions(), Churn = new ChurnOptions() };
        MemberValuator valuator = MemberValuator.Create(options, MemberModels.Fit(table, options));
        double? value = valuator.Assess(table)["ann"].Value;
        // example end
        Assert.True(value > 0);
    }

    /// <summary>The one JSON block of the page.</summary>
    private static IConfigurationRoot Settings()
    {
        var lines = Repository.Lines("docs/embedding.md").SkipWhile(line => line != "```json").Skip(1).TakeWhile(line => line != "```");
        return Containers.Configuration(string.Join('\n', lines));
    }

    private static MemberTableBuilder<string> Base(DateTime last)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { WindowFirst = new DateTime(2023, 1, 1), WindowLast = last });
        var random = new Random(7);
        foreach (var member in Enumerable.Range(0, 300).Select(number => FormattableString.Invariant($"m{number}")).Prepend("ann"))
        {
            var (day, gap, leaves) = (random.Next(400), 20 + random.Next(60), random.Next(100, 900));
            for (; day < Math.Min(546, leaves); day += 1 + random.Next(2 * gap))
                builder.Add(new Transaction<string>(member, new DateTime(2023, 1, 1).AddDays(day), 10 + random.Next(90)));
        }

        return builder;
    }
}
