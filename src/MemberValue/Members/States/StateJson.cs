using System.Text.Json;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>The stored form of a running state: what is zero or absent is left out. Money is written as exact JSON numbers.</summary>
internal static class StateJson
{
    public static void Write(DocumentWriter to, MemberState member)
    {
        ref readonly var state = ref member.State;
        Write(to, "first", state.First);
        Write(to, "last", state.Last);
        if (state.Hot.MiddleCount > 0)
            Write(to, state.Middle, member.Gaps[..Math.Min(member.Gaps.Length, state.Hot.MiddleCount - 1)].ToArray());
        Write(to, "otherNet", state.Cold.MiddleOther);
        Write(to, "sales", state.Hot.Sales);
        Write(to, "refunds", state.Cold.Refunds);
        Write(to, "margin", state.Cold.Margin);
        WriteFlag(to, "marginGiven", state.Hot.Has(StateFlags.MarginGiven));
        WriteFlag(to, "marginLacking", state.Hot.Has(StateFlags.MarginLacking));
        if (state.Hot.Orders > 0)
            to.Whole("orders", state.Hot.Orders);
        if (state.Cold.Registration != MemberColumns.NoCell)
            to.Whole("registration", state.Cold.Registration);
        if (state.Cold.LastVisit != MemberColumns.NoCell)
            to.Whole("lastVisit", state.Cold.LastVisit);
        if (member.Recent is not { } recent)
            return;
        to.Parts("recent", recent.Closed, static (part, cell) =>
        {
            part.Whole("cell", cell.Cell);
            Write(part, "net", cell.Net);
            WriteFlag(part, "purchase", cell.IsPurchase);
        });
        to.Parts("visits", recent.Visits, static (part, cell) =>
        {
            part.Whole("cell", cell.Cell);
            part.Whole("visits", cell.Visits);
        });
    }

    /// <exception cref="FormatException">It is not a state: the message names what is wrong.</exception>
    public static MemberState Read(DocumentReader from, CellCalendar calendar, int recentCells, int gapOrdinals)
    {
        var state = RunningState.Empty;
        var gaps = new int[gapOrdinals];
        var (first, last) = (Cell(from, "first"), Cell(from, "last"));
        if (first.Exists && (!last.Exists || first.Cell >= last.Cell))
            throw from.Damaged("first must lie before last");
        if (last.Exists)
        {
            (state.Hot.LastCell, state.Hot.LastNet, state.Orders.Last) = (last.Cell, last.Net, last.Orders);
            state.Hot.Flags |= (last.HasSale ? StateFlags.LastHasSale : 0) | (last.HasRefund ? StateFlags.LastHasRefund : 0)
                | (last.Orders.Count > 0 ? StateFlags.LastHasOrderIds : 0);
        }

        if (first.Exists)
        {
            (state.Cold.FirstCell, state.Cold.FirstNet, state.Orders.First) = (first.Cell, first.Net, first.Orders);
            state.Hot.Flags |= StateFlags.FirstExists | (first.HasSale ? StateFlags.FirstHasSale : 0) | (first.HasRefund ? StateFlags.FirstHasRefund : 0);
        }

        if (from.Has("middle"))
            Add(ref state, from.Part("middle", part => Middle(part, first, last, gaps)));
        state.Cold.MiddleOther = Money(from, "otherNet");
        state.Hot.Sales = Money(from, "sales");
        state.Cold.Refunds = Money(from, "refunds");
        state.Cold.Margin = Money(from, "margin");
        state.Hot.Flags |= (Flag(from, "marginGiven") ? StateFlags.MarginGiven : 0) | (Flag(from, "marginLacking") ? StateFlags.MarginLacking : 0);
        state.Hot.Orders = from.WholeOrNull("orders", 0) ?? 0;
        state.Cold.Registration = from.WholeOrNull("registration") ?? MemberColumns.NoCell;
        state.Cold.LastVisit = from.WholeOrNull("lastVisit") ?? MemberColumns.NoCell;
        if (state.Hot.MiddleCount > 0 && state.Middle.Spend < 0)
            throw from.Damaged("sales less refunds are less than the open cells hold");
        return new MemberState(calendar, recentCells, state, gaps, Recent(from, recentCells));
    }

    /// <summary>The most decimals of any sum in a state.</summary>
    public static int Decimals(in RunningState state, RecentCells? recent)
    {
        var decimals = 0;
        void Look(Int128 sum) => decimals = Math.Max(decimals, ExactMoney.DecimalsOf(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));
        Look(state.Cold.FirstNet);
        Look(state.Hot.LastNet);
        Look(state.Cold.MiddleFirstSpend);
        Look(state.Cold.MiddleOther);
        Look(state.Hot.Sales);
        Look(state.Cold.Refunds);
        Look(state.Cold.Margin);
        foreach (var cell in recent?.Closed ?? [])
            Look(cell.Net);
        return decimals;
    }

