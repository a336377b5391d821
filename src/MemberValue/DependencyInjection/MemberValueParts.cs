using MemberValue.Assessment;
using MemberValue.Parts;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Which parts a configuration has, and where its first models come from: written at registration, read when the holder is made.</summary>
internal sealed class MemberValueParts
{
    /// <summary>The parts, each with the way to its options in a container.</summary>
    public Dictionary<AssessmentPart, Func<IServiceProvider, object>> Options { get; } = [];

    public Func<IServiceProvider, MemberModels>? Models { get; set; }
}
