using MemberValue.Clv;
using MemberValue.Members;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The present model of purchases.</summary>
internal sealed class HeldModel(IServiceProvider provider, string? key) : IAttritionModel, IHeld
{
    public string Name => Present.Name;

    public TimeUnit Unit => Present.Unit;

    private IAttritionModel Present => HeldServices.Holder(provider, key).Current is var current && current.Purchases is { } model
        ? model
        : throw HeldError.NotYet(current, "model of purchases");

    public double HorizonOf(double days) => Present.HorizonOf(days);

    public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => Present.ProbabilityAlive(members, destination);

    public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) =>
        Present.ProbabilityOfPurchase(members, horizon, destination);

    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => Present.ExpectedPurchases(members, horizon, destination);
}
