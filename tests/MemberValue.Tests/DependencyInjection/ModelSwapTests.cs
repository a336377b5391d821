using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Assessment;
using MemberValue.Tests.Members;
using Microsoft.Extensions.DependencyInjection;

namespace MemberValue.Tests.DependencyInjection;

public class ModelSwapTests
{
    /// <summary>Eight threads read while the models are replaced a thousand times: scale, model and rhythm of a result are always of one set.</summary>
    [Fact]
    public async Task Readers_see_the_old_models_or_the_new_ones_and_never_half()
    {
        var first = MemberModels.Fit(Shop.Table, Shop.Everything());
        var second = first.With(RfmScale.FitQuantiles(Small().Columns))
            .With(new MbgNbdModel(new BetaGeometricParameters(0.5, 6, 0.8, 2), TimeUnit.Week))
            .With(PurchaseRhythm.Of(400, 1));
        using var provider = Containers.Built(services => services.AddMemberValue().AddEverything().UseModels(first));
        provider.Start();
        var holder = provider.GetRequiredService<MemberModelHolder>();
        var valuator = provider.GetRequiredService<IMemberValuator>();
        var row = Shop.Table["17850"]; // bought often, and then no more: every part of the assessment depends on the models
        var small = Small();
        (string, double, double) Seen(MemberAssessment member) => (member.Score.ToString()!, member.ProbabilityAlive!.Value, member.Risk!.Risk.Value);
        (double, double) SeenOf(MemberAssessments<string> all) => (all.ProbabilityAlive!.Values[0], all.Churn!.Risks.Values[0].Value);

        var old = (Seen(valuator.Assess(row)), SeenOf(valuator.Assess(small)), valuator.Assess(row).Text.English);
        holder.Replace(second);
        var next = (Seen(valuator.Assess(row)), SeenOf(valuator.Assess(small)), valuator.Assess(row).Text.English);
        Assert.NotEqual(old.Item1.Item1, next.Item1.Item1);
        Assert.NotEqual(old.Item1.Item2, next.Item1.Item2);
        Assert.NotEqual(old.Item1.Item3, next.Item1.Item3);
        Assert.NotEqual(old.Item2, next.Item2);

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var (olds, news) = (0, 0);
                while (!done.IsCancellationRequested)
                {
                    var member = valuator.Assess(row);
                    var isOld = Seen(member) == old.Item1;
                    Assert.True(isOld || Seen(member) == next.Item1, member.Text.English);
                    Assert.Equal(isOld ? old.Item3 : next.Item3, member.Text.English);
                    var all = valuator.Assess(small);
                    Assert.True(SeenOf(all) == old.Item2 || SeenOf(all) == next.Item2);
                    _ = isOld ? olds++ : news++;
                }

                return (olds, news);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        for (var swap = 0; swap < 1_000; swap++)
        {
            holder.Replace(swap % 2 == 0 ? first : second);
            if (swap % 50 == 0)
                await Task.Delay(1);
        }

        await done.CancelAsync();
        var seen = await Task.WhenAll(readers);
        Assert.True(seen.Sum(each => each.olds) > 0 && seen.Sum(each => each.news) > 0);
    }

    [Fact]
    public void A_snapshot_stays_what_it_is()
    {
        var holder = new MemberModelHolder(Shop.Everything());
        var empty = holder.Current;
        using var stream = new MemoryStream();
        holder.Fit(Shop.Table).ToJson(stream);
        stream.Position = 0;
        holder.Replace(stream);
        Assert.NotEmpty(empty.Missing);
        Assert.Empty(holder.Current.Missing);
        var full = holder.Current;
        Assert.Throws<FormatException>(() => holder.Replace(new MemoryStream([1, 2, 3])));
        Assert.Same(full, holder.Current);
        Assert.Throws<ArgumentNullException>(() => holder.Replace((MemberModels)null!));
    }

    private static MemberTable<string> Small()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = 60, WindowLast = Shop.Table.Window.Calendar.StartOf(Shop.Table.Window.LastCell) });
        builder.Add("17850", Shop.States.StateOf("17850")!);
        builder.Add("12347", Shop.States.StateOf("12347")!);
        return builder.BuildWhole();
    }
}
