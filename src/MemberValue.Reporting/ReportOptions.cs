using MemberValue.Members;

namespace MemberValue.Reporting;

/// <summary>How a report is written.</summary>
public sealed class ReportOptions
{
    /// <summary>A language that the library's texts have, such as "en" (the default) or "zh"; texts without it are English.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The title of the page; null for "What members are worth".</summary>
    public Text? Title { get; set; }

    /// <summary>What stands behind amounts, such as "EUR"; null for the table's currency, or nothing.</summary>
    public string? Currency { get; set; }

    /// <summary>The sections to write; null for all that have something to show.</summary>
    public IReadOnlyList<ReportSection>? Sections { get; set; }

    /// <summary>
    /// Whether lists of members name them by key. Keys are personal data where they identify somebody: false by default, and lists then number their members.
    /// </summary>
    public bool ShowKeys { get; set; }
}
