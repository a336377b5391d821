using MathNet.Numerics;
using MemberValue.Estimation;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Estimation;

/// <summary>Fits whose answer is published, known in closed form, or checked by the condition that an optimum meets.</summary>
public class MaximumLikelihoodTests
{
    private static readonly int[] RegularSurvivors = [1000, 631, 468, 382, 326, 289, 262, 241];
    private static readonly int[] HighEndSurvivors = [1000, 869, 743, 653, 593, 551, 517, 491];

    // Fader and Hardie 2007, How to project customer retention, appendix B (three decimals).
    [Theory]
    [InlineData(false, 0.704, 1.182, -1680.265)]
    [InlineData(true, 0.668, 3.806, -1611.158)]
    public void The_published_fits_of_the_shifted_beta_geometric_are_found(bool isHighEnd, double gamma, double delta, double logLikelihood)
    {
        var report = Problems.Fit(Likelihoods.Cohort(isHighEnd ? HighEndSurvivors : RegularSurvivors), Problems.Of("gamma", "delta"));
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(gamma, report.Estimates[0], 0.0005);
        Assert.Equal(delta, report.Estimates[1], 0.0005);
        Assert.Equal(logLikelihood, report.LogLikelihood, 0.0005);
        Assert.InRange(report.Evaluations, 1, 20);
    }

    // Fader, Hardie and Lee 2005, Counting your customers the easy way, table 2; seven digits by an independent package.
    [Fact]
    public void The_published_fit_of_the_BG_NBD_to_CDNOW_is_found_within_40_evaluations()
    {
        var report = Problems.Fit(Likelihoods.Cdnow(), Problems.BgNbd);
        Assert.Equal(FitStatus.Converged, report.Status);
        double[] expected = [0.2425945, 4.4136019, 0.7929199, 2.4258881];
        for (var k = 0; k < 4; k++)
            Assert.Equal(1, report.Estimates[k] / expected[k], 1e-5);
        Assert.Equal(-9582.429, report.LogLikelihood, 0.0005);
        Assert.Equal(3, report.StartsAgreed);
        Assert.Equal(3, report.StartsTried);
        Assert.InRange(report.Evaluations, 1, 40);
        Assert.Equal(0, report.SampleEvaluations);
        Assert.InRange(report.GradientNorm, 0, 1e-12);
        Assert.Empty(report.Warnings);
        Assert.Equal(8 - 2 * report.LogLikelihood, report.Aic);
        Assert.Equal(4 * Math.Log(2357) - 2 * report.LogLikelihood, report.Bic);
        Assert.Equal(2357, report.Members);
    }

