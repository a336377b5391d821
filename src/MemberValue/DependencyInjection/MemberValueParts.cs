using MemberValue.Assessment;
using MemberValue.Parts;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The parts of a configuration and the source of its first models: written at registration, read when the holder is created.</summary>
internal sealed class MemberValueParts
{
    /// <summary>The parts, each with a function that gets its options from a container.</summary>
    public Dictionary<AssessmentPart, Func<IServiceProvider, object>> Options { get; } = [];

    public Func<IServiceProvider, MemberModels?>? Models { get; set; }
}
