using Microsoft.Extensions.Configuration;

namespace MemberValue.Parts;

/// <summary>
/// A part of an assessment: its options and how they are bound and checked, what it needs, fits and gives. Each part is one class, in the Part folder of its
/// pillar, and one line in the list of parts; valuator, holder, JSON, container and configuration use that list.
/// </summary>
/// <remarks>A part is stateless. With options it becomes a <see cref="PartPlan"/>, and with fitted models an <see cref="AppliedPart"/>.</remarks>
internal abstract class AssessmentPart
{
    /// <summary>The name: that of its section of a configuration, and the beginning of its sentences.</summary>
    public abstract string Name { get; }

    public abstract Type OptionsType { get; }

    /// <summary>The workers that the host can replace, and which of them are available as services.</summary>
    public virtual IReadOnlyList<PartWorker> Workers => [];

    /// <summary>The items that a fit of this part creates. It can use a slot of another part too, such as the rhythm.</summary>
    public virtual IReadOnlyList<FittedSlot> Slots => [];

    /// <summary>The keys of its section, to compare a mistake with.</summary>
    public abstract SectionKeys Keys { get; }

    /// <summary>Checks and copies the options.</summary>
    public abstract PartPlan Plan(object options, PartWorkers own);

    /// <summary>Adds the part with the options of a section.</summary>
    public abstract void Register(IPartRegistry registry, IConfiguration section);
}

/// <summary>A part whose options are of a type.</summary>
/// <typeparam name="TOptions">A plain class that configuration can bind.</typeparam>
internal abstract class AssessmentPart<TOptions> : AssessmentPart
    where TOptions : class, new()
{
    public sealed override Type OptionsType => typeof(TOptions);

    /// <summary>Binds a section by generated code, without reflection: with <see cref="Sections"/>, so that an unknown key is an error.</summary>
    public abstract void Bind(IConfiguration section, TOptions options);

    public sealed override PartPlan Plan(object options, PartWorkers own) => Plan((TOptions)options, own);

    public sealed override void Register(IPartRegistry registry, IConfiguration section) => registry.Add(this, options => Bind(section, options));

    /// <summary>Checks and copies the options.</summary>
    protected abstract PartPlan Plan(TOptions options, PartWorkers own);
}

/// <summary>A registry that parts are added to.</summary>
internal interface IPartRegistry
{
    void Add<TOptions>(AssessmentPart<TOptions> part, Action<TOptions> configure)
        where TOptions : class, new();
}
