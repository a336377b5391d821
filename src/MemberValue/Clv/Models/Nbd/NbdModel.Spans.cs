using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <content>Many members at a time: closed forms in x and T alone.</content>
public sealed partial class NbdModel
{
    internal override void FillAlive(in HistoryBlock block, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = IsValid(block, i) ? 1 : double.NaN;
    }

    internal override void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination)
    {
        // 1 - None(t) = -expm1(-(r+x) ln(1 + t / (alpha+T))), the two functions over the whole block.
        for (var i = 0; i < destination.Length; i++)
            destination[i] = horizon / (Parameters.Alpha + block.Age[i]);
        VectorMath.Log1p(destination, destination);
        for (var i = 0; i < destination.Length; i++)
            destination[i] *= -(Parameters.R + block.X[i]);
        VectorMath.Expm1(destination, destination);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = IsValid(block, i) ? -destination[i] : double.NaN;
    }

    internal override void FillExpected(in HistoryBlock block, double horizon, Span<double> destination) => FillRate(block, horizon, destination);

    internal override void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination) =>
        FillRate(block, Nbd.Discounted(new AliveProcess(1, 1, 0, 0), delta, horizon), destination);

    // Members buy at a constant rate: every mean is the posterior mean rate times a time.
    private void FillRate(in HistoryBlock block, double time, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = IsValid(block, i) ? (Parameters.R + block.X[i]) / (Parameters.Alpha + block.Age[i]) * time : double.NaN;
    }

    private static bool IsValid(in HistoryBlock block, int i) => PurchaseHistory.IsValidHistory(block.X[i], block.Tx[i], block.Age[i]);
}
