using MemberValue.Clv;
using MemberValue.Members;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Values by the present models.</summary>
internal sealed class HeldCalculator(IServiceProvider provider, string? key) : IClvCalculator, IHeld
{
    public Text ValueName => Current.ValueName;

    private IClvCalculator Current
    {
        get
        {
            var current = HeldServices.Holder(provider, key).Current;
            return current.Calculator ?? throw HeldError.NotYet(current, "calculator");
        }
    }

    public void Calculate(MemberColumns columns, Span<double> destination) => Current.Calculate(columns, destination);
}
