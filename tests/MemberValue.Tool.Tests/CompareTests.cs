using MemberValue.Assessment;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Reading;

namespace MemberValue.Tool.Tests;

/// <summary>Models kept between two files, and moves between two dates.</summary>
public class CompareTests
{
    [Fact]
    public async Task Fitted_models_applied_to_the_same_file_give_the_scores_and_the_report_bit_for_bit()
    {
        using var folder = new TestFolder();
        await Done("fit", ToolRun.Bundled, "-o", folder["models.json"]);
        await Done("score", ToolRun.Bundled, "-o", folder["scores.csv"]);
        await Done("apply", folder["models.json"], ToolRun.Bundled, "-o", folder["applied.csv"]);
        Assert.Equal(await File.ReadAllBytesAsync(folder["scores.csv"]), await File.ReadAllBytesAsync(folder["applied.csv"]));

        await Done("report", ToolRun.Bundled, "-o", folder["report.html"]);
        await Done("apply", folder["models.json"], ToolRun.Bundled, "-o", folder["applied.html"]);
        Assert.Equal(await File.ReadAllTextAsync(folder["report.html"]), await File.ReadAllTextAsync(folder["applied.html"]));
    }

    [Fact]
    public async Task Models_of_an_earlier_day_value_a_later_one_by_the_same_lines()
    {
        using var folder = new TestFolder();
        await Done("fit", ToolRun.Bundled, "-o", folder["models.json"], "--as-of", "2011-06-30");
        var run = await Done("apply", folder["models.json"], ToolRun.Bundled, "-o", folder["scores.csv"], "--horizon", "90");
        Assert.Contains(", as of 2011-06-30.\n", run.Out, StringComparison.Ordinal);
        var scores = Scores.Read(folder["scores.csv"]);

        var (log, _) = OrderReader.Read(new InputSettings { Files = [ToolRun.Bundled] }, () => Stream.Null, null, CancellationToken.None);
        var options = new ModelSettings { HorizonDays = 90 }.ToOptions();
        var models = MemberModels.Fit(log.Table(new DateOnly(2011, 6, 30)), options);
        foreach (var (key, member) in MemberValuator.Create(options, models).Assess(log.Table()))
        {
            Assert.Equal(member.Score is { IsScored: true } score ? score.ToString() : "", scores[key, "score"]);
            Assert.Equal(member.Value is { } value && double.IsFinite(value) ? FormattableString.Invariant($"{value:R}") : "", scores[key, "value"]);
        }
    }

    [Fact]
    public async Task Moves_between_two_days_are_the_librarys_own()
    {
        using var folder = new TestFolder();
        var run = await Done("compare", ToolRun.Bundled, "--from", "2011-06-30", "-o", folder["moves.csv"]);
        Assert.Contains("From 2011-06-30 to 2011-12-09, by the models of the later day\n", run.Out, StringComparison.Ordinal);

        var (log, _) = OrderReader.Read(new InputSettings { Files = [ToolRun.Bundled] }, () => Stream.Null, null, CancellationToken.None);
        var (then, now) = (log.Table(new DateOnly(2011, 6, 30)), log.Table());
        var options = new ModelSettings().ToOptions();
        var valuator = MemberValuator.Create(options, MemberModels.Fit(now, options));
        var (before, after) = (valuator.Assess(then), valuator.Assess(now));
        var moves = LabelMigration.Between(LifecycleStages.All, before.Stages!, after.Stages!);
        var file = Scores.Read(folder["moves.csv"]);
        Assert.Equal(now.Count, file.Members.Count);
        foreach (var from in LifecycleStages.All)
        {
            foreach (var to in LifecycleStages.All)
            {
                Assert.Equal(moves.Count(from, to), file.Members.LongCount(member =>
                    file[member, "stageThen"] == LifecycleStages.NameOf(from).English && file[member, "stageNow"] == LifecycleStages.NameOf(to).English));
            }
        }

        Assert.Equal(now.Count - then.Count, file.Members.Count(member => file[member, "stageThen"].Length == 0));
        Assert.Matches($@"members +{then.Count:N0} +{now.Count:N0} +\+{now.Count - then.Count:N0}\n", run.Out);
    }

