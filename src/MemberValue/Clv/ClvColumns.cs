using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The columns that models and calculators give, for <c>table.With(key, values)</c> and for whatever reads them there.</summary>
/// <remarks>Give a <see cref="ColumnNote"/> with them: the model, and how far ahead the values look.</remarks>
public static class ClvColumns
{
    /// <summary>The probability of being active, 0 to 1; NaN where the model has none.</summary>
    public static MemberColumn<double> ProbabilityAlive { get; } =
        new("ProbabilityAlive", "probability",
            "Give it with table.With(ClvColumns.ProbabilityAlive, model.ProbabilityAlive(table), note), the note naming the model.");

    /// <summary>The probability of a purchase within the horizon of the column's note, 0 to 1; NaN where the model has none.</summary>
    public static MemberColumn<double> ProbabilityOfPurchase { get; } = new(
        "ProbabilityOfPurchase", "probability",
        "Give it with table.With(ClvColumns.ProbabilityOfPurchase, probabilities, note), the note naming the model and the horizon in days.");

    /// <summary>The expected number of purchases within the horizon of the column's note; NaN where the model has none.</summary>
    public static MemberColumn<double> ExpectedPurchases { get; } = new(
        "ExpectedPurchases", "purchases",
        "Give it with table.With(ClvColumns.ExpectedPurchases, expected, note), the note naming the model and the horizon in days.");

    /// <summary>The part of a member's purchase spend that is expected to come back later, 0 to 1; the value already excludes it.</summary>
    public static MemberColumn<double> ReturnShare { get; } = new(
        "ReturnShare", "share", "Give it with table.With(ClvColumns.ReturnShare, returns.ExpectedShare(table)), returns being a ReturnModel.");

    /// <summary>The value by a calculator, in money; NaN for a member whose data do not have one.</summary>
    public static MemberColumn<double> Value { get; } =
        new("ClvValue", "money", "Value the table and give it the values: table.With(ClvColumns.Value, calculator.Calculate(table)).");
}
