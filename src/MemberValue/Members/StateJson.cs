using System.Text.Json;

namespace MemberValue.Members;

/// <summary>The stored form of a running state: what is zero or absent is left out. Money is written as exact JSON numbers.</summary>
internal static class StateJson
{
    public static void Write(Utf8JsonWriter json, in RunningState state, ReadOnlySpan<int> gaps, RecentCells? recent)
    {
        Write(json, "first", state.First);
        Write(json, "last", state.Last);
        if (state.Middle.Count > 0)
            Write(json, state.Middle, gaps);
        Write(json, "sales", state.Sales);
        Write(json, "refunds", state.Refunds);
        Write(json, "margin", state.Margin);
        WriteFlag(json, "marginGiven", state.MarginGiven);
        WriteFlag(json, "marginLacking", state.MarginLacking);
        if (state.Orders > 0)
            json.WriteNumber("orders", state.Orders);
        if (state.SaleRows > 0)
            json.WriteNumber("saleRows", state.SaleRows);
        if (state.Registration != MemberColumns.NoCell)
            json.WriteNumber("registration", state.Registration);
        if (state.LastVisit != MemberColumns.NoCell)
            json.WriteNumber("lastVisit", state.LastVisit);
        if (recent is null)
            return;
        json.WriteStartArray("recent");
        foreach (var cell in recent.Closed)
        {
            json.WriteStartObject();
            json.WriteNumber("cell", cell.Cell);
            Write(json, "net", cell.Net);
            WriteFlag(json, "purchase", cell.IsPurchase);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("visits");
        foreach (var cell in recent.Visits)
        {
            json.WriteStartObject();
            json.WriteNumber("cell", cell.Cell);
            json.WriteNumber("visits", cell.Visits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <exception cref="JsonException">The element is no state: the message names what is wrong.</exception>
    public static RunningState Read(JsonElement element, Span<int> gaps, int recentCells, out RecentCells? recent)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Bad("a state must be an object");
        var state = RunningState.Empty;
        state.First = Cell(element, "first");
        state.Last = Cell(element, "last");
        if (state.First.Exists && (!state.Last.Exists || state.First.Cell >= state.Last.Cell))
            throw Bad("'first' must lie before 'last'");
        if (element.TryGetProperty("middle", out var middle))
            state.Middle = Run(middle, gaps);
        if (state.Middle.Count > 0 && !(state.First.Exists && state.Middle.First > state.First.Cell && state.Middle.Last < state.Last.Cell))
            throw Bad("'middle' must lie between 'first' and 'last'");
        state.Sales = Money(element, "sales");
        state.Refunds = Money(element, "refunds");
        state.Margin = Money(element, "margin");
        state.MarginGiven = Flag(element, "marginGiven");
        state.MarginLacking = Flag(element, "marginLacking");
        state.Orders = Count(element, "orders");
        state.SaleRows = Count(element, "saleRows");
        state.Registration = Whole(element, "registration", MemberColumns.NoCell);
        state.LastVisit = Whole(element, "lastVisit", MemberColumns.NoCell);
        recent = null;
        foreach (var item in Items(element, "recent"))
            (recent ??= new RecentCells()).AddClosed(Whole(item, "cell", null), Money(item, "net"), Flag(item, "purchase"), recentCells);
        foreach (var item in Items(element, "visits"))
            (recent ??= new RecentCells()).AddVisits(Whole(item, "cell", null), Count(item, "visits"), recentCells);
        if (recent is not null && recentCells == 0)
            throw Bad("there are recent cells, and RecentCells is 0");
        return state;
    }

    /// <summary>The most decimals of any sum in a state.</summary>
    public static int Decimals(in RunningState state, RecentCells? recent)
    {
        var decimals = 0;
        void Look(Int128 sum) => decimals = Math.Max(decimals, ExactMoney.DecimalsOf(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));
        Look(state.First.Net);
        Look(state.Last.Net);
        Look(state.Middle.Spend);
        Look(state.Middle.FirstSpend);
        Look(state.Sales);
        Look(state.Refunds);
        Look(state.Margin);
        foreach (var cell in recent?.Closed ?? [])
            Look(cell.Net);
        return decimals;
    }

    public static JsonException Bad(string what) => new($"Not a member state: {what}.");

    public static int Whole(JsonElement element, string name, int? absent)
    {
        if (!element.TryGetProperty(name, out var value))
            return absent ?? throw Bad($"'{name}' is missing");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var whole) ? whole : throw Bad($"'{name}' must be a whole number of 32 bits");
    }

    private static void Write(Utf8JsonWriter json, string name, in OpenCell cell)
    {
        if (!cell.Exists)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("cell", cell.Cell);
        Write(json, "net", cell.Net);
        WriteFlag(json, "sale", cell.HasSale);
        WriteFlag(json, "refund", cell.HasRefund);
        if (cell.Orders.Count > 0)
        {
            json.WriteStartArray("orderIds");
            foreach (var id in cell.Orders.ToArray().OrderBy(id => id.ToString(), StringComparer.Ordinal))
            {
                if (id.IsNumber)
                    json.WriteNumberValue(id.Number);
                else
                    json.WriteStringValue(id.Text);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in PurchaseRun run, ReadOnlySpan<int> gaps)
    {
        json.WriteStartObject("middle");
        json.WriteNumber("purchases", run.Count);
        json.WriteNumber("first", run.First);
        json.WriteNumber("last", run.Last);
        if (run.Count > 1)
            json.WriteNumber("previous", run.Previous);
        Write(json, "spend", run.Spend);
        Write(json, "firstSpend", run.FirstSpend);
        json.WriteNumber("sumOfLogGaps", run.SumOfLogGaps);
        json.WriteStartArray("gaps");
        foreach (var gap in gaps[..Math.Min(gaps.Length, run.Count - 1)])
            json.WriteNumberValue(gap);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Int128 sum)
    {
        if (sum != 0)
            json.WriteNumber(name, ExactMoney.Trimmed(ExactMoney.ToDecimal(sum, MoneyColumn.MaxDecimals)));
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag)
            json.WriteBoolean(name, true);
    }

    private static OpenCell Cell(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return OpenCell.None;
        if (value.ValueKind != JsonValueKind.Object)
            throw Bad($"'{name}' must be an object");
        var cell = new OpenCell { Cell = Whole(value, "cell", null), Net = Money(value, "net"), HasSale = Flag(value, "sale"), HasRefund = Flag(value, "refund") };
        foreach (var id in Items(value, "orderIds"))
        {
            cell.Orders.Add(id.ValueKind switch
            {
                JsonValueKind.String => id.GetString(),
                JsonValueKind.Number when id.TryGetInt64(out var number) => number,
                _ => throw Bad("an order id must be a text or a whole number"),
            });
        }

        return cell;
    }

    private static PurchaseRun Run(JsonElement element, Span<int> gaps)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Bad("'middle' must be an object");
        var run = new PurchaseRun
        {
            Count = Count(element, "purchases"),
            First = Whole(element, "first", null),
            Last = Whole(element, "last", null),
            Previous = Whole(element, "previous", 0),
            Spend = Money(element, "spend"),
            FirstSpend = Money(element, "firstSpend"),
        };
        if (!element.TryGetProperty("sumOfLogGaps", out var sum) || sum.ValueKind != JsonValueKind.Number || !sum.TryGetDouble(out run.SumOfLogGaps) || !double.IsFinite(run.SumOfLogGaps))
            throw Bad("'sumOfLogGaps' must be a finite number");
        if (run.Count < 1 || run.First > run.Last)
            throw Bad("'middle' must hold a purchase, and its first cell must not lie after its last");
        var count = 0;
        foreach (var gap in Items(element, "gaps"))
        {
            if (count == gaps.Length || gap.ValueKind != JsonValueKind.Number || !gap.TryGetInt32(out var length) || length < 1)
                throw Bad($"'gaps' must be at most {gaps.Length} whole numbers above 0");
            gaps[count++] = length;
        }

        return count == Math.Min(gaps.Length, run.Count - 1) ? run : throw Bad($"{run.Count} purchases need {Math.Min(gaps.Length, run.Count - 1)} gaps, not {count}");
    }

    private static Int128 Money(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && ExactMoney.TryFromSum(amount, out var sum)
            ? sum
            : throw Bad($"'{name}' must be an amount with at most {MoneyColumn.MaxDecimals} decimals");
    }

    private static int Count(JsonElement element, string name) => Whole(element, name, 0) is >= 0 and var count ? count : throw Bad($"'{name}' must be 0 or more");

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad($"'{name}' must be true or false"),
    };

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var items))
            return default;
        return items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : throw Bad($"'{name}' must be an array");
    }
}
