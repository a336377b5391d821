using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Lifecycle;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the parts of an assessment to a configuration.</summary>
public static class MemberValueBuilderExtensions
{
    /// <summary>Adds scores and segments.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddRfm(this MemberValueBuilder builder, Action<RfmOptions>? configure = null) =>
        Of(builder).Add(RfmPart.Instance, configure);

    /// <summary>Adds scores and segments, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddRfm(this MemberValueBuilder builder, IConfiguration section) => Of(builder).Add(RfmPart.Instance, section);

    /// <summary>Adds stages.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddLifecycle(this MemberValueBuilder builder, Action<LifecycleOptions>? configure = null) =>
        Of(builder).Add(LifecyclePart.Instance, configure);

    /// <summary>Adds stages, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddLifecycle(this MemberValueBuilder builder, IConfiguration section) => Of(builder).Add(LifecyclePart.Instance, section);

    /// <summary>Adds probabilities, expected purchases and value.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddClv(this MemberValueBuilder builder, Action<ClvOptions>? configure = null) =>
        Of(builder).Add(ClvPart.Instance, configure);

    /// <summary>Adds probabilities, expected purchases and value, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddClv(this MemberValueBuilder builder, IConfiguration section) => Of(builder).Add(ClvPart.Instance, section);

    /// <summary>Adds risk with its reasons.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddChurn(this MemberValueBuilder builder, Action<ChurnOptions>? configure = null) =>
        Of(builder).Add(ChurnPart.Instance, configure);

    /// <summary>Adds risk with its reasons, with rules of your own created by the container.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, given the services.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static MemberValueBuilder AddChurn(this MemberValueBuilder builder, Action<ChurnOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddChurn();
        builder.Services.AddOptions<ChurnOptions>(HeldServices.NameOf(builder.Key))
            .Configure<IServiceProvider>((options, provider) => configure(options, provider));
        return builder;
    }

    /// <summary>Adds risk with its reasons, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddChurn(this MemberValueBuilder builder, IConfiguration section) => Of(builder).Add(ChurnPart.Instance, section);

    /// <summary>Adds clusters.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddClusters(this MemberValueBuilder builder, Action<ClustersOptions>? configure = null) =>
        Of(builder).Add(ClustersPart.Instance, configure);

    /// <summary>Adds clusters, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddClusters(this MemberValueBuilder builder, IConfiguration section) =>
        Of(builder).Add(ClustersPart.Instance, section);

    /// <summary>Adds a composite value.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddComposite(this MemberValueBuilder builder, Action<CompositeOptions>? configure = null) =>
        Of(builder).Add(CompositePart.Instance, configure);

    /// <summary>Adds a composite value, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddComposite(this MemberValueBuilder builder, IConfiguration section) =>
        Of(builder).Add(CompositePart.Instance, section);

    /// <summary>Adds profit contribution.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddContribution(this MemberValueBuilder builder, Action<ContributionOptions>? configure = null) =>
        Of(builder).Add(ContributionPart.Instance, configure);

    /// <summary>Adds profit contribution, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddContribution(this MemberValueBuilder builder, IConfiguration section) =>
        Of(builder).Add(ContributionPart.Instance, section);

    /// <summary>Adds segments by rules over columns.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MemberValueBuilder AddRuleSegments(this MemberValueBuilder builder, Action<RuleSegmentsOptions>? configure = null) =>
        Of(builder).Add(RuleSegmentsPart.Instance, configure);

    /// <summary>Adds segments by rules over columns, with options of a configuration section.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or nothing in it.</exception>
    public static MemberValueBuilder AddRuleSegments(this MemberValueBuilder builder, IConfiguration section) =>
        Of(builder).Add(RuleSegmentsPart.Instance, section);

    private static MemberValueBuilder Of(MemberValueBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
