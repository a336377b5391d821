namespace StoreBackend.Data;

/// <summary>Which process runs the night, in a database that has no locks of sessions: one row.</summary>
public sealed class NightLease
{
    public const int TheOnly = 1;

    public int Id { get; set; }

    /// <summary>A name of the holder that no other has.</summary>
    public required string Holder { get; set; }

    /// <summary>The machine and the process, with its start: on the same machine others see whether it still lives.</summary>
    public required string Machine { get; set; }

    public int Process { get; set; }

    public long ProcessStart { get; set; }

    /// <summary>Seconds since 1970 after which the lease is free.</summary>
    public long Until { get; set; }
}
