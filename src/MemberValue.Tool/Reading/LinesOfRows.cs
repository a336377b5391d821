using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>Gives the lines of orders to the library, each with the member and the time of its order.</summary>
internal sealed class LinesOfRows(RowKind kind, List<OrderLine> lines, PurchaseLines<string> into)
{
    private int _next; // the first line that was not given yet

    public PurchaseLines<string> Lines => into;

    /// <summary>Orders of several lines of which a part was given back: the export does not say which.</summary>
    public long PartRefunds { get; private set; }

    /// <summary>Adds the lines of an order; orders come in their places.</summary>
    public void Add(int place, in OrderRow row, EventTime time, string? currency)
    {
        while (_next < lines.Count && lines[_next].Row < place)
            _next++; // of orders that were left out
        var count = 0;
        while (_next + count < lines.Count && lines[_next + count].Row == place)
            count++;
        var isAllBack = row.Refund > 0 && row.Refund >= row.Amount;
        PartRefunds += row.Refund > 0 && !isAllBack && count > 1 ? 1 : 0;
        for (var i = 0; i < count; i++)
        {
            var line = lines[_next + i];
            if (line.Amount is not { } amount)
            {
                into.Skip("line without quantity and price");
                continue;
            }

            var bought = new PurchaseLine<string>(row.Member, time, line.Category, line.Quantity, amount)
            {
                OrderId = row.Order,
                Item = line.Item,
                LineId = kind == RowKind.Line ? row.LineId : default(OrderId),
                RowId = kind == RowKind.Line || row.Order is null ? default(OrderId) : $"{row.Order}#{i}",
                Currency = row.Currency is null ? null : currency,
            };
            into.Add(bought);
            var back = isAllBack ? amount : count == 1 ? Math.Min(row.Refund, amount) : 0;
            if (back > 0)
            {
                into.Add(bought with
                {
                    Amount = -back,
                    Quantity = back == amount ? -line.Quantity : 0,
                    RowId = bought.RowId.HasValue ? $"{bought.RowId} refund" : default(OrderId),
                    LineId = bought.LineId.HasValue ? $"{bought.LineId} refund" : default(OrderId),
                });
            }
        }
    }
}
