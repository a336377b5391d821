using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers MemberValue in a container.</summary>
public static class MemberValueServiceCollectionExtensions
{
    /// <summary>Begins the registration of the only configuration; add the parts to the builder that it returns.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <remarks>
    /// Registers as singletons, unless the host has registered its own: <see cref="MemberValue.Assessment.MemberModelHolder"/>,
    /// <see cref="MemberValue.Assessment.IMemberValuator"/>, and with each part its interface. Registering twice has the same effect as once.
    /// </remarks>
    public static MemberValueBuilder AddMemberValue(this IServiceCollection services) => new(services, key: null);

    /// <summary>Begins the registration of one of several configurations, such as a brand of the shop: keyed services with the given key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of the options; not empty.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public static MemberValueBuilder AddMemberValue(this IServiceCollection services, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new MemberValueBuilder(services, key);
    }

    /// <summary>Registers the parts of a configuration section: its sections Rfm, Lifecycle, Clv and Churn, each of them a part with its options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section. A part without a section is not registered; an empty section registers the part with its defaults.</param>
    /// <returns>The builder, to add more.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section, or it has a key that is not a part; the message names it.</exception>
    public static MemberValueBuilder AddMemberValue(this IServiceCollection services, IConfiguration section) => services.AddMemberValue().AddSections(section);

    /// <summary>Registers what the section of a name has, of a host's configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The name of the section, such as <c>MemberValue</c>, or its path, <c>Shop:MemberValue</c>; not empty.</param>
    /// <returns>The builder, to add more.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such section: the message names it, and one that is there and written almost the same. Or the section
    /// has a key that is not a part; the message names it.</exception>
    public static MemberValueBuilder AddMemberValue(this IServiceCollection services, IConfiguration configuration, string section) =>
        services.AddMemberValue().AddSections(configuration, section);

    /// <summary>Registers what a configuration section names as one of several configurations.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is also the name of the options; not empty.</param>
    /// <param name="section">The section, with the sections Rfm, Lifecycle, Clv and Churn.</param>
    /// <returns>The builder, to add more.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The key is empty, there is no such section, or it has a key that is not a part; the message names it.</exception>
    public static MemberValueBuilder AddMemberValue(this IServiceCollection services, string key, IConfiguration section) =>
        services.AddMemberValue(key).AddSections(section);
}
