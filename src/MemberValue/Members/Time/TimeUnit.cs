using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>A length of time that models and views count in, with a fixed ratio to the day.</summary>
/// <remarks>
/// A month is 365.25 / 12 = 30.4375 days and a year 365.25 days: averages over the calendar's leap cycle of four years.
/// Two units are equal when their lengths are.
/// </remarks>
public readonly record struct TimeUnit
{
    private readonly string? _name;

    private TimeUnit(string name, double seconds)
    {
        _name = name;
        Seconds = seconds;
    }

    /// <summary>One second, 1 / 86,400 of a day.</summary>
    public static TimeUnit Second => new("second", 1);

    /// <summary>One hour, 1 / 24 of a day.</summary>
    public static TimeUnit Hour => new("hour", 3_600);

    /// <summary>One day.</summary>
    public static TimeUnit Day => new("day", 86_400);

    /// <summary>Seven days.</summary>
    public static TimeUnit Week => new("week", 7 * 86_400);

    /// <summary>The average month, 30.4375 days.</summary>
    public static TimeUnit Month => new("month", 2_629_800);

    /// <summary>The average year, 365.25 days.</summary>
    public static TimeUnit Year => new("year", 31_557_600);

    /// <summary>The unit's length in seconds; positive, 0 only for <c>default</c>, which every method refuses.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Seconds { get; }

    /// <summary>The unit's length in days.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Days => Seconds / 86_400;

    /// <summary>The unit's English name in lower case, such as <c>week</c>.</summary>
    public string Name => _name ?? "none";

    /// <summary>Creates a unit of any other length.</summary>
    /// <param name="name">What to call it, such as <c>fortnight</c>; not empty.</param>
    /// <param name="days">Its length in days; finite and above 0.</param>
    /// <returns>The unit.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is not finite or not above 0.</exception>
    public static TimeUnit OfDays(string name, double days)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!(days > 0) || double.IsInfinity(days))
            throw Error.OutOfRange(nameof(days), $"The time unit's length in days is {days} and must be finite and above 0.");
        return OfSeconds(name, days * 86_400);
    }

    /// <summary>The unit of a length that was checked, to the last bit: a length in days cannot always be converted back to its seconds.</summary>
    internal static TimeUnit OfSeconds(string name, double seconds) => new(name, seconds);

    /// <summary>Whether both units have the same length, whatever their names.</summary>
    /// <param name="other">The unit to compare with.</param>
    /// <returns><see langword="true"/> for equal lengths.</returns>
    public bool Equals(TimeUnit other) => Seconds.Equals(other.Seconds);

    /// <inheritdoc/>
    public override int GetHashCode() => Seconds.GetHashCode();

    /// <summary>The unit's name and length, such as <c>week (7 days)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Days} days)");
}
