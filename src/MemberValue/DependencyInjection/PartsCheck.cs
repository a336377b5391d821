using MemberValue.Assessment;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks all options of a configuration together when the host starts.</summary>
internal sealed class PartsCheck(IServiceProvider provider) : IValidateOptions<MemberValueParts>
{
    public ValidateOptionsResult Validate(string? name, MemberValueParts options)
    {
        try
        {
            _ = ValuatorPlan.Of(HeldServices.Options(provider, string.IsNullOrEmpty(name) ? null : name, options));
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail(string.IsNullOrEmpty(name) ? error.Message : $"{name}: {error.Message}");
        }
    }
}
