using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>A part with its options, checked and frozen: what to fit, and what to make of it.</summary>
internal abstract class PartPlan
{
    /// <summary>The columns that it gives, once what it needs has been fitted.</summary>
    public abstract IReadOnlyList<MemberColumn> Gives { get; }

    /// <summary>The workers that it makes for other parts.</summary>
    public virtual IReadOnlyList<Type> Makes => [];

    /// <summary>What it needs of other parts.</summary>
    public virtual IReadOnlyList<PartNeed> Needs => [];

    /// <summary>Fits what is needed and not there yet; what the data do not allow is left out and named.</summary>
    public virtual void Fit<TKey>(PartFit<TKey> fit)
        where TKey : notnull
    {
    }

    /// <summary>The part by what was fitted; null, with the reason in the context, where something has not been fitted yet.</summary>
    /// <exception cref="ArgumentException">What was fitted does not suit the options.</exception>
    public abstract AppliedPart? Apply(PartContext context);
}

/// <summary>What a part needs of others: a column that one of them gives, or a worker that one of them makes.</summary>
/// <param name="What">A <see cref="MemberColumn"/> or a <see cref="Type"/>.</param>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Remedy">What to do, when nobody gives it.</param>
internal sealed record PartNeed(object What, string Option, object Value, string Remedy)
{
    public bool IsMetBy(PartPlan plan) => What is Type worker ? plan.Makes.Contains(worker) : plan.Gives.Contains((MemberColumn)What);
}

/// <summary>The words of what does not suit in the options of a valuator.</summary>
internal static class PartError
{
    public static ArgumentException Lacks(string option, object value, ErrorText allowed) =>
        Error.Argument($"MemberValuatorOptions.{option} is {value}; {allowed}.", "options");
}
