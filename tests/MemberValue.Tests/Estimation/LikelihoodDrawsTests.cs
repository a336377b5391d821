using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>Draws of parameters against a likelihood whose profiles are parabolas, though the room that one parameter leaves to the other is not.</summary>
public class LikelihoodDrawsTests
{
    /// <summary>
    /// l = -50 x^2 - 50 e^(6 x) y^2: the profile of x is a parabola, but the larger x, the less room for y. A flat prior moves x by -c / (2 a), 0.3 of its
    /// standard error.
    /// </summary>
    [Fact]
    public void A_parameter_is_drawn_as_its_profile_says_whatever_room_it_leaves_to_others()
    {
        var likelihood = new Surface(1, (at, slopes) =>
        {
            var (x, y, steep) = (at[0], at[1], Math.Exp(6 * at[0]));
            (slopes[0], slopes[1]) = (-100 * x - 300 * steep * y * y, -100 * steep * y);
            return -50 * x * x - 50 * steep * y * y;
        });
        var task = new FitTask(likelihood, new FitProblem { Names = ["x", "y"], Starts = [[0.1, 0.1]] });
        var report = Problems.Fit(likelihood, task.Problem);
        Assert.Equal(0.1, Math.Sqrt(report.LogCovariance[0][0]), 1e-4);
        var draws = LikelihoodDraws.Of(task, report, 4_000, 1, CancellationToken.None).Vectors;
        var x = draws.Select(values => Math.Log(values[0])).Order().ToArray();
        Assert.Equal(0, x.Average(), 0.01); // -0.03 with a flat prior
        Assert.Equal(-0.1645, x[200], 0.015);
        Assert.Equal(0.1645, x[3_800], 0.015);
        Assert.True(draws.Select(values => values[0]).Distinct().Count() > 2_500);
    }
}
