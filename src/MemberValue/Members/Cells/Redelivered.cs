using System.Runtime.InteropServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>The rows of one part of a member's log that another part also has: what they add to each cell, so that it can be subtracted again.</summary>
internal sealed class Redelivered
{
    private readonly Dictionary<int, WholeCell> _cells = [];

    public static Redelivered None { get; } = new();

    public bool IsEmpty => _cells.Count == 0;

    /// <summary>Rows in both, by their cell and outcome.</summary>
    public List<(int Cell, RowOutcome Outcome)> Rows { get; } = [];

    /// <summary>Of the sales that joined a sale of their cell in the other part, those that no longer exist.</summary>
    public long Merged { get; private set; }

    /// <summary>The rows that two parts have in common; their contents must be equal.</summary>
    public static Redelivered Of(KeptRows? here, KeptRows? there)
    {
        if (here is null || there is null)
            return None;
        var twice = new Redelivered();
        foreach (ref readonly var row in there.Rows)
        {
            if (row.Id == 0 || here.Find(row.Id) < 0)
                continue;
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(twice._cells, row.Cell, out _);
            cell.Net += row.Amount;
            cell.Refunds -= row.IsRefund ? row.Amount : 0;
            cell.Margin += row.Margin;
            cell.SaleRows += row.IsRefund ? 0 : 1;
            cell.SaleRowsWithoutId += row.IsRefund || row.Order != 0 ? 0 : 1;
            twice.Rows.Add((row.Cell, row.IsRefund ? RowOutcome.Refund : RowOutcome.Sale));
        }

        return twice;
    }

    /// <summary>The error for two parts that have a row of the same identity with different contents.</summary>
    public static ArgumentException Differ<TKey>(TKey? member, in KeptRow row, CellCalendar calendar, string parameter)
    {
        var who = member is null ? "" : $" of '{ErrorText.Of(member)}'";
        var amount = ResultWriter.Trimmed(ExactMoney.ToDecimal(row.Amount, MoneyColumn.MaxDecimals));
        return Error.Argument(
            $"A row{who} of {calendar.Format(row.Cell)} over {amount} is in both parts under one identity, with another date, amount, margin or order in the "
                + $"other: nothing was merged. Give the two rows different ids.", parameter);
    }

    /// <summary>A cell of the other part without them. Its order ids and the flag of a margin may stay, because this part has them too.</summary>
    public WholeCell TakeOut(WholeCell cell)
    {
        if (!_cells.TryGetValue(cell.Cell, out var twice))
            return cell;
        Merged += Math.Max(cell.SaleRows - 1, 0) - Math.Max(cell.SaleRows - twice.SaleRows - 1, 0);
        cell.Net -= twice.Net;
        cell.Refunds -= twice.Refunds;
        cell.Margin -= twice.Margin;
        cell.SaleRows -= twice.SaleRows;
        cell.SaleRowsWithoutId -= twice.SaleRowsWithoutId;
        cell.Flags &= ~((cell.SaleRows == 0 ? FragmentFlags.Sale : 0) | (cell.Refunds == 0 ? FragmentFlags.Refund : 0));
        if (cell.SaleRows == 0)
            cell.Orders = default;
        return cell;
    }
}