    private static void Write(DocumentWriter to, string name, OpenCell cell)
    {
        if (!cell.Exists)
            return;
        to.Part(name, part =>
        {
            part.Whole("cell", cell.Cell);
            Write(part, "net", cell.Net);
            WriteFlag(part, "sale", cell.HasSale);
            WriteFlag(part, "refund", cell.HasRefund);
            if (cell.Orders.Count > 0)
                part.Value("orderIds", cell.Orders.ToArray(), WriteIds);
        });
    }

    private static void WriteIds(Utf8JsonWriter json, OrderId[] ids)
    {
        json.WriteStartArray();
        foreach (var id in ids.OrderBy(id => id.ToString(), StringComparer.Ordinal))
        {
            if (id.IsNumber)
                json.WriteNumberValue(id.Number);
            else
                json.WriteStringValue(id.Text);
        }

        json.WriteEndArray();
    }

    private static void Write(DocumentWriter to, PurchaseRun run, int[] gaps) => to.Part("middle", part =>
    {
        part.Whole("purchases", run.Count);
        part.Whole("first", run.First);
        part.Whole("last", run.Last);
        if (run.Count > 1)
            part.Whole("previous", run.Previous);
        Write(part, "firstSpend", run.FirstSpend);
        part.Number("sumOfLogGaps", run.SumOfLogGaps);
        part.Wholes("gaps", gaps);
    });

    private static void Write(DocumentWriter to, string name, Int128 sum)
    {
        if (sum != 0)
            to.Money(name, ExactMoney.Trimmed(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));
    }

    private static void WriteFlag(DocumentWriter to, string name, bool flag)
    {
        if (flag)
            to.Flag(name, true);
    }

    private static OpenCell Cell(DocumentReader from, string name) => !from.Has(name) ? OpenCell.None : from.Part(name, part =>
    {
        var cell = new OpenCell { Cell = part.Whole("cell"), Net = Money(part, "net"), HasSale = Flag(part, "sale"), HasRefund = Flag(part, "refund") };
        foreach (var id in part.Items("orderIds"))
        {
            cell.Orders.Add(id.ValueKind switch
            {
                JsonValueKind.String => id.GetString(),
                JsonValueKind.Number when id.TryGetInt64(out var number) => number,
                _ => throw part.Damaged("orderIds must hold texts and whole numbers: each is an order id"),
            });
        }

        return cell;
    });

    /// <summary>The closed purchases; their spend is not stored, as it follows from the totals.</summary>
    private static PurchaseRun Middle(DocumentReader from, in OpenCell first, in OpenCell last, int[] gaps)
    {
        var run = new PurchaseRun
        {
            Count = from.Whole("purchases", 1),
            First = from.Whole("first"),
            Last = from.Whole("last"),
            FirstSpend = Money(from, "firstSpend"),
            SumOfLogGaps = from.Number("sumOfLogGaps"),
        };
        if (!first.Exists || run.First <= first.Cell || run.First > run.Last || run.Last >= last.Cell)
            throw from.Damaged("first and last must lie between the first and the last cell of the state");
        if (run.Count > 1)
        {
            run.Previous = from.Whole("previous");
            if (run.Previous < run.First || run.Previous >= run.Last)
                throw from.Damaged("previous must lie between first and last");
        }

        var (given, needed) = (from.Wholes("gaps", 1), Math.Min(gaps.Length, run.Count - 1));
        if (given.Length != needed)
            throw from.Damaged($"gaps has {given.Length} elements and must have {needed}, for {run.Count} purchases");
        given.CopyTo(gaps, 0);
        return run;
    }

    private static void Add(ref RunningState state, in PurchaseRun run)
    {
        (state.Hot.MiddleCount, state.Cold.MiddleFirst, state.Hot.MiddleLast) = (run.Count, run.First, run.Last);
        (state.Hot.MiddlePrevious, state.Cold.MiddleFirstSpend, state.Hot.SumOfLogGaps) = (run.Previous, run.FirstSpend, run.SumOfLogGaps);
    }

    private static RecentCells? Recent(DocumentReader from, int recentCells)
    {
        if (recentCells == 0 && (from.Has("recent") || from.Has("visits")))
            throw from.Damaged("there are recent cells, and recentCells is 0");
        RecentCells? recent = null;
        foreach (var (cell, net, isPurchase) in from.PartsOrNull("recent", part => (part.Whole("cell"), Money(part, "net"), Flag(part, "purchase"))) ?? [])
            (recent ??= new RecentCells()).AddClosed(cell, net, isPurchase, recentCells);
        foreach (var (cell, visits) in from.PartsOrNull("visits", part => (part.Whole("cell"), part.WholeOrNull("visits", 0) ?? 0)) ?? [])
            (recent ??= new RecentCells()).AddVisits(cell, visits, recentCells);
        return recent;
    }

    private static Int128 Money(DocumentReader from, string name)
    {
        if (from.MoneyOrNull(name) is not { } amount)
            return 0;
        return ExactMoney.TryFromSum(amount, out var sum)
            ? sum
            : throw from.Damaged($"{name} is {amount} and must be an amount with at most {MoneyColumn.MaxDecimals} decimals");
    }

    private static bool Flag(DocumentReader from, string name) => from.Has(name) && from.Flag(name);
}
