using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>A part that is ready to assess members: options, and what was fitted. Immutable and thread-safe, if the host's workers are.</summary>
internal abstract class AppliedPart
{
    /// <summary>The columns that it gives now.</summary>
    public abstract IReadOnlyList<MemberColumn> Gives { get; }

    /// <summary>Gives its columns of one member, or a few, on this thread: by the same kernels as of a table.</summary>
    public abstract void Assess(PartResults results);

    /// <summary>Gives its columns of a table, on all processors.</summary>
    public abstract void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken)
        where TKey : notnull;

    /// <summary>What explains the part's numbers of one member.</summary>
    public virtual object? Explain(MemberFindings member) => null;

    /// <summary>The sentences about one member, with what each is about.</summary>
    public virtual IEnumerable<(string About, Text Text)> Reasons(MemberFindings member) => [];
}
