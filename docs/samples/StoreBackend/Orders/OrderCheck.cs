using System.Globalization;
using System.Text;
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

    private DateTimeOffset Latest => new DateTimeOffset(calendar.UtcNow).AddMinutes(5); // clocks of two machines differ

    public Order? Read(JsonElement body, FieldErrors errors)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add("body", body.GetRawText(), "a JSON object with number, member, orderedAt and amount");
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

    /// <summary>Whether a text can be the number of an order or the id of a member.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaxLength && text.Trim() == text && !text.Any(char.IsControl)
        && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    /// <summary>Whether an order can be of this time: not before the shop's days, and not in the future.</summary>
    public bool IsTime(DateTimeOffset time) => time >= Earliest && time <= Latest;

    private static string Text(JsonElement body, string field, FieldErrors errors)
    {
        var value = Field(body, field);
        if (TextOf(value) is { } text && IsId(text))
            return text;
        errors.Add(field, Shown(value), $"a text of 1 to {MaxLength} characters without control characters, and without blanks at its ends");
        return "";
    }

    private DateTime Time(JsonElement body, string field, FieldErrors errors)
    {
        var value = Field(body, field);
        if (TextOf(value) is { } text && HasOffset(text)
            && DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && IsTime(time))
        {
            return new DateTime(time.UtcTicks / 10 * 10, DateTimeKind.Utc); // microseconds, as PostgreSQL keeps them
        }

        errors.Add(field, Shown(value), string.Create(CultureInfo.InvariantCulture,
            $"a time with an offset, such as 2011-12-09T12:50:00Z, from {Earliest:yyyy-MM-dd} through now, {Latest:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
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
            if (string.Equals(NameOf(property), name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    private static string? TextOf(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? Spelt(() => text.GetString()) : null;

    private static string? NameOf(JsonProperty property) => Spelt(() => property.Name);

    private static string? Spelt(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair: JSON can spell it, UTF-8 cannot
        }
    }

    private static string Shown(JsonElement? value) => value is { } known ? known.GetRawText() : "missing";
}
