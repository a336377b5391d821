using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Estimation;

/// <summary>Every fit ends with a status, and with estimates that can be used.</summary>
public class FitStatusTests
{
    private const string SameRate = "r and alpha grow without bound at a fixed ratio: every member buys at the same rate";

    public static TheoryData<string> Misfits => ["flat", "ridge", "nowhere", "one point", "cliff", "rising", "no rows", "lying", "infinite", "noise"];

    [Fact]
    public void Counts_no_more_varied_than_Poisson_run_to_the_named_limit()
    {
        var report = Problems.Fit(Counts(3000, i => i % 3), Problems.NegativeBinomial);
        Assert.Equal(FitStatus.AtLimit, report.Status);
        Assert.Equal(SameRate, report.Limit!.English);
        Assert.All(report.StandardErrors, value => Assert.True(double.IsNaN(value)));
        Assert.Equal(1, report.Estimates[0] / report.Estimates[1], 1e-9); // the Poisson rate, 3000 purchases in 3000 units
        Assert.Equal(-3000, report.LogLikelihood, 1e-3); // x ln(1) - 1 each
        Assert.Contains(report.Warnings, text => text.English.Contains("r and alpha", StringComparison.Ordinal));
        Assert.InRange(report.Evaluations, 1, 60);
    }

    [Fact]
    public void Many_rows_run_to_the_named_limit_too()
    {
        var report = Problems.Fit(Counts(30_000, i => i % 3), Problems.NegativeBinomial);
        Assert.Equal((FitStatus.AtLimit, SameRate), (report.Status, report.Limit!.English));
        Assert.InRange(report.Evaluations, 1, 60);
    }

    [Fact]
    public void Members_who_never_buy_are_a_limit() =>
        Assert.Equal(FitStatus.AtLimit, Problems.Fit(Counts(100, _ => 0), Problems.NegativeBinomial).Status);

    [Fact]
    public void A_limit_that_the_model_did_not_name_is_named_by_its_parameters()
    {
        var report = Problems.Fit(Counts(3000, i => i % 3), Problems.NegativeBinomial with { Limits = [] });
        Assert.Equal(FitStatus.AtLimit, report.Status);
        Assert.Equal("r at its upper limit; alpha at its upper limit", report.Limit!.English);
        Assert.Equal("r达到上限；alpha达到上限", report.Limit.Chinese);
    }

    [Fact]
    public void Beside_a_limit_the_other_parameters_keep_their_standard_errors()
    {
        // a and b matter by their ratio alone, the better the larger they are; r is a parameter with an optimum at 2 and information 4 per member.
        var problem = Problems.Of("r", "a", "b") with { Limits = [new FitLimit(Text.Of("a and b grow"), [0, 1, 1])] };
        var report = Problems.Fit(
            new Surface(100, (x, g) =>
            {
                var (u, v, fade) = (x[0] - Math.Log(2), x[1] - x[2], Math.Exp(-x[1]));
                (g[0], g[1], g[2]) = (-4 * u, -2 * v + fade, 2 * v);
                return -2 * u * u - v * v - fade - 1;
            }),
            problem);
        Assert.Equal((FitStatus.AtLimit, "a and b grow"), (report.Status, report.Limit!.English));
        Assert.Equal(2, report.Estimates[0], 1e-9);
        Assert.Equal(2 * 0.05, report.StandardErrors[0], 1e-9);
        Assert.True(double.IsNaN(report.StandardErrors[1]) && double.IsNaN(report.StandardErrors[2]));
    }

