using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>The input for applying a part: what was fitted, and what the parts before it have created.</summary>
internal sealed class PartContext(Func<FittedSlot, IFitted?> fitted, PartWorkers workers, IReadOnlySet<MemberColumn> given)
{
    private readonly List<Text> _missing = [];

    /// <summary>The workers of all parts so far; a part adds its own.</summary>
    public PartWorkers Workers => workers;

    /// <summary>What is not fitted yet, one sentence each.</summary>
    public IReadOnlyList<Text> Missing => _missing;

    /// <summary>The item of a slot; null when there is none.</summary>
    /// <exception cref="ArgumentException">It is of another kind than the options require.</exception>
    public T? Fitted<T>(FittedSlot slot, string? kind = null)
        where T : class, IFitted
    {
        var found = fitted(slot);
        if (found is not null && (found is not T || (kind is not null && found.Kind != kind)))
            throw Unsuited(slot, found.Kind, kind ?? string.Join(" or ", slot.Kind.Names));
        return (T?)found;
    }

    /// <summary>Whether a part before it gives the column.</summary>
    public bool IsGiven(MemberColumn column) => given.Contains(column);

    public void Misses(Text sentence) => _missing.Add(sentence);

    /// <summary>The error for an item of another kind than the options require.</summary>
    public static ArgumentException Unsuited(FittedSlot slot, string found, string asked) =>
        Error.Argument($"The models' {slot.Name} is of the kind {found}; the options ask for {asked}.", "models");
}
