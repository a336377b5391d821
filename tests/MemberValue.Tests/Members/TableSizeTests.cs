using System.Reflection;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

public class TableSizeTests
{
    [Fact]
    public void A_finished_table_takes_at_most_150_bytes_a_member()
    {
        const int members = 1_000;
        var builder = new MemberTableBuilder<long>();
        for (var member = 0; member < members; member++)
            builder.Add(new Transaction<long>(member, new DateOnly(2024, 1, 1).AddDays(member % 300), 12.34m));

        var columns = builder.Build().Columns;
        Assert.All<MemberColumn>(
            [LogColumns.Purchases, LogColumns.Orders, LogColumns.FirstPurchaseCell, LogColumns.LastPurchaseCell, LogColumns.SumOfLogGaps, LogColumns.Sales,
                LogColumns.Refunds],
            column => Assert.True(columns.Has(column)));
        Assert.False(columns.Has(LogColumns.Margin) || columns.Has(LogColumns.RegistrationCell) || columns.Has(LogColumns.LastVisitCell)
            || columns.Has(LogColumns.RecentPurchases));
        Assert.Equal(76, sizeof(long) + BytesOf(columns) / members);
    }

    /// <summary>The bytes of all arrays of numbers behind an object's fields, and those of its base.</summary>
    private static long BytesOf(object holder) => holder.GetType()
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
        .Select(field => field.GetValue(holder))
        .Sum(value => value switch
        {
            object?[] columns => columns.Sum(column => column is null ? 0 : BytesOf(column)),
            Array array => Buffer.ByteLength(array),
            MoneyColumn money => BytesOf(money),
            _ => 0L,
        });
}
