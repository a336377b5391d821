using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>
/// Where a host's key throws while rows are read, what it threw comes out as itself, the rows before are in the builder, the row and those after it are not,
/// and the builder goes on; with one thread and with two, which read spans of 65,536 rows and more.
/// </summary>
public class HostKeyFailureTests
{
    private const int TwoThreads = 65_536;
    private const int Members = 600;

    public enum Door
    {
        OneByOne,
        Span,
        Sequence,
        Async,
    }

    public static TheoryData<int, int> Places
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (var rows in new[] { 1_000, TwoThreads - 1, TwoThreads, 150_001 })
            {
                foreach (var at in new[] { 1, 63, 64, 100, rows / 2, rows - 1 })
                    data.Add(rows, at);
                if (rows > 4_096)
                {
                    data.Add(rows, 2_047); // the borders of a buffer between the threads
                    data.Add(rows, 2_048);
                    data.Add(rows, 4 * 2_048);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_span_s_rows_before_the_failure_are_read_and_no_others(int rows, int at)
    {
        foreach (var order in new[] { LogOrder.Any, LogOrder.TimeOrderedPerMember })
        {
            foreach (var inEquals in new[] { false, true })
                Check(rows, at, inEquals, order, Door.Span);
        }
    }

    [Theory]
    [InlineData(Door.OneByOne)]
    [InlineData(Door.Sequence)]
    [InlineData(Door.Async)]
    public void Every_way_to_read_rows_does_the_same(Door door)
    {
        foreach (var rows in new[] { 1_000, TwoThreads + 1 })
        {
            foreach (var inEquals in new[] { false, true })
                Check(rows, rows / 2 + 7, inEquals, LogOrder.Any, door);
        }
    }

    [Fact]
    public void Wherever_it_fails() => Law.Holds(
        (from rows in Gen.Choose(2, 4 * TwoThreads)
         from at in Gen.Choose(1, rows - 1)
         from inEquals in Gen.Elements(false, true)
         from order in Gen.Elements(LogOrder.Any, LogOrder.TimeOrderedPerMember)
         select (rows, at, inEquals, order)).ToArbitrary(),
        it =>
        {
            Check(it.rows, it.at, it.inEquals, it.order, Door.Span);
            return true;
        },
        runs: 25);

    [Theory]
    [InlineData(1_000)]
    [InlineData(TwoThreads)]
    [InlineData(200_000)]
    public void A_log_s_builder_goes_on_after_a_failure(int count)
    {
        var rows = Rows(count);
        var (host, at) = (new Host(), count / 2);
        var builder = new MemberLogBuilder<int>(comparer: host);
        (host.Bad, rows[at]) = (-1, rows[at] with { Member = -1 });
        Assert.Same(host.Failure, InTime.Thrown(() => builder.AddRange(rows.AsSpan())));
        Assert.Equal(at, builder.RowsRead);
        builder.AddRange(rows.AsSpan(at + 1));
        rows[at] = rows[at] with { Member = 0, Amount = 0 };
        Assert.Same(host.Failure, InTime.Thrown(() => MemberLog.Read(rows.Append(rows[0] with { Member = -1 }).ToArray(), comparer: host)));
        var whole = new MemberLogBuilder<int>();
        whole.AddRange(rows.AsSpan(0, at));
        whole.AddRange(rows.AsSpan(at + 1));
        TableCheck.Same(whole.Build().Table(), builder.Build().Table());
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(TwoThreads)]
    [InlineData(200_000)]
    public void A_key_of_the_host_s_own_type_is_the_same(int count)
    {
        foreach (var how in new[] { "hash", "equality", "text" })
        {
            var rows = Enumerable.Range(0, count).Select(i => new Transaction<Key>(new Key(i % 100), new DateOnly(2024, 1, 1), 1m) { Currency = "EUR" }).ToArray();
            var at = count - 5;
            rows[at] = rows[at] with { Member = new Key(7, how), Currency = how == "text" ? "USD" : "EUR" };
            var builder = new MemberTableBuilder<Key>();
            Assert.IsType<HostException>(InTime.Thrown(() => builder.AddRange(rows.AsSpan())));
            Assert.Equal((100, at), (builder.Count, builder.RowsRead));
            builder.AddRange(rows.AsSpan(at + 1));
            Assert.Equal(count - 1, builder.Build().Report!.Used);
        }
    }

    [Fact]
    public void A_failed_reading_leaves_no_thread()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(InTime.IsGone(FailAndForget(inEquals: i % 2 == 0)), "Something holds the builder: a thread that waits for rows.");
    }

    [Fact]
    public void A_merge_that_fails_changes_nothing()
    {
        var host = new Host();
        var (target, other) = (new MemberTableBuilder<int>(comparer: host), new MemberTableBuilder<int>());
        target.AddRange(Rows(500).AsSpan());
        other.AddRange(Rows(9_000).AsSpan());
        other.Add(new Transaction<int>(-1, new DateOnly(2024, 1, 1), 5m));
        var before = target.Build();
        (host.Bad, host.Spared) = (-1, 1); // looked for and not found, and then, the last of all, not added
        Assert.Same(host.Failure, InTime.Thrown(() => target.Merge(other)));
        host.Bad = int.MinValue;
        TableCheck.Same(before, target.Build());
        target.Merge(other);
        Assert.All(other.Build().Keys, key => Assert.NotNull(target.StateOf(key)));
    }

    [Fact]
    public void A_look_up_that_failed_can_be_tried_again()
    {
        var host = new Host();
        var builder = new MemberTableBuilder<int>(comparer: host);
        builder.AddRange(Rows(500).AsSpan());
        var table = builder.Build();
        var key = table.Keys[5];
        host.Bad = table.Keys[^1];
        Assert.Same(host.Failure, InTime.Thrown(() => table.TryGetIndex(key, out _)));
        host.Bad = int.MinValue;
        Assert.True(table.TryGetIndex(key, out _));
    }

    private static void Check(int count, int at, bool inEquals, LogOrder order, Door door)
    {
        var options = new MemberTableOptions { Order = order, RecentCells = 20 };
        var rows = Rows(count);
        var host = new Host { InEquals = inEquals };
        var builder = new MemberTableBuilder<int>(options, host);
        // A key that fails in its hash is met at that row alone; one that fails in its equality has the hash of one that was there before.
        host.Bad = -1;
        (host.Twin, rows[at]) = (rows[0].Member, rows[at] with { Member = -1 });
        Assert.Same(host.Failure, InTime.Thrown(() => Read(builder, rows, door)));
        Assert.Equal(at, builder.RowsRead);
        var expected = new MemberTableBuilder<int>(options);
        foreach (var row in rows.AsSpan(0, at))
            expected.Add(row);
        TableCheck.Same(expected.Build(), builder.Build());

        // The builder stays usable, at its full speed.
        builder.AddRange(rows.AsSpan(at + 1));
        foreach (var row in rows.AsSpan(at + 1))
            expected.Add(row);
        TableCheck.Same(expected.Build(), builder.Build());
        Assert.Equal(expected.Build().Keys, builder.Build().Keys);
    }

    private static void Read(MemberTableBuilder<int> builder, Transaction<int>[] rows, Door door)
    {
        switch (door)
        {
            case Door.OneByOne:
                foreach (var row in rows)
                    builder.Add(row);
                break;
            case Door.Span:
                builder.AddRange(rows.AsSpan());
                break;
            case Door.Sequence:
                builder.AddRange(rows.Select(row => row));
                break;
            default:
                builder.AddRangeAsync(Later()).GetAwaiter().GetResult();
                break;
        }

        async IAsyncEnumerable<Transaction<int>> Later()
        {
            await Task.Yield();
            foreach (var row in rows)
                yield return row;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FailAndForget(bool inEquals)
    {
        var rows = Rows(TwoThreads);
        var host = new Host { InEquals = inEquals, Bad = -1, Twin = rows[0].Member };
        rows[40_000] = rows[40_000] with { Member = -1 };
        var builder = new MemberTableBuilder<int>(comparer: host);
        InTime.Thrown(() => builder.AddRange(rows.AsSpan()));
        return new WeakReference(builder);
    }

    /// <summary>New members all along, and members who come again: in order of time, so that every log can read them.</summary>
    private static Transaction<int>[] Rows(int count) => Enumerable.Range(0, count)
        .Select(i => new Transaction<int>((int)((long)i * i % Math.Min(Members, count)), new DateOnly(2024, 1, 1).AddDays((int)(300L * i / count)), 1 + i % 50))
        .ToArray();

    private sealed class HostException() : Exception("The host's key failed.");

    private sealed class Host : IEqualityComparer<int>
    {
        public HostException Failure { get; } = new();

        public int Bad { get; set; } = int.MinValue;

        public bool InEquals { get; set; }

        /// <summary>The key whose hash the bad one has.</summary>
        public int Twin { get; set; }

        /// <summary>How many times the bad key's hash is given before it fails.</summary>
        public int Spared { get; set; }

        public bool Equals(int x, int y) => InEquals && (x == Bad || y == Bad) ? throw Failure : x == y;

        public int GetHashCode(int key) => key != Bad ? key : InEquals ? Twin : Spared-- > 0 ? key : throw Failure;
    }

    private sealed class Key(int number, string fails = "") : IEquatable<Key>
    {
        private readonly int _number = number;
        private readonly string _fails = fails;

        public bool Equals(Key? other) => _fails == "equality" || other?._fails == "equality" ? throw new HostException() : _number == other?._number;

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => _fails == "hash" ? throw new HostException() : _number;

        public override string ToString() => _fails == "text" ? throw new HostException() : $"{_number}";
    }
}