    // Recomputed with an independent package, 8 digits.
    [Fact]
    public void The_fit_of_the_NBD_to_CDNOW_is_found()
    {
        double[][] rows = [.. CdnowData.Expected().Select(row => (double[])[row.RepeatPurchases, row.Age])];
        var report = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows), Problems.NegativeBinomial);
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(0.38476588, report.Estimates[0], 1e-6);
        Assert.Equal(12.072014, report.Estimates[1], 3e-5);
        Assert.Equal(-9763.6576, report.LogLikelihood, 1e-4);
    }

    [Fact]
    public void A_gamma_fit_meets_the_closed_conditions_and_has_the_closed_covariance()
    {
        double[][] rows = [.. Enumerable.Range(1, 50).Select(i => (double[])[i * 0.37])];
        var report = Problems.Fit(new RowLikelihood(Likelihoods.Gamma, rows), Problems.Of("shape", "rate"));
        var (shape, rate) = (report.Estimates[0], report.Estimates[1]);
        Assert.Equal(1, shape / rate / rows.Average(row => row[0]), 1e-12);
        Assert.Equal(Math.Log(rows.Average(row => row[0])) - rows.Average(row => Math.Log(row[0])), Math.Log(shape) - SpecialFunctions.DiGamma(shape), 1e-12);

        // Information of (shape, rate): n [psi'(shape), -1/rate; -1/rate, shape/rate^2].
        var trigamma = 0.0;
        for (var k = 1_000_000; k >= 0; k--)
            trigamma += 1 / ((shape + k) * (shape + k));
        trigamma += 1 / (shape + 1_000_000.5);
        var determinant = 50 * (trigamma * shape - 1) / (rate * rate);
        Assert.Equal(1, report.Covariance[0][0] / (shape / (rate * rate) / determinant), 1e-7);
        Assert.Equal(1, report.Covariance[0][1] / (1 / rate / determinant), 1e-7);
        Assert.Equal(1, report.Covariance[1][1] / (trigamma / determinant), 1e-7);
        Assert.Equal(Math.Sqrt(report.Covariance[1][1]), report.StandardErrors[1], 1e-15);
        Assert.Equal(report.Covariance[0][1] / (shape * rate), report.LogCovariance[0][1], 1e-15);
    }

    [Fact]
    public void A_quadratic_gives_its_covariance_and_its_condition_number()
    {
        // Information a member [4, 1; 1, 2], so the covariance of the logs is [2, -1; -1, 4] / 7 / members.
        var surface = new Surface(50, (x, g) =>
        {
            var (u, v) = (x[0] - 0.5, x[1] + 1.5);
            g[0] = -4 * u - v;
            g[1] = -u - 2 * v;
            return -2 * u * u - u * v - v * v - 3;
        });
        var report = Problems.Fit(surface, Problems.Of("a", "b") with { LogLikelihoodShift = 7, LogParameterShifts = [0, Math.Log(10)] });
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(Math.Exp(0.5), report.Estimates[0], 1e-13);
        Assert.Equal(10 * Math.Exp(-1.5), report.Estimates[1], 1e-13);
        Assert.Equal(-143, report.LogLikelihood, 1e-12);
        Assert.Equal(2 / 350.0, report.LogCovariance[0][0], 1e-12);
        Assert.Equal(-1 / 350.0, report.LogCovariance[1][0], 1e-12);
        Assert.Equal(report.Estimates[1] * Math.Sqrt(4 / 350.0), report.StandardErrors[1], 1e-11);
        Assert.Equal((3 + Math.Sqrt(2)) / (3 - Math.Sqrt(2)), report.ConditionNumber, 1e-9);
        Assert.InRange(report.Evaluations, 1, 10);
    }

    [Fact]
    public void Many_rows_are_fitted_with_few_evaluations_of_all_of_them()
    {
        double[][] rows =
        [
            .. CdnowData.Expected().SelectMany(row => Enumerable.Range(0, 10)
                .Select(c => (double[])[row.RepeatPurchases, row.TimeOfLastPurchase * (1 + c * 0.002), row.Age * (1 + c * 0.002)])),
        ];
        var likelihood = new RowLikelihood(Likelihoods.BgNbd, rows);
        var report = Problems.Fit(likelihood, Problems.BgNbd);
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.InRange(report.Evaluations, 9, 16);
        Assert.InRange(report.SampleEvaluations, 20, 50);
        Assert.Equal(likelihood.Evaluations, report.Evaluations);
        Assert.InRange(report.GradientNorm, 0, 1e-12);
        Assert.Equal(3, report.StartsAgreed);
    }

    [Fact]
    public void A_curved_narrow_ridge_is_climbed()
    {
        var report = Problems.Fit(
            new Surface(100, (x, g) =>
            {
                var (u, v) = (x[1] - x[0] * x[0], 3 - x[0]);
                g[0] = 400 * u * x[0] + 2 * v;
                g[1] = -200 * u;
                return -100 * u * u - v * v;
            }),
            Problems.Of("a", "b"));
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(3, Math.Log(report.Estimates[0]), 1e-11);
        Assert.Equal(9, Math.Log(report.Estimates[1]), 1e-10);
        Assert.Contains(report.Warnings, text => text.English.StartsWith("The data hardly tell a and b apart", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_input_gives_the_same_report() =>
        Assert.Equal(Problems.Fit(Likelihoods.Cdnow(), Problems.BgNbd), Problems.Fit(Likelihoods.Cdnow(), Problems.BgNbd));

    [Fact]
    public void A_higher_optimum_elsewhere_is_found_by_another_start()
    {
        var problem = Problems.Of("a") with { Starts = [[-3], [4], [2]] };
        var report = Problems.Fit(TwoHills(), problem);
        Assert.Equal(3, Math.Log(report.Estimates[0]), 0.01);
        Assert.Equal(2, report.StartsAgreed);
        Assert.Equal(3, report.StartsTried);

        var alone = Problems.Fit(TwoHills(), problem, new FitOptions { Starts = 1 });
        Assert.Equal(-3, Math.Log(alone.Estimates[0]), 0.01);
        Assert.Equal(1, alone.StartsTried);
    }

    [Fact]
    public void Agreement_counts_from_the_last_winner()
    {
        // The first two lie higher, on the low hill; the others pass them on the high one.
        var report = Problems.Fit(TwoHills(), Problems.Of("a") with { Starts = [[-3], [-2.9], [1.2], [4.6]] });
        Assert.Equal(3, Math.Log(report.Estimates[0]), 0.01);
        Assert.Equal((2, 4), (report.StartsAgreed, report.StartsTried));
    }

    [Fact]
    public void More_starts_than_the_model_proposes_are_placed_around_its_first()
    {
        var report = Problems.Fit(TwoHills(), Problems.Of("a") with { Starts = [[1.2]] }, new FitOptions { Starts = 12 });
        Assert.Equal(12, report.StartsTried);
        Assert.Equal(3, Math.Log(report.Estimates[0]), 0.01);
    }

    // Hills of height 1 at -3 and 2 at 3.
    private static Surface TwoHills() => new(100, (x, g) =>
    {
        var (low, high) = (Math.Exp(-(x[0] + 3) * (x[0] + 3) / 2), 2 * Math.Exp(-(x[0] - 3) * (x[0] - 3) / 2));
        g[0] = -(x[0] + 3) * low - (x[0] - 3) * high;
        return low + high;
    });
}
