using MemberValue.Members;

namespace MemberValue.Tests;

public class AllocationsTests
{
    private static object? s_kept;

    [Fact]
    public void Nothing_counts_as_nothing() => Assert.Equal(0, Allocations.Of(() => { }));

    [Fact]
    public void An_array_counts_with_its_length() => Assert.InRange(Allocations.Of(() => s_kept = new byte[1_000]), 1_000, 1_100);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public void Copying_a_money_column_allocates_nothing(int count)
    {
        var column = MoneyColumn.FromDecimals(count, row => row / 100m);
        var destination = new double[count];
        Assert.Equal(0, Allocations.Of(() => column.CopyTo(destination)));
        Assert.All(destination, (value, row) => Assert.Equal(row / 100.0, value));
    }
}
