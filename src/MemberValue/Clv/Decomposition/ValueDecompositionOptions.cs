using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>The inputs of a value decomposition; checked when used. What a transaction log does not show is an input here, never a guess.</summary>
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

    /// <summary>Share of wallet: the part of the member's spend on such goods that is spent here, above 0, at most 1; null where it is not known.</summary>
    public double? ShareOfWallet { get; set; }

    internal void Check()
    {
        OptionError.Require(this, Current is not null, nameof(Current), null, "it holds the retention");
        OptionError.Require(
            this, CurrentValue is not { } value || double.IsFinite(value), nameof(CurrentValue), CurrentValue,
            "it must be a finite number, or null for the retention formula");
        OptionError.Require(this, nameof(CrossSellUplift), CrossSellUplift, NumberRange.ZeroOrMore);
        OptionError.Require(this, nameof(Referrals), Referrals, NumberRange.ZeroOrMore);
        OptionError.Require(this, nameof(ValuePerReferral), ValuePerReferral, NumberRange.Finite);
        OptionError.RequireIfGiven(this, nameof(ShareOfWallet), ShareOfWallet, NumberRange.ShareAboveZero);
    }
}
