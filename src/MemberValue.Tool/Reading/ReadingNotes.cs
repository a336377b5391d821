using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>What was read and how: said aloud, so that a wrong guess is seen.</summary>
internal sealed record ReadingNotes
{
    /// <summary>The files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required ProfileMatch Match { get; init; }

    /// <summary>Rows of the files, without headers and blank lines.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that count.</summary>
    public required long Kept { get; init; }

    /// <summary>Rows that do not count, by reason, most first.</summary>
    public required IReadOnlyList<(Text Reason, long Count)> Skipped { get; init; }

    /// <summary>The currency of the amounts; null where it is not known.</summary>
    public required string? Currency { get; init; }

    /// <summary>The currency behind an amount; empty where it is not known.</summary>
    public string Unit => UnitOf(Currency);

    /// <summary>Sales by weekday and hour; null where rows were delivered twice, of which the log keeps one.</summary>
    public WeekActivity? Activity { get; init; }

    /// <summary>What was bought; null where the export does not say.</summary>
    public PurchaseLines<string>? Lines { get; init; }

    /// <summary>Further sentences: dates, clock, amounts, delimiter.</summary>
    public required IReadOnlyList<Text> Sentences { get; init; }

    public static string UnitOf(string? currency) => currency is null ? "" : $" {currency}";
}

/// <summary>Why rows do not count.</summary>
internal sealed class SkipCounts
{
    private readonly Dictionary<string, (Text Reason, long Count)> _counts = new(StringComparer.Ordinal);

    public long Total => _counts.Values.Sum(each => each.Count);

    public void Add(Text reason, long count = 1) => _counts[reason.English] = (reason, _counts.GetValueOrDefault(reason.English).Count + count);

    /// <summary>The reasons, most frequent first.</summary>
    public IReadOnlyList<(Text Reason, long Count)> ToList() =>
        [.. _counts.Values.OrderByDescending(each => each.Count).ThenBy(each => each.Reason.English, StringComparer.Ordinal)];
}
