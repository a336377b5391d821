using System.Diagnostics.CodeAnalysis;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes the holder of a configuration of its options and of what the host has registered itself.</summary>
internal static class HeldServices
{
    public static MemberModelHolder Holder(IServiceProvider provider, string? key) =>
        key is null ? provider.GetRequiredService<MemberModelHolder>() : provider.GetRequiredKeyedService<MemberModelHolder>(key);

    public static MemberModelHolder Make(IServiceProvider provider, string? key)
    {
        var parts = provider.GetRequiredService<IOptionsMonitor<MemberValueParts>>().Get(NameOf(key));
        return new MemberModelHolder(Options(provider, key, parts), parts.Models?.Invoke(provider));
    }

    public static MemberValuatorOptions Options(IServiceProvider provider, string? key, MemberValueParts parts) => new()
    {
        Rfm = Part<RfmOptions>(provider, key, parts.Rfm),
        Lifecycle = Part<LifecycleOptions>(provider, key, parts.Lifecycle),
        Clv = Part<ClvOptions>(provider, key, parts.Clv),
        Churn = Part<ChurnOptions>(provider, key, parts.Churn),
        Playbook = Own<Playbook>(provider, key) ?? Playbook.Default,
        Segments = Own<SegmentMap>(provider, key),
        Scorer = Own<IRfmScorer>(provider, key),
        Classifier = Own<ILifecycleClassifier>(provider, key),
        Purchases = Own<IAttritionModel>(provider, key),
        Calculator = Own<IClvCalculator>(provider, key),
    };

    /// <summary>The name of a configuration's options: its key, and the default name without one.</summary>
    public static string NameOf(string? key) => key ?? Microsoft.Extensions.Options.Options.DefaultName;

    private static TOptions? Part<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceProvider provider, string? key, bool isAdded)
        where TOptions : class => isAdded ? provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(NameOf(key)) : null;

    /// <summary>The host's own service; null where there is none, or only the one that asks the holder.</summary>
    private static TService? Own<TService>(IServiceProvider provider, string? key)
        where TService : class
    {
        var service = key is null ? provider.GetService<TService>() : provider.GetKeyedService<TService>(key);
        return service is IHeld ? null : service;
    }
}
