using MemberValue.Members;

namespace MemberValue.Tests.Members.Lines;

/// <summary>Lines say what the definitions say, in any order, any split, after a save and a load, and as of any day.</summary>
public class PurchaseLinesLawTests
{
    [Fact]
    public void Columns_are_those_of_the_definitions() => Law.Holds(LineCase.Any, log =>
    {
        var why = LineCheck.WhyNot(log, log.Read(log.Lines));
        Assert.True(why is null, why);
        return true;
    }, runs: 400);

    [Fact]
    public void The_order_of_lines_does_not_matter() => Law.Holds(LineCase.Any, log =>
    {
        var (one, other) = (log.Read(log.Lines), log.Read(log.Shuffled(1)));
        Assert.Equal(LineCheck.Said(one), LineCheck.Said(other));
        Assert.Equal(one.Report, other.Report);
        return (one.MissingCategories, one.UndeclaredCategories, one.Pairs) == (other.MissingCategories, other.UndeclaredCategories, other.Pairs);
    });

    [Fact]
    public void Lines_read_one_by_one_as_a_span_and_as_a_sequence_are_the_same() => Law.Holds(LineCase.Any, log =>
    {
        var single = new PurchaseLines<int>(log.Rules, log.Options);
        foreach (var line in log.Lines)
            single.Add(line);
        var whole = log.Read(log.Lines);
        var sequence = log.Read(log.Lines.Select(line => line));
        Assert.Equal(whole.Report, single.Report);
        return LineCheck.Said(single) == LineCheck.Said(whole) && LineCheck.Said(sequence) == LineCheck.Said(whole);
    });

    [Fact]
    public void Parts_merge_to_the_whole_whatever_each_has() => Law.Holds(LineCase.Any, log =>
    {
        var (random, lines) = (log.Random(2), log.Shuffled(3));
        var parts = Enumerable.Range(0, 3).Select(_ => new List<PurchaseLine<int>>()).ToArray();
        foreach (var line in lines)
            parts[random.Next(3)].Add(line);
        var merged = log.Read(parts[0]);
        merged.Merge(Stored(log.Read(parts[1])));
        merged.Merge(log.Read(parts[2]));
        var whole = log.Read(log.Lines);
        Assert.Equal(LineCheck.Said(whole), LineCheck.Said(merged));
        return whole.Pairs == merged.Pairs;
    });

    [Fact]
    public void The_report_of_merged_parts_is_that_of_the_whole() => Law.Holds(LineCase.Any, log =>
    {
        var merged = log.Read(log.Lines.Take(log.Lines.Count / 2));
        merged.Merge(log.Read(log.Lines.Skip(log.Lines.Count / 2)));
        var whole = log.Read(log.Lines);
        Assert.Equal(whole.Report, merged.Report);
        return (whole.MissingCategories, whole.UndeclaredCategories) == (merged.MissingCategories, merged.UndeclaredCategories);
    });

    [Fact]
    public void Batches_with_saves_in_between_give_the_whole() => Law.Holds(LineCase.Any, log =>
    {
        var lines = new PurchaseLines<int>(log.Rules, log.Options);
        foreach (var batch in log.Shuffled(4).Chunk(7))
        {
            lines = Stored(lines);
            lines.AddRange(batch);
        }

        return LineCheck.Said(lines) == LineCheck.Said(log.Read(log.Lines));
    });

    [Fact]
    public void What_is_saved_is_read_again_and_saved_to_the_same_bytes() => Law.Holds(LineCase.Any, log =>
    {
        var lines = log.Read(log.Lines);
        using var first = new MemoryStream();
        lines.Save(first);
        using var second = new MemoryStream();
        Stored(lines).Save(second);
        return first.ToArray().AsSpan().SequenceEqual(second.ToArray());
    });

    [Fact]
    public void A_day_in_between_knows_the_lines_up_to_it() => Law.Holds(LineCase.Any, log =>
    {
        var day = LineCase.FirstDay.AddDays(log.Random(5).Next(8));
        var sorted = log.Lines.OrderBy(line => line.Time.ToString(), StringComparer.Ordinal).ToList();
        var soFar = log.Read(sorted.TakeWhile(line => string.CompareOrdinal(line.Time.ToString(), ((EventTime)day).ToString()) <= 0));
        var options = new MemberTableOptions
        {
            Refunds = log.Rules.Refunds,
            ZeroAmounts = log.Rules.ZeroAmounts,
            WindowLast = day.ToDateTime(TimeOnly.MinValue),
        };
        return LineCheck.Said(soFar) == LineCheck.Said(PurchaseLines.Read(log.Lines, LogRules.From(options), log.Options));
    });

    [Fact]
    public void A_member_who_is_removed_was_never_there_for_the_others() => Law.Holds(LineCase.Any, log =>
    {
        var lines = log.Read(log.Lines);
        lines.Remove([1, 77]);
        Assert.Empty(lines.CategoriesOf(1));
        using var file = new MemoryStream();
        lines.Save(file);
        Assert.DoesNotContain("\"key\":1", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
        var said = LineCheck.Said(log.Read(log.Lines)).Split('\n');
        var left = LineCheck.Said(lines).Split('\n');
        Assert.Equal(said[LineCase.Members], left[1]); // as the member without lines
        return Enumerable.Range(0, LineCase.Members).Where(member => member != 1).All(member => said[member] == left[member]);
    });

    [Fact]
    public void Two_accounts_become_one_member() => Law.Holds(LineCase.Any, log =>
    {
        var lines = log.Read(log.Lines);
        lines.MergeMembers(2, 3);
        Assert.Empty(lines.CategoriesOf(2));
        var renamed = log.Read(log.Lines.Select(line => line.Member == 2 ? line with { Member = 3 } : line));
        return LineCheck.Said(renamed) == LineCheck.Said(lines);
    });

    internal static PurchaseLines<int> Stored(PurchaseLines<int> lines)
    {
        using var file = new MemoryStream();
        lines.Save(file);
        file.Position = 0;
        return PurchaseLines.Load<int>(file, lines.Rules);
    }
}
