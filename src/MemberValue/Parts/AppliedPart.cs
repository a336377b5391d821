using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>A part ready to assess members: its options and what was fitted. Immutable and thread-safe, if the host's workers are.</summary>
internal abstract class AppliedPart
{
    /// <summary>The columns that it computes.</summary>
    public abstract IReadOnlyList<MemberColumn> Gives { get; }

    /// <summary>Computes its columns for one member, or a few, on this thread, with the same kernels as for a table.</summary>
    public abstract void Assess(PartResults results);

    /// <summary>Computes its columns for a table, on all processors.</summary>
    public abstract void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken)
        where TKey : notnull;

    /// <summary>The explanation of the part's numbers of one member.</summary>
    public virtual object? Explain(MemberFindings member) => null;

    /// <summary>The sentences about one member, each with its subject.</summary>
    public virtual IEnumerable<(string About, Text Text)> Reasons(MemberFindings member) => [];
}
