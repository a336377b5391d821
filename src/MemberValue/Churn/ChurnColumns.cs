using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The column that the churn rules give, for <c>table.With(key, values)</c> and for whatever reads it there.</summary>
public static class ChurnColumns
{
    /// <summary>The members' risks by rules.</summary>
    public static MemberColumn<ChurnRisk> Risk { get; } =
        new("ChurnRisk", "", "Assess the table and give it the risks: table.With(ChurnColumns.Risk, assessment.Risks).");
}
