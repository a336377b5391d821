using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>A part with its options, checked and frozen: it fits items and is applied to them.</summary>
internal abstract class PartPlan
{
    /// <summary>The columns that it computes once its items are fitted.</summary>
    public abstract IReadOnlyList<MemberColumn> Gives { get; }

    /// <summary>The workers that it creates for other parts.</summary>
    public virtual IReadOnlyList<Type> Makes => [];

    /// <summary>What it needs of other parts.</summary>
    public virtual IReadOnlyList<PartNeed> Needs => [];

    /// <summary>Fits the items that are not fitted yet; what the data do not allow is left out and explained.</summary>
    public virtual void Fit<TKey>(PartFit<TKey> fit)
        where TKey : notnull
    {
    }

    /// <summary>Applies the part to the fitted items; null, with the reason in the context, where something is not fitted yet.</summary>
    /// <exception cref="ArgumentException">An item does not suit the options.</exception>
    public abstract AppliedPart? Apply(PartContext context);
}

/// <summary>What a part needs of others: a column that one of them gives, or a worker that one of them creates.</summary>
/// <param name="What">A <see cref="MemberColumn"/> or a <see cref="Type"/>.</param>
/// <param name="Option">The option that requires it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Remedy">What to do when no part gives it.</param>
internal sealed record PartNeed(object What, string Option, object Value, string Remedy)
{
    public bool IsMetBy(PartPlan plan) => What is Type worker ? plan.Makes.Contains(worker) : plan.Gives.Contains((MemberColumn)What);
}

/// <summary>Errors of the options of a valuator.</summary>
internal static class PartError
{
    public static ArgumentException Lacks(string option, object value, ErrorText allowed) =>
        Error.Argument($"MemberValuatorOptions.{option} is {value}; {allowed}.", "options");
}
