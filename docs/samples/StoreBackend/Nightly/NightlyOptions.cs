namespace StoreBackend.Nightly;

/// <summary>When the nightly job runs, and how much it writes at a time.</summary>
public sealed class NightlyOptions
{
    /// <summary>The time of day on the shop's clock; null for never.</summary>
    public TimeOnly? At { get; set; } = new(2, 0);

    /// <summary>How many members one transaction writes; 1 to 10,000. Orders of these members wait meanwhile.</summary>
    public int BatchSize { get; set; } = 500;
}
