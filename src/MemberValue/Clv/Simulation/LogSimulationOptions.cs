using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a <see cref="LogSimulator"/> draws. A plain class that configuration can bind; checked and frozen when a simulator is created.</summary>
public sealed class LogSimulationOptions
{
    /// <summary>How many members join, 1 or more; 1,000 by default. Their keys are 1, 2, 3, ...</summary>
    public int Members { get; set; } = 1_000;

    /// <summary>The first day of the log; 2024-01-01 by default.</summary>
    public DateOnly FirstDay { get; set; } = new(2024, 1, 1);

    /// <summary>The last day of the log, observed to its end; not before the first. 2024-12-31 by default.</summary>
    public DateOnly LastDay { get; set; } = new(2024, 12, 31);

    /// <summary>
    /// Over how many days from the first on members make their first purchases, spread evenly; 1 to the length of the log. 90 by default. A model
    /// of opportunities takes those that begin in these days, but at least the first.
    /// </summary>
    public int JoinDays { get; set; } = 90;

    /// <summary>The model that amounts are drawn from; null (the default) for <see cref="Amount"/> throughout.</summary>
    public GammaGammaModel? Spend { get; set; }

    /// <summary>What each purchase costs without a model of spend; 0 to a trillion. 10 by default.</summary>
    public decimal Amount { get; set; } = 10;

    /// <summary>
    /// How many decimals drawn amounts are rounded to, 0 to 10; 2 by default. A drawn amount is at least the smallest such amount and at most a
    /// trillion.
    /// </summary>
    public int Decimals { get; set; } = 2;

    internal LogSimulationOptions Checked()
    {
        var days = LastDay.DayNumber - FirstDay.DayNumber + 1;
        OptionError.RequireWhole(this, nameof(Members), Members, 1);
        OptionError.Require(
            this, days >= 1, nameof(LastDay), LastDay, string.Create(CultureInfo.InvariantCulture, $"it must not be before FirstDay, {FirstDay:yyyy-MM-dd}"));
        OptionError.Require(this, LastDay < DateOnly.MaxValue, nameof(LastDay), LastDay, "it must be before 9999-12-31");
        OptionError.Require(
            this, JoinDays >= 1 && JoinDays <= days, nameof(JoinDays), JoinDays, FormattableString.Invariant($"it must be 1 to the log's {days} days"));
        OptionError.Require(this, Amount is >= 0 and <= MoneyColumn.MaxAmount, nameof(Amount), Amount, "it must be 0 to 1,000,000,000,000");
        OptionError.RequireWhole(this, nameof(Decimals), Decimals, 0, MoneyColumn.MaxDecimals);
        return (LogSimulationOptions)MemberwiseClone();
    }
}