    [Theory]
    [InlineData(1e1)]
    [InlineData(1e2)]
    [InlineData(1e3)]
    [InlineData(1e4)]
    public void A_far_optimum_is_no_limit(double far)
    {
        var report = Problems.Fit(FarOptimum(far), Problems.Of("a", "b"));
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(1, report.Estimates[0] / far, 1e-6);
        Assert.Equal(far < 50, report.Warnings.All(text => !text.English.StartsWith("The data hardly identify", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_climb_that_begins_on_the_plateau_behind_an_optimum_looks_back_and_finds_it()
    {
        var report = Problems.Fit(FarOptimum(30), Problems.Of("a", "b") with { Starts = [[FitProblem.DefaultBound, FitProblem.DefaultBound]] });
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(30, report.Estimates[0], 1e-6);
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e7)]
    [InlineData(double.PositiveInfinity)]
    public void An_optimum_too_far_to_be_told_from_a_limit_is_one(double far) =>
        Assert.Equal(FitStatus.AtLimit, Problems.Fit(FarOptimum(far), Problems.Of("a", "b")).Status);

    [Fact]
    public void A_flat_function_identifies_nothing()
    {
        var report = Problems.Fit(Misfit("flat"), Problems.Of("a", "b"));
        Assert.Equal(FitStatus.NotIdentified, report.Status);
        Assert.Equal([1, 1], report.Estimates);
        Assert.Equal([double.NaN, double.NaN], report.StandardErrors);
        Assert.Equal(double.PositiveInfinity, report.ConditionNumber);
    }

    [Fact]
    public void A_ridge_identifies_what_does_not_lie_on_it()
    {
        var report = Problems.Fit(
            new Surface(25, (x, g) =>
            {
                var (u, v) = (x[0] - x[1] - 1, x[2] - 2);
                (g[0], g[1], g[2]) = (-2 * u, 2 * u, -v);
                return -u * u - v * v / 2;
            }),
            Problems.Of("a", "b", "c"));
        Assert.Equal(FitStatus.NotIdentified, report.Status);
        Assert.Null(report.Limit);
        Assert.True(double.IsNaN(report.StandardErrors[0]) && double.IsNaN(report.StandardErrors[1]));
        Assert.Equal(Math.Exp(2) / 5, report.StandardErrors[2], 1e-9);
        Assert.Equal(Math.E, report.Estimates[0] / report.Estimates[1], 1e-9);
        Assert.Contains(report.Warnings, text => text.English.StartsWith("The data do not identify a and b:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_that_ends_near_its_optimum_is_climbed_from_inside()
    {
        var report = Problems.Fit(Misfit("cliff"), Problems.Of("a", "b"));
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(0.99, Math.Log(report.Estimates[0]), 1e-10);
    }

    [Fact]
    public void Starts_that_cannot_be_evaluated_are_passed_over()
    {
        var problem = Problems.Of("a", "b") with { Starts = [[2, 2], [double.NaN, 0], [0.5, 0]] };
        var report = Problems.Fit(Misfit("cliff"), problem);
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(3, report.StartsTried);
        Assert.Equal(FitStatus.Converged, Problems.Fit(Misfit("cliff"), problem with { Starts = [[3, 3]] }).Status); // from points around it
    }

    [Fact]
    public void A_likelihood_that_cannot_be_evaluated_fails()
    {
        var report = Problems.Fit(Misfit("nowhere"), Problems.Of("a", "b") with { LogParameterShifts = [0, Math.Log(2)] });
        Assert.Equal(FitStatus.Failed, report.Status);
        Assert.Equal([1, 2], report.Estimates);
        Assert.True(double.IsNaN(report.LogLikelihood));
    }

    [Fact]
    public void Iterations_that_run_out_are_a_failure()
    {
        var report = Problems.Fit(Likelihoods.Cdnow(), Problems.BgNbd, new FitOptions { MaxIterations = 2 });
        Assert.Equal(FitStatus.Failed, report.Status);
        Assert.Contains("The fit stopped after 2 iterations without an optimum; FitOptions.MaxIterations is 2.", report.Warnings.Select(text => text.English));
        Assert.All(report.StandardErrors, value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void An_optimum_beyond_the_bounds_is_a_limit()
    {
        var problem = Problems.Of("a", "b") with { Lower = [-1, -1], Upper = [1, 2] };
        var report = Problems.Fit(
            new Surface(100, (x, g) =>
            {
                var (u, v) = (x[0] - 2, x[1] - 0.5);
                (g[0], g[1]) = (-u - v / 2, -v - u / 2);
                return -u * u / 2 - u * v / 2 - v * v / 2;
            }),
            problem);
        Assert.Equal((FitStatus.AtLimit, "a at its upper limit"), (report.Status, report.Limit!.English));
        Assert.Equal(Math.E, report.Estimates[0], 1e-12);
        Assert.Equal(Math.E, report.Estimates[1], 1e-9); // 0.5 + 1/2, because the first stops 1 short
        Assert.True(double.IsNaN(report.StandardErrors[0]));
        Assert.Equal(Math.E / 10, report.StandardErrors[1], 1e-8); // given the first
    }

    [Theory]
    [MemberData(nameof(Misfits))]
    public void The_estimates_are_always_finite_and_above_0(string kind)
    {
        var report = Problems.Fit(Misfit(kind), Problems.Of("a", "b"));
        Assert.All(report.Estimates, value => Assert.True(value > 0 && double.IsFinite(value)));
        Assert.True(report.Status != FitStatus.Converged || report.StandardErrors.All(double.IsFinite));
        Assert.InRange(report.Evaluations, 1, 1000);
    }

    internal static ILikelihood Misfit(string kind) => kind switch
    {
        "flat" => new Surface(100, (_, _) => -1),
        "ridge" => new Surface(100, (x, g) =>
        {
            var u = x[0] - x[1] - 1;
            (g[0], g[1]) = (-2 * u, 2 * u);
            return -u * u - 3;
        }),
        "nowhere" => new Surface(100, (_, _) => double.NaN),
        "one point" => new Surface(100, (x, _) => x[0] == 0 && x[1] == 0 ? -1 : double.NegativeInfinity),
        "cliff" => new Surface(100, (x, g) =>
        {
            (g[0], g[1]) = (-2 * (x[0] - 0.99), -2 * x[1]);
            return x[0] > 1 ? double.NaN : -(x[0] - 0.99) * (x[0] - 0.99) - x[1] * x[1];
        }),
        "rising" => new Surface(100, (x, g) =>
        {
            (g[0], g[1]) = (1, 1);
            return x[0] + x[1];
        }),
        "no rows" => new RowLikelihood(Likelihoods.Gamma, []),
        "lying" => new Surface(100, (x, g) =>
        {
            (g[0], g[1]) = (x[0] + 1, x[1] - 1); // points away from the top
            return -x[0] * x[0] - x[1] * x[1];
        }),
        "infinite" => new Surface(100, (x, g) =>
        {
            (g[0], g[1]) = (1, -2 * x[1]);
            return x[0] > 0.5 ? double.PositiveInfinity : x[0] - x[1] * x[1];
        }),
        "noise" => new Surface(100, (x, g) =>
        {
            var hash = Math.Sin(1e9 * (x[0] + 3 * x[1]));
            (g[0], g[1]) = (1e-6 * hash, -1e-6 * hash);
            return -1 + 1e-9 * hash;
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static RowLikelihood Counts(int members, Func<int, int> count) =>
        new(Likelihoods.NegativeBinomial, [.. Enumerable.Range(0, members).Select(i => (double[])[count(i), 1])]);

    // A ridge a = b with its top at a = far, nearly level beyond: in 1/a it is a parabola.
    private static Surface FarOptimum(double far) => new(1000, (x, g) =>
    {
        var (u, v) = (Math.Exp(-x[0]) - 1 / far, x[1] - x[0]);
        (g[0], g[1]) = (2 * u * Math.Exp(-x[0]) + 2 * v, -2 * v);
        return -u * u - v * v - 3;
    });
}
