using System.Globalization;
using System.Text.Json;
using StoreBackend.Data;
using StoreBackend.Endpoints;
using StoreBackend.Shop;

namespace StoreBackend.Orders;

/// <summary>Reads an order from JSON field by field, so that each fault is named with field, value and allowed range.</summary>
public sealed class OrderCheck(ShopCalendar calendar)
{
    private const int MaxLength = 64;
    private const decimal MaxAmount = 1_000_000_000m;
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public Order? Read(JsonElement body, FieldErrors errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add("body", body.ToString(), "a JSON object with number, member, orderedAt and amount");
            return null;
        }

        var order = new Order
        {
            Number = Text(body, "number", errors),
            Member = Text(body, "member", errors),
            OrderedAt = Time(body, "orderedAt", errors),
            Amount = Amount(body, "amount", errors),
        };
        return errors.Any ? null : order;
    }

    private static string Text(JsonElement body, string field, FieldErrors errors)
    {
        var value = Field(body, field);
        if (TextOf(value) is { } text && text.Trim() == text && text.Length is > 0 and <= MaxLength && !text.Any(char.IsControl))
            return text;
        errors.Add(field, Shown(value), $"a text of 1 to {MaxLength} characters without control characters, and without blanks at its ends");
        return "";
    }

    private DateTime Time(JsonElement body, string field, FieldErrors errors)
    {
        var value = Field(body, field);
        var latest = new DateTimeOffset(calendar.UtcNow).AddMinutes(5); // clocks of two machines differ
        if (TextOf(value) is { } text && HasOffset(text)
            && DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time >= Earliest && time <= latest)
        {
            return new DateTime(time.UtcTicks / 10 * 10, DateTimeKind.Utc); // microseconds, as PostgreSQL keeps them
        }

        errors.Add(field, Shown(value), string.Create(CultureInfo.InvariantCulture,
            $"a time with an offset, such as 2011-12-09T12:50:00Z, from {Earliest:yyyy-MM-dd} through now, {latest:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        return default;
    }

    private static decimal Amount(JsonElement body, string field, FieldErrors errors)
    {
        var value = Field(body, field);
        if (value is { ValueKind: JsonValueKind.Number } && value.Value.TryGetDecimal(out var amount)
            && Math.Abs(amount) <= MaxAmount && decimal.Round(amount, 4) == amount)
        {
            return amount;
        }

        errors.Add(field, Shown(value),
            string.Create(CultureInfo.InvariantCulture, $"a number from {-MaxAmount} through {MaxAmount} with at most 4 decimals; negative for a refund"));
        return 0;
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private static JsonElement? Field(JsonElement body, string name)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    private static string? TextOf(JsonElement? value)
    {
        try
        {
            return value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair: JSON can spell it, UTF-8 cannot
        }
    }

    private static string Shown(JsonElement? value) => value is { } known ? known.GetRawText() : "missing";
}
