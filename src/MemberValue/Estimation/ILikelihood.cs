namespace MemberValue.Estimation;

/// <summary>A weighted log-likelihood over collapsed rows, as a function of log-parameters. The same bits for any number of threads.</summary>
internal interface ILikelihood
{
    /// <summary>The number of collapsed rows, which determines the time of an evaluation.</summary>
    int Rows { get; }

    /// <summary>The sum of the weights.</summary>
    double Members { get; }

    /// <summary>
    /// The sum of weight × log-likelihood over the rows; its derivatives in the log-parameters overwrite <paramref name="gradient"/>. Where the function
    /// cannot be evaluated the result is NaN or minus infinity, never an exception, and the gradient is undefined. It is called with log-parameters
    /// inside the bounds, or up to 2^-13 outside. The token is checked between chunks of rows.
    /// </summary>
    double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default);

    /// <summary>
    /// A smaller likelihood of at most <paramref name="rows"/> rows for comparing starting points: every k-th collapsed row, weights scaled up to
    /// the same sum. A likelihood that has no more rows than that may return itself.
    /// </summary>
    ILikelihood Thin(int rows);
}
