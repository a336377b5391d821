using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>One row, a span, a sequence and an asynchronous sequence are four doors to the same table.</summary>
public class DoorTests
{
    private static readonly Transaction<int>[] Rows = Enumerable.Range(0, 3_000)
        .Select(i => new Transaction<int>(i * 7 % 400, new DateOnly(2024, 1, 1).AddDays(i / 10), i % 9 - 2) { OrderId = i / 3 })
        .ToArray();

    private static readonly MemberEvent<int>[] Events = Enumerable.Range(0, 3_000)
        .Select(i => new MemberEvent<int>(i % 500, new DateOnly(2024, 1, 1).AddDays(i / 10), (MemberEventKind)(i % 2)))
        .ToArray();

    [Theory]
    [InlineData(LogOrder.Any)]
    [InlineData(LogOrder.TimeOrderedPerMember)]
    public async Task All_doors_give_the_same_table_and_report(LogOrder order)
    {
        MemberTableBuilder<int> New() => new(new MemberTableOptions { Order = order, RecentCells = 20 });
        var (single, span, sequence, asynchronous) = (New(), New(), New(), New());
        foreach (var row in Rows)
            single.Add(row);
        foreach (var row in Events)
            single.Add(row);
        span.AddRange(Rows.AsSpan());
        span.AddRange(Events.AsSpan());
        sequence.AddRange(Rows.Select(row => row));
        sequence.AddRange(Events.Select(row => row));
        await asynchronous.AddRangeAsync(Later(Rows));
        await asynchronous.AddRangeAsync(Later(Events));
        foreach (var other in new[] { span, sequence, asynchronous })
        {
            TableCheck.Same(single.Build(), other.Build());
            Assert.Equal(6_000, other.RowsRead);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(65)]
    public void Spans_of_any_length_are_read_whole(int length)
    {
        var builder = new MemberTableBuilder<int>();
        builder.AddRange(Rows.AsSpan(0, length));
        Assert.Equal(length, builder.RowsRead);
        Assert.Equal(Rows.Take(length).Select(row => row.Member).Distinct().Count(), builder.Count);
    }

    [Fact]
    public void Progress_tells_every_1024_rows_and_the_end()
    {
        var told = new List<long>();
        new MemberTableBuilder<int>().AddRange(Rows.Select(row => row), new Told(told));
        Assert.Equal([1_024, 2_048, 3_000], told);
    }

    [Fact]
    public async Task Progress_of_the_asynchronous_door_is_the_same()
    {
        var told = new List<long>();
        await new MemberTableBuilder<int>().AddRangeAsync(Later(Rows), new Told(told));
        Assert.Equal([1_024, 2_048, 3_000], told);
    }

    [Fact]
    public async Task Cancelling_stops_the_reading_and_keeps_what_was_read()
    {
        using var cancel = new CancellationTokenSource();
        var builder = new MemberTableBuilder<int>();
        var stop = new Told([], () => cancel.Cancel());
        Assert.Throws<OperationCanceledException>(() => builder.AddRange(Rows.Select(row => row), stop, cancel.Token));
        Assert.Equal(1_024, builder.RowsRead);
        using var again = new CancellationTokenSource();
        var stopAgain = new Told([], () => again.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => builder.AddRangeAsync(Later(Rows), stopAgain, again.Token));
        Assert.Equal(2_048, builder.RowsRead);
        Assert.Throws<OperationCanceledException>(() => builder.Build(cancel.Token));
        Assert.Equal(2_048, builder.Build().Report!.Read);
    }

    [Fact]
    public void A_sequence_that_throws_leaves_the_rows_before_it_in_the_builder()
    {
        var builder = new MemberTableBuilder<int>();
        IEnumerable<Transaction<int>> Broken()
        {
            for (var i = 0; i < 1_500; i++)
                yield return Rows[i];
            throw new FormatException("line 1,501");
        }

        Assert.Throws<FormatException>(() => builder.AddRange(Broken()));
        Assert.Equal(1_500, builder.RowsRead);
    }

    [Fact]
    public async Task Null_sequences_are_refused()
    {
        var builder = new MemberTableBuilder<int>();
        Assert.Throws<ArgumentNullException>(() => builder.AddRange((IEnumerable<Transaction<int>>)null!));
        Assert.Throws<ArgumentNullException>(() => builder.AddRange((IEnumerable<MemberEvent<int>>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => builder.AddRangeAsync((IAsyncEnumerable<Transaction<int>>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => builder.AddRangeAsync((IAsyncEnumerable<MemberEvent<int>>)null!));
    }

    private static async IAsyncEnumerable<T> Later<T>(T[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (i % 1_000 == 0)
                await Task.Yield();
            yield return rows[i];
        }
    }

    private sealed class Told(List<long> values, Action? then = null) : IProgress<long>
    {
        public void Report(long value)
        {
            values.Add(value);
            then?.Invoke();
        }
    }
}
