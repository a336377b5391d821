using MemberValue.Assessment;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Which parts a configuration has, and where its first models come from: written at registration, read when the holder is made.</summary>
internal sealed class MemberValueParts
{
    public bool Rfm { get; set; }

    public bool Lifecycle { get; set; }

    public bool Clv { get; set; }

    public bool Churn { get; set; }

    public Func<IServiceProvider, MemberModels>? Models { get; set; }
}
