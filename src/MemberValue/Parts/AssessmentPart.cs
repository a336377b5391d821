using Microsoft.Extensions.Configuration;

namespace MemberValue.Parts;

/// <summary>
/// What a part of an assessment is, as data: its options and how they are bound and checked, what it needs, fits and gives. One class per part, in the Part
/// folder of its pillar, and one line in the list of parts; valuator, holder, JSON, container and configuration loop over that list.
/// </summary>
/// <remarks>A part is stateless. It becomes a <see cref="PartPlan"/> by its options, and an <see cref="AppliedPart"/> by what was fitted.</remarks>
internal abstract class AssessmentPart
{
    /// <summary>What it is called: its section of a configuration, and how its sentences begin.</summary>
    public abstract string Name { get; }

    public abstract Type OptionsType { get; }

    /// <summary>What the host may bring in the library's place, and which of it can be had alone.</summary>
    public virtual IReadOnlyList<PartWorker> Workers => [];

    /// <summary>What a fit of this part makes. A slot of another part, such as the rhythm, may be asked for too.</summary>
    public virtual IReadOnlyList<FittedSlot> Slots => [];

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

    /// <summary>Binds a section by generated code, without reflection: with <see cref="Sections"/>, so that a key that no option has is an error.</summary>
    public abstract void Bind(IConfiguration section, TOptions options);

    public sealed override PartPlan Plan(object options, PartWorkers own) => Plan((TOptions)options, own);

    public sealed override void Register(IPartRegistry registry, IConfiguration section) => registry.Add(this, options => Bind(section, options));

    /// <summary>Checks and copies the options.</summary>
    protected abstract PartPlan Plan(TOptions options, PartWorkers own);
}

/// <summary>What parts are added to.</summary>
internal interface IPartRegistry
{
    void Add<TOptions>(AssessmentPart<TOptions> part, Action<TOptions> configure)
        where TOptions : class, new();
}
