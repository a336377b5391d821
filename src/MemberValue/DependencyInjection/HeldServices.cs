using MemberValue.Assessment;
using MemberValue.Common;
using MemberValue.Parts;
using MemberValue.Playbooks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Creates the holder of a configuration from its options and from the host's own services.</summary>
internal static class HeldServices
{
    public static MemberModelHolder Holder(IServiceProvider provider, string? key) =>
        key is null ? provider.GetRequiredService<MemberModelHolder>() : provider.GetRequiredKeyedService<MemberModelHolder>(key);

    public static MemberModelHolder Make(IServiceProvider provider, string? key)
    {
        var parts = provider.GetRequiredService<IOptionsMonitor<MemberValueParts>>().Get(NameOf(key));
        return new MemberModelHolder(Options(provider, key, parts), parts.Models?.Invoke(provider));
    }

    public static MemberValuatorOptions Options(IServiceProvider provider, string? key, MemberValueParts parts)
    {
        var options = new MemberValuatorOptions { Playbook = (Playbook?)Own(provider, key, typeof(Playbook)) ?? Playbook.Default };
        foreach (var (part, read) in parts.Options)
        {
            options.Put(part, read(provider));
            foreach (var worker in part.Workers)
                options.Own.Put(worker.Type, Own(provider, key, worker.Type));
        }

        return options;
    }

    /// <summary>The holder's present worker for a service that uses it.</summary>
    public static object Present(IServiceProvider provider, string? key, PartWorker worker)
    {
        var current = Holder(provider, key).Current;
        return current.Workers.Find(worker.Type) ?? throw Error.State(
            $"There is no {worker.What} yet. {string.Join(' ', current.Missing)} "
                + "Fit models to a table and hand them to MemberModelHolder.Replace, or name stored ones with UseModels.");
    }

    /// <summary>The name of a configuration's options: its key, and the default name without one.</summary>
    public static string NameOf(string? key) => key ?? Microsoft.Extensions.Options.Options.DefaultName;

    /// <summary>The host's own service; null where there is none, or only the one that uses the holder.</summary>
    private static object? Own(IServiceProvider provider, string? key, Type type)
    {
        var service = key is null ? provider.GetService(type) : ((IKeyedServiceProvider)provider).GetKeyedService(type, key);
        return service is IHeld ? null : service;
    }
}
