using MemberValue.Members;

namespace MemberValue.Contribution;

/// <summary>The column that a profit contribution gives, for <c>table.With(key, values)</c> and for whatever reads it there.</summary>
public static class ContributionColumns
{
    /// <summary>Revenue less costs, in money; below 0 for a member who costs more than they bring, NaN for one who lacks a number.</summary>
    public static MemberColumn<double> Profit { get; } =
        new("Profit", "money", "Calculate it and give it to the table: table.With(ContributionColumns.Profit, calculator.Calculate(table)).");
}
