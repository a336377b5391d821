namespace MemberValue.Reporting;

/// <summary>The questions of a report, in the order in which it answers them.</summary>
public enum ReportSection
{
    /// <summary>What came in?</summary>
    Log = 0,

    /// <summary>Who are they?</summary>
    Members,

    /// <summary>Where do they move?</summary>
    Movement,

    /// <summary>What are they worth?</summary>
    Value,

    /// <summary>Who is leaving, and why?</summary>
    Risk,

    /// <summary>What is to be done?</summary>
    Actions,

    /// <summary>Can the models be trusted?</summary>
    Models,
}
