using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Discounted purchases of a member who leaves with probability p after each: the integral over (0, t] of e^(-delta u) (r / alpha) (1 + p u / alpha)^-(r + 1)
/// du, the rate's mean over lambda.
/// </summary>
/// <remarks>
/// By Gauss and Legendre's rule with 16 nodes on panels of ln(1 + k u), where k is the steepest slope at 0 over all p: the integrand then changes over about
/// one unit of that variable, whatever the parameters are. All terms are positive, also with a negative delta.
/// </remarks>
internal readonly struct DiscountedGivenDropout : IBetaIntegrand
{
    private const int MaxPanels = 40;
    private const int NodesAPanel = 16;
    private const double PanelWidth = 1.25;
    private const double Negligible = 42; // e^-42 is 6e-19

    private static readonly QuadratureRule Rule = QuadratureRule.GaussLegendre(NodesAPanel);

    private readonly Nodes _times; // u / alpha
    private readonly Nodes _weights;
    private readonly int _count;
    private readonly double _power;

    public DiscountedGivenDropout(double r, double alpha, double delta, double t)
    {
        var end = delta > 0 ? Math.Min(t, Negligible / delta) : t;
        var slope = (1 + r) / alpha + Math.Abs(delta);
        var length = Elementary.Log1p(slope * end);
        var panels = Math.Clamp((int)Math.Ceiling(length / PanelWidth), 1, MaxPanels);
        var width = length / panels;
        for (var i = 0; i < panels; i++)
        {
            for (var k = 0; k < NodesAPanel; k++)
            {
                var place = (i + Rule.Nodes[k]) * width;
                var u = Elementary.Expm1(place) / slope;
                _times[_count] = u / alpha;
                _weights[_count++] = Rule.Weights[k] * width * (u + 1 / slope) * Math.Exp(-delta * u) * (r / alpha);
            }
        }

        _power = -1 - r;
        Sharpness = (1 + r) * (1 + end / alpha);
    }

    public double Sharpness { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<double> At(Vector512<double> p)
    {
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < _count; i++)
        {
            var log = VectorMath.Log1p(p * Vector512.Create(_times[i]));
            sum += VectorMath.Exp(log * Vector512.Create(_power)) * Vector512.Create(_weights[i]);
        }

        return sum;
    }

    [InlineArray(MaxPanels * NodesAPanel)]
    private struct Nodes
    {
        private double _first;
    }
}
