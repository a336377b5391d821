namespace MemberValue.Clv;

/// <summary>Settings of a historic value; checked when used.</summary>
public sealed class HistoricValueOptions
{
    /// <summary>Which money counts: net spend (the default) or margin.</summary>
    public ValueBasis Basis { get; set; }

    /// <summary>
    /// Margin as a share of net spend, finite, at most 1; below 0 for goods sold at a loss. With <see cref="ValueBasis.Margin"/> only; null
    /// takes the table's margins.
    /// </summary>
    public double? MarginRate { get; set; }

    /// <summary>Whether the value is divided by the member's tenure in months of 30.4375 days.</summary>
    public bool PerMonthOfTenure { get; set; }

    /// <summary>When tenure begins.</summary>
    public TenureStart TenureStart { get; set; }

    /// <summary>
    /// The least tenure that a member counts with, in days; finite, 0 or more. 0 (the default) is the bare fact, with at least the one cell of
    /// the first purchase: who bought for 50 yesterday evening has 50 per day, 1,522 per month. Set 30 to rank newcomers beside others.
    /// </summary>
    public double MinimumTenureInDays { get; set; }

    internal HistoricValueOptions Copy() => (HistoricValueOptions)MemberwiseClone();

    internal void Check() => Check(Basis, MarginRate, TenureStart, MinimumTenureInDays, nameof(HistoricValueOptions));

    internal static void Check(ValueBasis basis, double? marginRate, TenureStart tenureStart, double minimumTenureInDays, string type)
    {
        if (!Enum.IsDefined(basis))
            throw new ArgumentOutOfRangeException("options", basis, $"{type}.Basis must be Revenue or Margin.");
        if (marginRate is { } rate)
        {
            if (basis != ValueBasis.Margin)
                throw new ArgumentOutOfRangeException("options", rate, $"{type}.MarginRate must be null unless Basis is Margin.");
            CheckMarginRate(rate, type);
        }

        CheckTenure(tenureStart, minimumTenureInDays, type);
    }

    internal static void CheckMarginRate(double rate, string type)
    {
        if (!double.IsFinite(rate) || rate > 1)
            throw new ArgumentOutOfRangeException("options", rate, $"{type}.MarginRate must be finite and at most 1; 0.3 is 30% of net spend.");
    }

    internal static void CheckTenure(TenureStart start, double minimumInDays, string type)
    {
        if (!Enum.IsDefined(start))
            throw new ArgumentOutOfRangeException("options", start, $"{type}.TenureStart must be FirstPurchase or Registration.");
        if (!double.IsFinite(minimumInDays) || minimumInDays < 0)
            throw new ArgumentOutOfRangeException("options", minimumInDays, $"{type}.MinimumTenureInDays must be finite and 0 or more.");
    }
}
