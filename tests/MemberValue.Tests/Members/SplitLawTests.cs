using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Builders of parts of a log, merged, are the builder of the whole: split by member, by time even inside a day, or at random.</summary>
public class SplitLawTests
{
    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Split_by_member_equals_the_whole(LogOrder order) => Law.Holds(LogCase.Any, log =>
        PartsAreTheWhole(log, order, Enumerable.Range(0, 2).Select(part => log.Sorted.Where(line => line.Member % 2 == part).ToList())));

    [Theory]
    [InlineData(LogOrder.Any, 2)]
    [InlineData(LogOrder.Any, 3)]
    [InlineData(LogOrder.TimeOrderedPerMember, 2)]
    [InlineData(LogOrder.TimeOrderedPerMember, 3)]
    public void Split_by_time_even_inside_a_day_equals_the_whole(LogOrder order, int parts) => Law.Holds(LogCase.Any, log =>
        PartsAreTheWhole(log, order, log.CutByTime(parts)));

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Parts_may_be_merged_backwards(LogOrder order) => Law.Holds(LogCase.Any, log =>
        PartsAreTheWhole(log, order, Enumerable.Reverse(log.CutByTime(3))));

    [Fact]
    public void Split_at_random_equals_the_whole_under_any() => Law.Holds(LogCase.Any, log =>
    {
        var random = log.Random(5);
        var part = log.Lines.Select(_ => random.Next(3)).ToArray();
        return PartsAreTheWhole(log, LogOrder.Any, Enumerable.Range(0, 3).Select(p => log.Lines.Where((_, i) => part[i] == p).ToList()));
    }, runs: 400);

    [Fact]
    public void Merging_leaves_the_other_builder_as_it_was() => Law.Holds(LogCase.Any, log =>
    {
        var parts = log.CutByTime(2);
        var (first, second) = (TableCheck.BuilderOf(parts[0], log.Options), TableCheck.BuilderOf(parts[1], log.Options));
        first.Merge(second);
        foreach (var line in parts[1])
            line.AddTo(second);
        return TableCheck.IsOracles(log.Sorted, log.Options, first)
            && TableCheck.IsOracles([.. parts[1], .. parts[1]], log.Options, second);
    });

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public void Rows_may_follow_a_merge(LogOrder order) => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.Order = order);
        var parts = log.CutByTime(3);
        var builder = TableCheck.BuilderOf(parts[0], options);
        builder.Merge(TableCheck.BuilderOf(parts[1], options));
        foreach (var line in parts[2])
            line.AddTo(builder);
        return TableCheck.IsOracles(log.Lines, options, builder);
    });

    private static bool PartsAreTheWhole(LogCase log, LogOrder order, IEnumerable<IReadOnlyList<LogLine>> parts)
    {
        var options = log.With(o => o.Order = order);
        var whole = new MemberTableBuilder<int>(options);
        foreach (var part in parts)
            whole.Merge(TableCheck.BuilderOf(part, options));
        return TableCheck.IsOracles(log.Lines, options, whole);
    }
}
