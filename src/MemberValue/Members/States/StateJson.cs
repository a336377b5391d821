using System.Text.Json;

namespace MemberValue.Members;

/// <summary>The stored form of a running state: what is zero or absent is left out. Money is written as exact JSON numbers.</summary>
internal static class StateJson
{
    public static void Write(Utf8JsonWriter json, in RunningState state, ReadOnlySpan<int> gaps, RecentCells? recent)
    {
        Write(json, "first", state.First);
        Write(json, "last", state.Last);
        if (state.Hot.MiddleCount > 0)
            Write(json, state.Middle, gaps);
        Write(json, "otherNet", state.Cold.MiddleOther);
        Write(json, "sales", state.Hot.Sales);
        Write(json, "refunds", state.Cold.Refunds);
        Write(json, "margin", state.Cold.Margin);
        WriteFlag(json, "marginGiven", state.Hot.Has(StateFlags.MarginGiven));
        WriteFlag(json, "marginLacking", state.Hot.Has(StateFlags.MarginLacking));
        if (state.Hot.Orders > 0)
            json.WriteNumber("orders", state.Hot.Orders);
        if (state.Cold.Registration != MemberColumns.NoCell)
            json.WriteNumber("registration", state.Cold.Registration);
        if (state.Cold.LastVisit != MemberColumns.NoCell)
            json.WriteNumber("lastVisit", state.Cold.LastVisit);
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

    /// <exception cref="FormatException">The element is no state: the message names what is wrong.</exception>
    public static RunningState Read(JsonElement element, Span<int> gaps, int recentCells, out RecentCells? recent)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Bad("a state must be an object");
        var state = RunningState.Empty;
        var (first, last) = (Cell(element, "first"), Cell(element, "last"));
        if (first.Exists && (!last.Exists || first.Cell >= last.Cell))
            throw Bad("'first' must lie before 'last'");
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

        if (element.TryGetProperty("middle", out var middle))
            ReadMiddle(middle, gaps, ref state);
        state.Cold.MiddleOther = Money(element, "otherNet");
        state.Hot.Sales = Money(element, "sales");
        state.Cold.Refunds = Money(element, "refunds");
        state.Cold.Margin = Money(element, "margin");
        state.Hot.Flags |= (Flag(element, "marginGiven") ? StateFlags.MarginGiven : 0) | (Flag(element, "marginLacking") ? StateFlags.MarginLacking : 0);
        state.Hot.Orders = Count(element, "orders");
        state.Cold.Registration = Whole(element, "registration", MemberColumns.NoCell);
        state.Cold.LastVisit = Whole(element, "lastVisit", MemberColumns.NoCell);
        if (state.Hot.MiddleCount > 0 && state.Middle.Spend < 0)
            throw Bad("sales less refunds are less than the open cells hold");
        recent = null;
        if (recentCells == 0 && (element.TryGetProperty("recent", out _) || element.TryGetProperty("visits", out _)))
            throw Bad("there are recent cells, and RecentCells is 0");
        foreach (var item in Objects(element, "recent"))
            (recent ??= new RecentCells()).AddClosed(Whole(item, "cell", null), Money(item, "net"), Flag(item, "purchase"), recentCells);
        foreach (var item in Objects(element, "visits"))
            (recent ??= new RecentCells()).AddVisits(Whole(item, "cell", null), Count(item, "visits"), recentCells);
        return state;
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

    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"Not a member state: {error.Message}", error);
        }
    }

    public static FormatException Bad(string what) => new($"Not a member state: {what}.");

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
        var cell = new OpenCell
        {
            Cell = Whole(value, "cell", null),
            Net = Money(value, "net"),
            HasSale = Flag(value, "sale"),
            HasRefund = Flag(value, "refund")
        };
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

    private static void ReadMiddle(JsonElement element, Span<int> gaps, ref RunningState state)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Bad("'middle' must be an object");
        ref var hot = ref state.Hot;
        hot.MiddleCount = Count(element, "purchases");
        state.Cold.MiddleFirst = Whole(element, "first", null);
        hot.MiddleLast = Whole(element, "last", null);
        hot.MiddlePrevious = Whole(element, "previous", hot.MiddleCount > 1 ? null : 0);
        state.Cold.MiddleFirstSpend = Money(element, "firstSpend");
        if (!element.TryGetProperty("sumOfLogGaps", out var sum) || sum.ValueKind != JsonValueKind.Number || !sum.TryGetDouble(out hot.SumOfLogGaps)
            || !double.IsFinite(hot.SumOfLogGaps))
            throw Bad("'sumOfLogGaps' must be a finite number");
        if (hot.MiddleCount < 1 || !hot.Has(StateFlags.FirstExists) || state.Cold.MiddleFirst <= state.Cold.FirstCell
            || state.Cold.MiddleFirst > hot.MiddleLast || hot.MiddleLast >= hot.LastCell)
        {
            throw Bad("'middle' must hold at least one purchase and lie between 'first' and 'last'");
        }

        if (hot.MiddleCount > 1 && (hot.MiddlePrevious < state.Cold.MiddleFirst || hot.MiddlePrevious >= hot.MiddleLast))
            throw Bad("'previous' must lie between 'first' and 'last'");
        var count = 0;
        foreach (var gap in Items(element, "gaps"))
        {
            if (count == gaps.Length || gap.ValueKind != JsonValueKind.Number || !gap.TryGetInt32(out var length) || length < 1)
                throw Bad($"'gaps' must be at most {gaps.Length} whole numbers above 0");
            gaps[count++] = length;
        }

        if (count != Math.Min(gaps.Length, hot.MiddleCount - 1))
            throw Bad($"{hot.MiddleCount} purchases need {Math.Min(gaps.Length, hot.MiddleCount - 1)} gaps, not {count}");
    }

    private static Int128 Money(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && ExactMoney.TryFromSum(amount, out var sum)
            ? sum
            : throw Bad($"'{name}' must be an amount with at most {MoneyColumn.MaxDecimals} decimals");
    }

    private static int Count(JsonElement element, string name) =>
        Whole(element, name, 0) is >= 0 and var count ? count : throw Bad($"'{name}' must be 0 or more");

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad($"'{name}' must be true or false"),
    };

    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) => Items(element, name)
        .Select(item => item.ValueKind == JsonValueKind.Object ? item : throw Bad($"'{name}' must hold objects"));

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var items))
            return default;
        return items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : throw Bad($"'{name}' must be an array");
    }
}
