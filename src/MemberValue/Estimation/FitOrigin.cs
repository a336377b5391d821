using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>The origin of something fitted: the date, members, rows, units, labels and options. Two origins are equal when all properties are.</summary>
public sealed record FitOrigin
{
    private readonly double _members;
    private readonly long _rows;
    private readonly int? _horizonDays;

    /// <summary>The window of the table, with its calendar; null when the rows were given as arrays.</summary>
    public ObservationWindow? Window { get; init; }

    /// <summary>The day that the fit is as of: the last day of <see cref="Window"/>; null without one.</summary>
    public DateOnly? AsOf => Window?.LastDay;

    /// <summary>The number of members of the fit (the sum of the weights, where rows have weights); finite, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Members
    {
        get => _members;
        init => _members = value >= 0 && value <= double.MaxValue
            ? value
            : throw Error.OutOfRange(nameof(value), $"The number of members is {value} and must be finite and 0 or more.");
    }

    /// <summary>
    /// The number of rows of the fit, 0 or more: equal rows count once where the fit collapses them, and a member has one row per date in data of several
    /// dates.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long Rows
    {
        get => _rows;
        init => _rows = value >= 0 ? value : throw Error.OutOfRange(nameof(value), $"The number of rows is {value} and must be 0 or more.");
    }

    /// <summary>The unit of time that the numbers count in; null where no number is a time.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>The horizon of the labels in days; 1 or more, null where the fit had no labels or they have no horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? HorizonDays
    {
        get => _horizonDays;
        init => _horizonDays = value is null or >= 1 ? value
            : throw Error.OutOfRange(nameof(value), $"The horizon is {value} and must be 1 day or more.");
    }

    /// <summary>What a label "yes" means, such as <c>no purchase in the next 90 days</c>; null where the fit had no labels or their meaning is not
    /// known.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// Sixteen hexadecimal digits of the data of the fit (the rows, or their sums where these are enough): equal for equal data in any order. Null where
    /// there is none.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>The options of the fit, in words, such as <c>Penalty 0.5, MaxIterations 100</c>; null where there are none.</summary>
    public string? Options { get; init; }

    /// <summary>As-of day, members and horizon in one line.</summary>
    /// <returns>The text, the same in every culture, such as <c>as of 2024-12-31, 2357 members</c>.</returns>
    public override string ToString()
    {
        var asOf = AsOf is { } day ? string.Create(CultureInfo.InvariantCulture, $"as of {day:yyyy-MM-dd}, ") : "";
        var rows = Rows == Members ? "" : string.Create(CultureInfo.InvariantCulture, $", {Rows} rows");
        var horizon = HorizonDays is { } days ? string.Create(CultureInfo.InvariantCulture, $", {days} days ahead") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{asOf}{Members} members{rows}{horizon}");
    }
}