    [Fact]
    public async Task An_earlier_export_and_a_later_one_are_compared()
    {
        using var folder = new TestFolder();
        var lines = await File.ReadAllLinesAsync(ToolRun.Bundled);
        var until = Array.FindIndex(lines, line => line.Contains(",2011-07-", StringComparison.Ordinal));
        var earlier = folder.File("earlier.csv", string.Join('\n', lines[..until]));
        var two = await Done("compare", ToolRun.Bundled, "--earlier", earlier, "-o", folder["two.csv"]);
        await Done("compare", ToolRun.Bundled, "--from", "2011-06-30", "-o", folder["one.csv"]);
        Assert.Equal(await File.ReadAllTextAsync(folder["one.csv"]), await File.ReadAllTextAsync(folder["two.csv"]));
        Assert.Contains("Segments", two.Out, StringComparison.Ordinal);

        var swapped = await ToolRun.Of("compare", earlier, "--earlier", ToolRun.Bundled);
        Assert.Equal((2, "The earlier export ends on 2011-12-09 and the later one on 2011-06-30: swap them.\n"), (swapped.Code, swapped.Error));
    }

    [Theory]
    [InlineData("", "Say what to compare with: --from DATE or --earlier FILE, one of them.\n")]
    [InlineData("--from 2011-06-30 --earlier x.csv", "Say what to compare with: --from DATE or --earlier FILE, one of them.\n")]
    [InlineData("--from 2012-01-01", "--from is 2012-01-01; it must lie before 2011-12-09, the later day.\n")]
    [InlineData("--from 2009-01-01", "--from is 2009-01-01, and no row is as early as that.\n")]
    [InlineData("--from June", "--from is 'June'; it must be a day such as 2024-12-31.\n")]
    public async Task What_is_compared_must_be_said(string options, string message)
    {
        var run = await ToolRun.Of(["compare", ToolRun.Bundled, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, message), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("member,score")]
    public async Task A_file_without_models_is_an_error(string text)
    {
        using var folder = new TestFolder();
        var file = folder.File("models.json", text);
        var run = await ToolRun.Of("apply", file, ToolRun.Bundled, "-o", folder["scores.csv"]);
        Assert.Equal(2, run.Code);
        Assert.StartsWith($"{file} holds no models that fit wrote: ", run.Error, StringComparison.Ordinal);
        Assert.Equal($"There is no file {folder["none.json"]}.\n", (await ToolRun.Of("apply", folder["none.json"], ToolRun.Bundled)).Error);
    }

    [Fact]
    public async Task One_member_is_explained_in_the_librarys_sentences()
    {
        var (log, _) = OrderReader.Read(new InputSettings { Files = [ToolRun.Bundled] }, () => Stream.Null, null, CancellationToken.None);
        var (table, options) = (log.Table(), new ModelSettings().ToOptions());
        var member = MemberValuator.Create(options, MemberModels.Fit(table, options)).Assess(table)["17850"];
        var english = await ToolRun.Of("explain", ToolRun.Bundled, "--member", "17850");
        var chinese = await ToolRun.Of("explain", ToolRun.Bundled, "--member", " 17850 ", "--lang", "zh");
        Assert.Equal((0, 0), (english.Code, chinese.Code));
        Assert.NotEmpty(member.Reasons);
        foreach (var reason in member.Reasons)
        {
            Assert.Contains(reason.Text.English + "\n", english.Out, StringComparison.Ordinal);
            Assert.Contains(reason.Text.Chinese + "\n", chinese.Out, StringComparison.Ordinal);
        }

        Assert.Contains("net 5,288.63 GBP.\n", english.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_is_not_there_is_an_error_that_names_the_nearest()
    {
        var run = await ToolRun.Of("explain", ToolRun.Export("woo_tiny"), "--member", "k1@shop.invalid");
        Assert.Equal((2, "There is no member 'k1@shop.invalid' among 2. Did you mean 'k01@shop.invalid'?\n"), (run.Code, run.Error));
        var lacking = await ToolRun.Of("explain", ToolRun.Export("woo_tiny"));
        Assert.Equal((2, true), (lacking.Code, lacking.Error.StartsWith("Option '--member' is required.", StringComparison.Ordinal)));
    }

    private static async Task<ToolRun> Done(params string[] args)
    {
        var run = await ToolRun.Of(args);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run;
    }
}
