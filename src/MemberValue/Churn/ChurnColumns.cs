using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The column that the churn rules give, for <c>table.With(key, values)</c> and for whatever reads it there.</summary>
public static class ChurnColumns
{
    /// <summary>The members' risks by rules.</summary>
    public static MemberColumn<ChurnRisk> Risk { get; } =
        new MemberColumn<ChurnRisk>("ChurnRisk", "", "Assess the table and give it the risks: table.With(ChurnColumns.Risk, assessment.Risks).")
            .StoredAs(risk => FormattableString.Invariant($"{risk.Level} {risk.Value:R}"), Read);

    private static ChurnRisk Read(string text) =>
        text.Split(' ') is [var level, var value] && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var risk)
            ? new ChurnRisk(risk, Enum.Parse<RiskLevel>(level))
            : throw new FormatException("A risk is a level and a number.");
}
