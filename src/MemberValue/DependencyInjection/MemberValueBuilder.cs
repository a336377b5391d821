using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the parts of one configuration. Each part is usable alone; options are checked when the host starts.</summary>
/// <remarks>
/// What the host has registered itself, with the same key, goes before the library's: an <see cref="IRfmScorer"/>, <see cref="ILifecycleClassifier"/>,
/// <see cref="IAttritionModel"/>,
/// <see cref="IClvCalculator"/>, <see cref="SegmentMap"/> or <see cref="Playbook"/>, before or after this call.
/// </remarks>
public sealed class MemberValueBuilder
{
    private readonly string _name;

    internal MemberValueBuilder(IServiceCollection services, string? key)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
        Key = key;
        _name = HeldServices.NameOf(key);
        services.AddOptions<MemberValueParts>(_name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MemberValueParts>, PartsCheck>());
        Add(provider => HeldServices.Make(provider, Key));
        Add<IMemberValuator>(provider => HeldServices.Holder(provider, Key));
    }

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of the configuration; null for the host's one.</summary>
    public string? Key { get; }

    /// <summary>Adds scores and segments.</summary>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>This builder.</returns>
    public MemberValueBuilder AddRfm(Action<RfmOptions>? configure = null)
    {
        AddPart(parts => parts.Rfm = true, configure);
        Add<IRfmScorer>(provider => new HeldScorer(provider, Key));
        return this;
    }

    /// <summary>Adds scores and segments, with options of a configuration section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is null.</exception>
    public MemberValueBuilder AddRfm(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddRfm(options => OptionsBinding.Bind(section, options));
    }

    /// <summary>Adds stages.</summary>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>This builder.</returns>
    public MemberValueBuilder AddLifecycle(Action<LifecycleOptions>? configure = null)
    {
        AddPart(parts => parts.Lifecycle = true, configure);
        Add<ILifecycleClassifier>(provider => new HeldClassifier(provider, Key));
        return this;
    }

    /// <summary>Adds stages, with options of a configuration section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is null.</exception>
    public MemberValueBuilder AddLifecycle(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddLifecycle(options => OptionsBinding.Bind(section, options));
    }

    /// <summary>Adds probabilities, expected purchases and value.</summary>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>This builder.</returns>
    public MemberValueBuilder AddClv(Action<ClvOptions>? configure = null)
    {
        AddPart(parts => parts.Clv = true, configure);
        Add<IAttritionModel>(provider => new HeldModel(provider, Key));
        Add<IClvCalculator>(provider => new HeldCalculator(provider, Key));
        return this;
    }

    /// <summary>Adds probabilities, expected purchases and value, with options of a configuration section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is null.</exception>
    public MemberValueBuilder AddClv(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddClv(options => OptionsBinding.Bind(section, options));
    }

    /// <summary>Adds risk with its reasons.</summary>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>This builder.</returns>
    public MemberValueBuilder AddChurn(Action<ChurnOptions>? configure = null)
    {
        AddPart(parts => parts.Churn = true, configure);
        return this;
    }

    /// <summary>Adds risk with its reasons, with rules of your own that the container makes.</summary>
    /// <param name="configure">Sets the options, with the services at hand.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public MemberValueBuilder AddChurn(Action<ChurnOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        AddChurn();
        Services.AddOptions<ChurnOptions>(_name).Configure<IServiceProvider>((options, provider) => configure(options, provider));
        return this;
    }

    /// <summary>Adds risk with its reasons, with options of a configuration section.</summary>
    /// <param name="section">The section.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is null.</exception>
    public MemberValueBuilder AddChurn(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return AddChurn(options => OptionsBinding.Bind(section, options));
    }

    /// <summary>
    /// Names the models to begin with. Without this call the holder begins empty, and waits for <see cref="MemberModelHolder.Replace(MemberModels)"/>.
    /// </summary>
    /// <param name="models">The models.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="models"/> is null.</exception>
    public MemberValueBuilder UseModels(MemberModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return UseModels(_ => models);
    }

    /// <summary>Names a stream with the models to begin with. It is opened once, when the holder is first asked for, and closed.</summary>
    /// <param name="open">Opens the stream, with the services at hand: models as <see cref="MemberModels.ToJson(Stream)"/> wrote them.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="open"/> is null.</exception>
    public MemberValueBuilder UseModels(Func<IServiceProvider, Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return UseModels(provider =>
        {
            using var stream = open(provider);
            return MemberModels.FromJson(stream);
        });
    }

    /// <summary>Names segments of your own, unless the host has registered a map.</summary>
    /// <param name="segments">The map, for the levels of the scores.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="segments"/> is null.</exception>
    public MemberValueBuilder UseSegments(SegmentMap segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Add(_ => segments);
        return this;
    }

    /// <summary>Names a playbook of your own, unless the host has registered one. Without either it is <see cref="Playbook.Default"/>.</summary>
    /// <param name="playbook">The playbook.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="playbook"/> is null.</exception>
    public MemberValueBuilder UsePlaybook(Playbook playbook)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        Add(_ => playbook);
        return this;
    }

    internal MemberValueBuilder AddSections(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var part in section.GetChildren())
        {
            _ = part.Key.ToUpperInvariant() switch
            {
                "RFM" => AddRfm(part),
                "LIFECYCLE" => AddLifecycle(part),
                "CLV" => AddClv(part),
                "CHURN" => AddChurn(part),
                _ => throw new ArgumentException($"The configuration section has '{part.Path}'; its parts are Rfm, Lifecycle, Clv and Churn.", nameof(section)),
            };
        }

        return this;
    }

    private MemberValueBuilder UseModels(Func<IServiceProvider, MemberModels> models)
    {
        Services.Configure<MemberValueParts>(_name, parts => parts.Models = models);
        return this;
    }

    private void AddPart<TOptions>(Action<MemberValueParts> add, Action<TOptions>? configure)
        where TOptions : class
    {
        Services.Configure(_name, add);
        var options = Services.AddOptions<TOptions>(_name);
        if (configure is not null)
            options.Configure(configure);
    }

    private void Add<TService>(Func<IServiceProvider, TService> make)
        where TService : class
    {
        if (Key is null)
            Services.TryAddSingleton(make);
        else
            Services.TryAddKeyedSingleton(Key, (provider, _) => make(provider));
    }
}
