namespace StoreBackend.Data;

/// <summary>The models that one nightly run fitted.</summary>
public sealed class FittedModels
{
    /// <summary>The run.</summary>
    public long Run { get; set; }

    public DateTime FittedAt { get; set; }

    /// <summary>MemberModels as JSON.</summary>
    public required string Json { get; set; }

    /// <summary>What the fits warn of, one per line; empty without.</summary>
    public required string Warnings { get; set; }
}
