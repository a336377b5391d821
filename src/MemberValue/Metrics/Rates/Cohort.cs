using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>The members whose first purchase, or registration, lies in one period, and what they did since. Immutable.</summary>
public sealed class Cohort
{
    internal Cohort(ObservationWindow period, int members, IReadOnlyList<CohortCell> cells)
    {
        Period = period;
        Members = members;
        Cells = cells;
    }

    /// <summary>The period in which its members began.</summary>
    public ObservationWindow Period { get; }

    /// <summary>How many members there are.</summary>
    public int Members { get; }

    /// <summary>The periods seen, by periods since the cohort began, from 0. A period that has not been seen has no cell.</summary>
    public IReadOnlyList<CohortCell> Cells { get; }

    /// <summary>The period and the number of members.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Period}: {Members} members, {Cells.Count} periods seen");
}
