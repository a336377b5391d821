namespace MemberValue.Tool.Profiles;

/// <summary>The profiles that come with the tool: documents in the assembly, in the same form as a user's own.</summary>
internal static class BuiltInProfiles
{
    public static IReadOnlyList<string> Names { get; } = ["shopify", "woocommerce", "magento", "stripe", "square", "square-items", "plain", "online-retail"];

    private static readonly Lazy<IReadOnlyList<ExportProfile>> Read = new(() => [.. Names.Select(name => ProfileReader.Read(DocumentOf(name), name))]);

    public static IReadOnlyList<ExportProfile> All => Read.Value;

    public static ExportProfile? Find(string name) => All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The document of a profile, as a start for one of a user's own.</summary>
    public static string DocumentOf(string name)
    {
        using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream($"{name}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
