using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>What the user says about the files.</summary>
internal sealed record InputSettings
{
    /// <summary>Files and patterns; - is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The name of a profile or a file with one; null to recognise it.</summary>
    public string? Profile { get; init; }

    public IReadOnlyDictionary<ColumnRole, string> Columns { get; init; } = new Dictionary<ColumnRole, string>();

    /// <summary>The name of the encoding; null for UTF-8, or what a mark at the beginning says.</summary>
    public string? Encoding { get; init; }

    /// <summary>The mark between columns; null to see it in the header.</summary>
    public char? Delimiter { get; init; }

    public char? Decimal { get; init; }

    public char? Thousands { get; init; }

    public DateOrder? DateOrder { get; init; }

    /// <summary>The shop's time zone; null where it was not said.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The currency whose rows count; null where there is only one.</summary>
    public string? Currency { get; init; }

    /// <summary>When keys are the same member; null as the profile says.</summary>
    public KeyComparison? Keys { get; init; }

    /// <summary>More statuses that count.</summary>
    public IReadOnlyList<string> KeepStatuses { get; init; } = [];

    /// <summary>More statuses that do not count.</summary>
    public IReadOnlyList<string> SkipStatuses { get; init; } = [];

    /// <summary>The day that all numbers are as of; null for that of the last row.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether a row that cannot be used is an error.</summary>
    public bool IsStrict { get; init; }
}

/// <summary>When two keys are the same member.</summary>
internal enum KeyComparison
{
    /// <summary>When they are equal letter by letter.</summary>
    Exact = 0,

    /// <summary>When they are equal without the blanks around them.</summary>
    Trim,

    /// <summary>When they are equal without the blanks around them, and apart from upper and lower case.</summary>
    IgnoreCase,
}
