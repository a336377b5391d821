using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemberValue.Churn;

namespace MemberValue.Clv;

/// <summary>An integrand of eight members at once.</summary>
internal interface ILaneIntegrand
{
    Vector512<double> At(Vector512<double> u);
}

/// <summary>
/// Integrals of eight members at once, each by its own rule: lanes of one rule are computed together and the others left out, so that a member's bits
/// do not depend on its neighbours.
/// </summary>
internal static class LaneIntegral
{
    /// <summary>The integral from 0 to <paramref name="reach"/>, on which the integrand falls by <paramref name="fall"/> e-folds.</summary>
    public static Vector512<double> Of<TIntegrand>(in TIntegrand integrand, Vector512<double> reach, Vector512<double> fall)
        where TIntegrand : struct, ILaneIntegrand
    {
        var lanes = Vector512<double>.Count;
        Span<double> reaches = stackalloc double[Vector512<double>.Count];
        Span<double> falls = stackalloc double[Vector512<double>.Count];
        reach.CopyTo(reaches);
        fall.CopyTo(falls);
        var result = Vector512<double>.Zero;
        var done = 0;
        for (var lane = 0; lane < lanes; lane++)
        {
            if ((done >> lane & 1) != 0)
                continue;
            var rule = SilenceQuadrature.Of(reaches[lane], falls[lane]);
            var mask = Vector512<long>.Zero;
            for (var other = lane; other < lanes; other++)
            {
                if ((done >> other & 1) != 0 || !rule.Same(SilenceQuadrature.Of(reaches[other], falls[other])))
                    continue;
                done |= 1 << other;
                mask = mask.WithElement(other, -1);
            }

            var sum = By(rule, integrand, reach);
            result = Vector512.ConditionalSelect(mask.AsDouble(), sum, result);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> By<TIntegrand>(in SilenceQuadrature rule, in TIntegrand integrand, Vector512<double> reach)
        where TIntegrand : struct, ILaneIntegrand
    {
        var panel = reach / Vector512.Create((double)rule.Panels);
        var nodes = rule.Rule.Nodes;
        var weights = rule.Rule.Weights;
        var sum = Vector512<double>.Zero;
        for (var k = 0; k < rule.Panels; k++)
        {
            for (var i = 0; i < nodes.Length; i++)
                sum += Vector512.Create(weights[i]) * integrand.At(panel * Vector512.Create(k + nodes[i]));
        }

        return sum * panel;
    }
}
