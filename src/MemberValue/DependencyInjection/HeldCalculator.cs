using MemberValue.Clv;
using MemberValue.Members;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Values by the present models.</summary>
internal sealed class HeldCalculator(IServiceProvider provider, string? key) : IClvCalculator, IHeld
{
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        var current = HeldServices.Holder(provider, key).Current;
        (current.Calculator ?? throw HeldError.NotYet(current, "calculator")).Calculate(columns, destination);
    }
}
