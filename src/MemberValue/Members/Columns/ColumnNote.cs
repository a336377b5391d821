using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Facts about a column as a whole, kept with it: which model gave its values, and how far ahead they look.</summary>
public sealed record ColumnNote
{
    private readonly double? _horizonDays;

    /// <summary>The model that gave the values, for sentences; null where there is none.</summary>
    public string? Model { get; init; }

    /// <summary>How far ahead the values look, in days: finite, above 0; null where they do not look ahead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is out of range.</exception>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? HorizonDays
    {
        get => _horizonDays;
        init => _horizonDays = value is null or (> 0 and <= double.MaxValue)
            ? value
            : throw Error.OutOfRange(nameof(value), $"HorizonDays is {value} and must be a finite number of days above 0, or null.");
    }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Model = {Model}, HorizonDays = {HorizonDays}");
}
