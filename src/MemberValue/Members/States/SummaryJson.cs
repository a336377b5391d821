using System.Text.Json;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The stored form of a summary. Numbers and flags always stand, zero too, those of transactions where there are any; what does not exist is left out. Money
/// is written as exact JSON numbers. Contradictions are refused.
/// </summary>
internal readonly struct SummaryJson(DocumentReader from, CellCalendar calendar, int recentCells)
{
    public static void Write(DocumentWriter to, MemberSummary member)
    {
        ref readonly var state = ref member.State;
        Write(to, "first", state.First);
        Write(to, "last", state.Last);
        if (state.Hot.MiddleCount > 0)
            Write(to, state.Middle, member.Gaps[..Math.Min(member.Gaps.Length, state.Hot.MiddleCount - 1)].ToArray());
        if (state.HasTransactions)
        {
            Write(to, "otherNet", state.Cold.MiddleOther);
            Write(to, "sales", state.Hot.Sales);
            Write(to, "refunds", state.Cold.Refunds);
            Write(to, "margin", state.Cold.Margin);
            to.Whole("orders", state.Hot.Orders);
        }

        to.Flag("marginGiven", state.Hot.Has(StateFlags.MarginGiven));
        to.Flag("marginLacking", state.Hot.Has(StateFlags.MarginLacking));
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
            part.Flag("purchase", cell.IsPurchase);
        });
        to.Parts("visits", recent.Visits, static (part, cell) =>
        {
            part.Whole("cell", cell.Cell);
            part.Whole("visits", cell.Visits);
        });
    }

    /// <param name="gaps">Receives the lengths of the first gaps.</param>
    /// <exception cref="FormatException">It is not a summary: the message names what is wrong.</exception>
    public MemberSummary Read(int[] gaps)
    {
        var state = RunningState.Empty;
        var (first, last) = (Cell("first"), Cell("last"));
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
        {
            var (calendarOf, recent) = (calendar, recentCells);
            var run = from.Part("middle", part => new SummaryJson(part, calendarOf, recent).Middle(first, last, gaps));
            (state.Hot.MiddleCount, state.Cold.MiddleFirst, state.Hot.MiddleLast) = (run.Count, run.First, run.Last);
            (state.Hot.MiddlePrevious, state.Cold.MiddleFirstSpend, state.Hot.SumOfLogGaps) = (run.Previous, run.FirstSpend, run.SumOfLogGaps);
        }

        if (last.Exists)
        {
            state.Cold.MiddleOther = Money(from, "otherNet");
            state.Hot.Sales = Money(from, "sales");
            state.Cold.Refunds = Money(from, "refunds");
            state.Cold.Margin = Money(from, "margin");
            state.Hot.Orders = from.Whole("orders", 0);
        }

        state.Hot.Flags |= (from.Flag("marginGiven") ? StateFlags.MarginGiven : 0) | (from.Flag("marginLacking") ? StateFlags.MarginLacking : 0);
        state.Cold.Registration = StateJson.CellOrNone(from, "registration", calendar);
        state.Cold.LastVisit = StateJson.CellOrNone(from, "lastVisit", calendar);
        Check(state);
        return new MemberSummary(state, gaps, Recent(state));
    }

    private static void Write(DocumentWriter to, string name, OpenCell cell)
    {
        if (!cell.Exists)
            return;
        to.Part(name, part =>
        {
            part.Whole("cell", cell.Cell);
            Write(part, "net", cell.Net);
            part.Flag("sale", cell.HasSale);
            part.Flag("refund", cell.HasRefund);
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
                JsonTexts.Write(json, id.Text!);
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

    private static void Write(DocumentWriter to, string name, Int128 sum) =>
        to.Money(name, ResultWriter.Trimmed(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));

    private static Int128 Money(DocumentReader from, string name)
    {
        var amount = from.Money(name);
        return ExactMoney.TryFromSum(amount, out var sum) ? sum : throw from.Damaged(
            $"{name} is {amount} and must be an amount with at most {MoneyColumn.MaxDecimals} decimals, and within what a sum of rows can be");
    }

    private OpenCell Cell(string name)
    {
        if (!from.Has(name))
            return OpenCell.None;
        var of = calendar;
        return from.Part(name, part =>
        {
            var cell = new OpenCell
            {
                Cell = StateJson.CellOrNone(part, "cell", of),
                Net = Money(part, "net"),
                HasSale = part.Flag("sale"),
                HasRefund = part.Flag("refund"),
            };
            if (!cell.Exists)
                throw part.Damaged("cell is missing");
            if (cell.HasRefund ? !cell.HasSale && cell.Net >= 0 : !cell.HasSale || cell.Net < 0)
                throw part.Damaged("net, sale and refund contradict each other: a cell has a sale or a refund, and without a refund no net below 0");
            foreach (var id in part.Items("orderIds"))
            {
                OrderId known = id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : (OrderId)JsonTexts.ReadOrNull(id);
                if (!known.HasValue || !cell.HasSale || !cell.Orders.Add(known))
                    throw part.Damaged($"orderIds holds {id.GetRawText()}; it must hold the order ids of sales, texts and whole numbers, each once");
            }

            return cell;
        });
    }

    /// <summary>The closed purchases; their spend is not stored, as it follows from the totals.</summary>
    private PurchaseRun Middle(in OpenCell first, in OpenCell last, int[] gaps)
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
        var (between, span) = (run.Count - 1, (long)run.Last - run.First);
        if (between > span || (between == 0 && span > 0))
            throw from.Damaged($"purchases is {run.Count}, which does not fit {span + 1} cells");
        if (run.Count > 1)
        {
            run.Previous = from.Whole("previous");
            if (run.Previous < run.First || run.Previous >= run.Last || (run.Count == 2 && run.Previous != run.First))
                throw from.Damaged("previous must lie between first and last, and be the first of two");
        }

        var (given, needed) = (from.Wholes("gaps", 1), Math.Min(gaps.Length, between));
        if (given.Length != needed)
            throw from.Damaged($"gaps has {given.Length} elements and must have {needed}, for {run.Count} purchases");
        var (sum, rest) = (given.Sum(gap => (long)gap), between - needed);
        if (given.All(gap => gap < int.MaxValue) && (rest == 0 ? sum != span : sum > span - rest))
            throw from.Damaged($"gaps add up to {sum}, which does not fit {span} from first to last");

        // Among gaps of equal sum, equal ones have the largest product.
        var most = between == 0 ? 0 : between * Math.Log((double)span / between);
        if (run.SumOfLogGaps < 0 || run.SumOfLogGaps > most + (1e-9 * (1 + most)))
        {
            throw from.Damaged(
                $"sumOfLogGaps is {run.SumOfLogGaps} and must be 0 to {most}, for {between} gaps over {span} cells");
        }

        if (run.FirstSpend < 0)
            throw from.Damaged("firstSpend must be 0 or more");
        given.CopyTo(gaps, 0);
        return run;
    }

    private void Check(in RunningState state)
    {
        if (state.Hot.Sales < 0 || state.Cold.Refunds < 0)
            throw from.Damaged("sales and refunds must be 0 or more");
        if (state.Hot.MiddleCount > 0 && state.Middle.Spend < state.Cold.MiddleFirstSpend)
            throw from.Damaged("sales less refunds are less than the first, the last and the middle cells hold");
        if (!state.First.Exists && state.HasTransactions && state.Hot.Sales - state.Cold.Refunds != state.Hot.LastNet)
            throw from.Damaged("sales less refunds are not what the only cell holds");
        var (given, lacking) = (state.Hot.Has(StateFlags.MarginGiven), state.Hot.Has(StateFlags.MarginLacking));
        if (state.HasTransactions != (given || lacking) || (state.Cold.Margin != 0 && !given))
            throw from.Damaged("marginGiven or marginLacking must be true where there are transactions, and a margin be given where there is one");
        var sales = (long)state.Hot.MiddleCount + (state.First.HasSale ? 1 : 0) + (state.HasTransactions && state.Last.HasSale ? 1 : 0);
        if (state.Hot.Orders < Math.Max(sales, (long)state.Orders.First.Count + state.Orders.Last.Count))
            throw from.Damaged($"orders is {state.Hot.Orders} and must be at least as many as purchases and order ids, {sales}");
    }

    private RecentCells? Recent(in RunningState state)
    {
        if (recentCells == 0 && (from.Has("recent") || from.Has("visits")))
            throw from.Damaged("there are recent cells, and recentCells is 0");
        RecentCells? recent = null;
        var before = state.First.Exists ? state.FirstCell : int.MaxValue;
        foreach (var (cell, net, isPurchase) in from.PartsOrNull("recent", part => (part.Whole("cell"), Money(part, "net"), part.Flag("purchase"))) ?? [])
        {
            if (cell <= before || cell >= state.Hot.LastCell || (isPurchase && net < 0))
            {
                throw from.Damaged(
                    $"recent has the cell {cell}; cells must ascend between the first and the last, with purchases of 0 or more");
            }


            before = cell;
            (recent ??= new RecentCells()).AddClosed(cell, net, isPurchase, recentCells);
        }

        before = int.MinValue;
        foreach (var (cell, visits) in from.PartsOrNull("visits", part => (part.Whole("cell"), part.Whole("visits", 1))) ?? [])
        {
            if (cell <= before || cell > state.Cold.LastVisit || !calendar.Holds(cell))
                throw from.Damaged($"visits has the cell {cell}; cells must ascend up to lastVisit");
            before = cell;
            (recent ??= new RecentCells()).AddVisits(cell, visits, recentCells);
        }

        return recent;
    }
}
