namespace StoreBackend.Nightly;

/// <summary>When the nightly job runs, how much it writes at a time, and what becomes of a run that fails.</summary>
public sealed class NightlyOptions
{
    /// <summary>The time of day on the shop's clock; null for never.</summary>
    public TimeOnly? At { get; set; } = new(2, 0);

    /// <summary>How many members one transaction writes; 1 to 10,000. Orders of these members wait meanwhile.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>How long after a failure the next try begins; each wait is twice the one before. More than 0.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait between two tries, also those to reach a database that is away.</summary>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How many times a run is begun before it has failed for the night; 1 or more. With the default 12, some four hours.</summary>
    public int MostTries { get; set; } = 12;

    /// <summary>On SQLite: how long a process that dies on another machine keeps the night; at least a second. Renewed as long as the run works.</summary>
    public TimeSpan LeaseFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The wait after a number of failures in a row.</summary>
    public TimeSpan WaitAfter(int failures)
    {
        var wait = RetryAfter > TimeSpan.Zero ? RetryAfter : TimeSpan.FromMinutes(1);
        for (var i = 1; i < failures && wait < LongestRetryAfter; i++)
            wait *= 2;
        return wait < LongestRetryAfter || LongestRetryAfter <= TimeSpan.Zero ? wait : LongestRetryAfter;
    }
}
