using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Parts;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the parts of one configuration. Each part can be used alone; options are checked when the host starts.</summary>
/// <remarks>
/// Services that the host registers itself with the same key replace the library's: an <see cref="IRfmScorer"/>, <see cref="ILifecycleClassifier"/>,
/// <see cref="IAttritionModel"/>,
/// <see cref="IClvCalculator"/>, <see cref="SegmentMap"/>, <see cref="RuleSegmentMap"/> or <see cref="Playbook"/>, whether before or after this call.
/// </remarks>
public sealed class MemberValueBuilder : IPartRegistry
{
    private readonly string _name;
    private readonly IReadOnlyList<AssessmentPart> _parts;

    internal MemberValueBuilder(IServiceCollection services, string? key, IReadOnlyList<AssessmentPart>? parts = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        _parts = parts ?? AssessmentParts.All;
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

    /// <summary>The key of the configuration; null for the only one.</summary>
    public string? Key { get; }

    /// <summary>
    /// Sets the first models. Without this call the holder is empty until <see cref="MemberModelHolder.Replace(MemberModels)"/>.
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
    /// <param name="open">
    /// Opens the stream, with the services at hand: models as <see cref="MemberModels.ToJson(Stream)"/> wrote them. Null, or a file or folder that is not
    /// there, stands for none yet, as on the first start: the holder begins empty, and <see cref="MemberModelHolder.State"/> says so. Any other error comes
    /// out, that of a damaged file too.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="open"/> is null.</exception>
    public MemberValueBuilder UseModels(Func<IServiceProvider, Stream?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return UseModels(provider =>
        {
            try
            {
                using var stream = open(provider);
                return stream is null ? null : MemberModels.FromJson(stream, _parts);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        });
    }

    /// <summary>Sets segments of your own, unless the host has registered a map.</summary>
    /// <param name="segments">The map, for the levels of the scores.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="segments"/> is null.</exception>
    public MemberValueBuilder UseSegments(SegmentMap segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Add(_ => segments);
        return this;
    }

    /// <summary>Sets a playbook of your own, unless the host has registered one. Without either it is <see cref="Playbook.Default"/>.</summary>
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
        if (section is IConfigurationSection named && !named.Exists())
            throw Error.Argument($"There is no configuration section '{named.Path}', or there is nothing in it.", nameof(section));
        foreach (var child in section.GetChildren())
        {
            var part = _parts.FirstOrDefault(part => string.Equals(part.Name, child.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw Error.Argument(
                    $"The configuration section has '{child.Path}'; its parts are {string.Join(", ", _parts.SkipLast(1).Select(part => part.Name))} and "
                        + $"{_parts[^1].Name}.{(NearName.Of(child.Key, _parts.Select(part => part.Name)) is { } near ? $" '{near}' may be meant." : "")}",
                    nameof(section));
            part.Register(this, child);
        }

        return this;
    }

    /// <summary>Adds the parts of a section that is named; where there is none, the error names one that is written almost the same.</summary>
    internal MemberValueBuilder AddSections(IConfiguration configuration, string section)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        var found = configuration.GetSection(section);
        if (found.Exists())
            return AddSections(found);
        var last = section.LastIndexOf(':');
        var there = (last < 0 ? configuration : configuration.GetSection(section[..last])).GetChildren().Select(child => child.Key).ToList();
        var near = NearName.Of(section[(last + 1)..], there);
        throw Error.Argument(
            $"There is no configuration section '{found.Path}', or there is nothing in it.{(near is null ? "" : $" '{near}', which is there, may be meant.")}",
            nameof(section));
    }

    /// <summary>Adds a part with options of a configuration section.</summary>
    internal MemberValueBuilder Add<TOptions>(AssessmentPart<TOptions> part, IConfiguration section)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section is IConfigurationSection named && !named.Exists())
        {
            throw Error.Argument(
                $"There is no configuration section '{named.Path}', or there is nothing in it: without options, call Add{part.Name}().", nameof(section));
        }

        part.Register(this, section);
        return this;
    }

    /// <summary>Adds a part: its options, and those of its workers that are available as services.</summary>
    internal MemberValueBuilder Add<TOptions>(AssessmentPart<TOptions> part, Action<TOptions>? configure)
        where TOptions : class, new()
    {
        var name = _name;
        Services.Configure<MemberValueParts>(
            name, parts => parts.Options[part] = provider => provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name));
        var options = Services.AddOptions<TOptions>(name);
        if (configure is not null)
            options.Configure(configure);
        foreach (var worker in part.Workers.Where(worker => worker.Held is not null))
        {
            object Held(IServiceProvider provider) => worker.Held!(() => HeldServices.Present(provider, Key, worker));
            Services.TryAdd(Key is null
                ? ServiceDescriptor.Singleton(worker.Type, Held)
                : ServiceDescriptor.KeyedSingleton(worker.Type, Key, (provider, _) => Held(provider)));
        }

        return this;
    }

    void IPartRegistry.Add<TOptions>(AssessmentPart<TOptions> part, Action<TOptions> configure) => Add(part, configure);

    private MemberValueBuilder UseModels(Func<IServiceProvider, MemberModels?> models)
    {
        Services.Configure<MemberValueParts>(_name, parts => parts.Models = models);
        return this;
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
