using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>In an ordered log, rows of members who are known already are read without a byte allocated.</summary>
public class BuilderAllocationTests
{
    [Fact]
    public void Rows_with_long_keys_allocate_nothing() => Nothing(i => (long)i);

    [Fact]
    public void Rows_with_int_keys_allocate_nothing() => Nothing(i => i);

    [Fact]
    public void Rows_with_guid_keys_allocate_nothing() => Nothing(i => new Guid(i, 0, 0, new byte[8]));

    [Fact]
    public void Rows_with_text_keys_allocate_nothing() => Nothing(i => $"member {i}");

    [Fact]
    public void Rows_with_keys_of_an_own_type_allocate_nothing() => Nothing(i => new ShopMember(i % 3, i));

    private static void Nothing<TKey>(Func<int, TKey> key)
        where TKey : notnull
    {
        var builder = new MemberTableBuilder<TKey>(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember, TimeZone = "Europe/London" });
        var rows = Enumerable.Range(0, 1_000).Select(i => new Transaction<TKey>(
            key(i), i % 2 == 0 ? new DateTimeOffset(2024, 5, 10, 12, 0, 0, TimeSpan.Zero) : new DateOnly(2024, 5, 10), i % 7 - 1)
        { OrderId = i, Margin = 0.5m }).ToArray();
        var next = rows.Select(row => row with { Time = new DateOnly(2024, 5, 11) }).ToArray();
        builder.AddRange(rows.AsSpan());
        Assert.Equal(0, Allocations.Of(() => builder.AddRange(rows.AsSpan())));
        Assert.Equal(0, Allocations.Of(() => builder.AddRange(next.AsSpan())));
        Assert.Equal(0, Allocations.Of(() => builder.Add(next[5])));
        Assert.Equal(1_000, builder.Count);
        Assert.Equal(builder.RowsRead, builder.Build().Report!.Read);
    }

    private readonly record struct ShopMember(int Shop, int Number);
}
