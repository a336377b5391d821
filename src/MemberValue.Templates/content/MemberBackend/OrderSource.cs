using System.Globalization;
using MemberValue.Members;

namespace MemberBackend;

/// <summary>The orders. Replace the file by a query of your own: one row per order, and one below zero per refund.</summary>
public sealed class OrderSource
{
    public IEnumerable<Transaction<string>> Read()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "orders.csv")).Skip(1)) // member,order,time,amount
        {
            var cells = line.Split(',');
            yield return new Transaction<string>(
                cells[0], DateTime.Parse(cells[2], CultureInfo.InvariantCulture), decimal.Parse(cells[3], CultureInfo.InvariantCulture)) { OrderId = cells[1] };
        }
    }
}
