namespace StoreBackend.Data;

/// <summary>A member with the stored state and the last assessment.</summary>
/// <remarks>
/// The orders are the truth, and this row is made of them: it can always be made again. <see cref="RowsHeld"/> is the version of the state: how many of
/// the member's orders, refunds among them, it holds. Orders are only ever added, so equal numbers mean that the state is complete. Whoever writes this row
/// holds its lock, counts the member's orders, and makes the state again from the orders where the numbers differ. So neither an order of the same second nor
/// the nightly job, which read the log before that order came, can overwrite a newer state with an older one.
/// </remarks>
public sealed class Member
{
    public required string Id { get; set; }

    /// <summary>A MemberState as JSON; null before the first one is made.</summary>
    public string? State { get; set; }

    /// <summary>How many of the member's rows of the orders' table the state holds; -1 to have it made again.</summary>
    public int RowsHeld { get; set; }

    /// <summary>Orders, without what went back.</summary>
    public int Orders { get; set; }

    /// <summary>The day that the assessment is as of.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>The nightly run whose fitted models made the assessment; null before the first.</summary>
    public long? ModelRun { get; set; }

    public int Purchases { get; set; }

    public DateOnly? LastPurchase { get; set; }

    public decimal Net { get; set; }

    public string? Score { get; set; }

    /// <summary>The id of the segment.</summary>
    public string? Segment { get; set; }

    public string? Stage { get; set; }

    public double? ProbabilityAlive { get; set; }

    public double? ProbabilityOfPurchase { get; set; }

    public double? ExpectedPurchases { get; set; }

    public double? Value { get; set; }

    public double? Risk { get; set; }

    public string? RiskLevel { get; set; }

    /// <summary>Risk times value.</summary>
    public double? ValueAtRisk { get; set; }

    /// <summary>The id of the playbook's action.</summary>
    public string? Action { get; set; }

    /// <summary>Why, in English and Chinese: <see cref="Assessing.Reasons"/> as JSON.</summary>
    public string? Reasons { get; set; }

    /// <summary>Whether an alarm is on: handed in at the next comparison.</summary>
    public bool AlarmOn { get; set; }

    public DateOnly? AlarmSince { get; set; }

    /// <summary>The rule that tipped it; null where the member was already over the line when first seen.</summary>
    public string? AlarmRule { get; set; }
}
