using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>Options, progress and cancellation.</summary>
public class FitOptionsTests
{
    public static TheoryData<FitOptions, string> Wrong => new()
    {
        { new FitOptions { Penalty = -1 }, "FitOptions.Penalty is -1; it must be a finite number of 0 or more." },
        { new FitOptions { Penalty = double.NaN }, "FitOptions.Penalty is not a number; it must be a finite number of 0 or more." },
        { new FitOptions { Penalty = double.PositiveInfinity }, "FitOptions.Penalty is infinity; it must be a finite number of 0 or more." },
        { new FitOptions { MaxIterations = 0 }, "FitOptions.MaxIterations is 0; it must be 1 to 100000." },
        { new FitOptions { Starts = -1 }, "FitOptions.Starts is -1; it must be 0 (as the model proposes) to 100." },
        { new FitOptions { Starts = 101 }, "FitOptions.Starts is 101; it must be 0 (as the model proposes) to 100." },
        { new FitOptions { GradientTolerance = 0 }, "FitOptions.GradientTolerance is 0; it must be above 0 and at most 0.001." },
        { new FitOptions { GradientTolerance = 0.01 }, "FitOptions.GradientTolerance is 0.01; it must be above 0 and at most 0.001." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_option_is_named_with_its_value_and_range(FitOptions options, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Problems.Fit(FitStatusTests.Misfit("flat"), Problems.Of("a", "b"), options));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("options", error.ParamName);
    }

    [Fact]
    public void Cancellation_stops_the_fit()
    {
        using var source = new CancellationTokenSource();
        var calls = 0;
        var surface = new Surface(10, (x, g) =>
        {
            if (++calls == 3)
                source.Cancel();
            g[0] = -x[0] * x[0] * x[0] - 1;
            return -x[0] * x[0] * x[0] * x[0] / 4 - x[0];
        });
        Assert.Throws<OperationCanceledException>(() => MaximumLikelihood.Maximise(surface, Problems.Of("a"), new FitOptions(), null, source.Token));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void Progress_tells_the_stages_in_order_and_ends_at_the_result()
    {
        var told = new Told();
        double[][] rows = [.. Enumerable.Range(0, 12_000).Select(i => (double[])[i % 7 * (i % 5), 1 + i % 11])];
        var outcome = MaximumLikelihood.Maximise(new RowLikelihood(Likelihoods.NegativeBinomial, rows), Problems.NegativeBinomial, new FitOptions(), told);
        Assert.Equal([FitStage.Starts, FitStage.AllRows, FitStage.Information], told.Reports.Select(report => report.Stage).Distinct());
        Assert.Equal(told.Reports.Select(report => report.Stage).Order(), told.Reports.Select(report => report.Stage));
        Assert.Equal(outcome.Report.LogLikelihood, told.Reports[^1].LogLikelihood);
        Assert.Equal(0, told.Reports[0].Iteration);
        Assert.Equal(outcome.Report.Estimates, outcome.LogParameters.Select(Math.Exp));
    }

    private sealed class Told : IProgress<FitProgress>
    {
        public List<FitProgress> Reports { get; } = [];

        public void Report(FitProgress value) => Reports.Add(value);
    }
}
