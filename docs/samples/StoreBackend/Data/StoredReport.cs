namespace StoreBackend.Data;

/// <summary>The report of a nightly run as a page, in one language.</summary>
public sealed class StoredReport
{
    /// <summary>The run.</summary>
    public long Run { get; set; }

    public required string Language { get; set; }

    public DateTime MadeAt { get; set; }

    /// <summary>Names the content: equal for equal pages.</summary>
    public required string Tag { get; set; }

    public required string Html { get; set; }
}
