using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a <see cref="LogSimulator"/> draws. A plain class that configuration can bind; checked and frozen when a simulator is made.</summary>
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
        if (Members < 1)
            throw Wrong(nameof(Members), Members, "at least 1");
        if (days < 1)
            throw Wrong(nameof(LastDay), LastDay, string.Create(CultureInfo.InvariantCulture, $"not before FirstDay, {FirstDay:yyyy-MM-dd}"));
        if (LastDay == DateOnly.MaxValue)
            throw Wrong(nameof(LastDay), LastDay, "before 9999-12-31");
        if (JoinDays < 1 || JoinDays > days)
            throw Wrong(nameof(JoinDays), JoinDays, string.Create(CultureInfo.InvariantCulture, $"1 to the log's {days} days"));
        if (Amount is < 0 or > MoneyColumn.MaxAmount)
            throw Wrong(nameof(Amount), Amount, "0 to 1,000,000,000,000");
        if (Decimals is < 0 or > MoneyColumn.MaxDecimals)
            throw Wrong(nameof(Decimals), Decimals, "0 to 10");
        return (LogSimulationOptions)MemberwiseClone();
    }

    private static ArgumentOutOfRangeException Wrong(string name, IFormattable value, string range) => new(
        "options", value,
        $"LogSimulationOptions.{name} is {value.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture)} and must be {range}.");
}
