namespace MemberValue.Clv;

/// <summary>The inputs of a value decomposition; checked when used. Nothing that cannot be seen in a transaction log is guessed: it is an input here.</summary>
public sealed class ValueDecompositionOptions
{
    /// <summary>
    /// How the member's behaviour goes on: retention (required), discount, timing, horizon. Its basis and margin rate are those of the historic
    /// value too; its period is the one that the dimensions count in.
    /// </summary>
    public RetentionValueOptions Current { get; set; } = new();

    /// <summary>A current value from elsewhere, such as a probability model, in money, finite; null (the default) takes the retention formula.</summary>
    public double? CurrentValue { get; set; }

    /// <summary>Cross-sell: what the member could buy beyond now, as a share of the current value; finite, 0 or more. 0.2 is 20% more.</summary>
    public double CrossSellUplift { get; set; }

    /// <summary>How many new members this one is expected to bring; finite, 0 or more.</summary>
    public double Referrals { get; set; }

    /// <summary>What one new member is worth, in money now, the reward for bringing them taken off; finite.</summary>
    public double ValuePerReferral { get; set; }

    /// <summary>Share of wallet: the part of the member's spend on such goods that is spent here, above 0, at most 1; null where nobody asked.</summary>
    public double? ShareOfWallet { get; set; }

    internal void Check()
    {
        const string type = nameof(ValueDecompositionOptions);
        if (Current is null)
            throw new ArgumentException($"{type}.Current must not be null: it holds the retention.", "options");
        if (CurrentValue is { } value && !double.IsFinite(value))
            throw new ArgumentOutOfRangeException("options", value, $"{type}.CurrentValue must be finite, or null for the retention formula.");
        NotNegative(CrossSellUplift, nameof(CrossSellUplift));
        NotNegative(Referrals, nameof(Referrals));
        if (!double.IsFinite(ValuePerReferral))
            throw new ArgumentOutOfRangeException("options", ValuePerReferral, $"{type}.ValuePerReferral must be finite.");
        if (ShareOfWallet is not (null or (> 0 and <= 1)))
            throw new ArgumentOutOfRangeException("options", ShareOfWallet, $"{type}.ShareOfWallet must be above 0 and at most 1, or null where it is not known.");
    }

    private static void NotNegative(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException("options", value, $"ValueDecompositionOptions.{name} must be finite and 0 or more.");
    }
}
