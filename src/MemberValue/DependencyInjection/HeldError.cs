using MemberValue.Assessment;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a service says that waits for a fit.</summary>
internal static class HeldError
{
    public static InvalidOperationException NotYet(MemberValuator current, string what) => new(
        $"There is no {what} yet. {string.Join(' ', current.Missing)} Fit models to a table and hand them to MemberModelHolder.Replace, or name stored ones with UseModels.");
}
