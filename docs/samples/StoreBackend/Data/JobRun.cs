namespace StoreBackend.Data;

public enum JobStatus
{
    /// <summary>Begun and not finished: it runs, or the process was killed and the run goes on at the next start.</summary>
    Running,

    /// <summary>The last try failed, and there will be another: <see cref="JobRun.NextTryAt"/>.</summary>
    Waiting,
    Succeeded,

    /// <summary>All tries failed.</summary>
    Failed,
}

/// <summary>One run of the nightly job.</summary>
public sealed class JobRun
{
    public long Id { get; set; }

    /// <summary>The day that the base is assessed as of: the last one that is over.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The day that risks are compared with: that of the last run before.</summary>
    public DateOnly ComparedWith { get; set; }

    /// <summary>Whether a run before this one has left alarms.</summary>
    public bool HasEarlierAlarms { get; set; }

    public JobStatus Status { get; set; }

    /// <summary>What it is doing, in a word.</summary>
    public required string Step { get; set; }

    public int Members { get; set; }

    public int MembersDone { get; set; }

    /// <summary>Of these, members with an order that the run had not read: assessed from their orders.</summary>
    public int MembersWithNewOrders { get; set; }

    public DateTime StartedAt { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>What became of the rows of the log.</summary>
    public string? Log { get; set; }

    /// <summary>How many times it was begun, resuming after a restart included.</summary>
    public int Tries { get; set; }

    /// <summary>When the next try begins after one that failed.</summary>
    public DateTime? NextTryAt { get; set; }

    /// <summary>Why the last try that failed did.</summary>
    public string? Error { get; set; }
}
