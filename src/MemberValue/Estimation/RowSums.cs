using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Estimation;

/// <summary>A model's sum over one run of rows, prepared for fixed parameters: a struct, so that the loop over chunks costs nothing.</summary>
internal interface IRowKernel
{
    /// <summary>The sum of weight × log-likelihood of the rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows, at least 1 and at most <see cref="RowSums.ChunkRows"/>.</param>
    /// <param name="gradient">Receives the rows' sums of weight × derivative; zeros before the call.</param>
    double Sum(int start, int count, Span<double> gradient);
}

/// <summary>
/// Sums a row kernel over fixed chunks of rows, each chunk on its own, and adds the chunks' sums in row order: the result has the same bits for any number of
/// threads.
/// </summary>
internal static class RowSums
{
    /// <summary>Rows per chunk: at 20 to 200 ns per row some 100 microseconds of work, large relative to the cost of a task.</summary>
    public const int ChunkRows = 4096;

    /// <summary>
    /// The sum of the kernel over all rows; the gradient's sums overwrite <paramref name="gradient"/>. Up to one chunk of rows it allocates nothing,
    /// otherwise some bytes per chunk. <paramref name="threads"/> bounds the threads, -1 for no bound; the result does not depend on it.
    /// </summary>
    public static double Sum<TKernel>(in TKernel kernel, int rows, Span<double> gradient, int threads = -1, CancellationToken cancellationToken = default)
        where TKernel : struct, IRowKernel
    {
        gradient.Clear();
        if (rows <= ChunkRows)
            return rows > 0 ? kernel.Sum(0, rows, gradient) : 0;
        return OverChunks(kernel, rows, gradient, threads, cancellationToken);
    }

    // A separate method, because a lambda's closure is allocated where its method begins.
    private static double OverChunks<TKernel>(TKernel kernel, int rows, Span<double> gradient, int threads, CancellationToken cancellationToken)
        where TKernel : struct, IRowKernel
    {
        var n = gradient.Length;
        var chunks = (int)(((long)rows + ChunkRows - 1) / ChunkRows);
        var sums = new double[chunks * (n + 1)];
        ParallelLoop.For(chunks, chunk =>
        {
            var own = sums.AsSpan(chunk * (n + 1), n + 1);
            var start = chunk * ChunkRows;
            own[n] = kernel.Sum(start, Math.Min(ChunkRows, rows - start), own[..n]);
        }, cancellationToken, threads);

        var value = 0.0;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var own = sums.AsSpan(chunk * (n + 1), n + 1);
            for (var k = 0; k < n; k++)
                gradient[k] += own[k];
            value += own[n];
        }

        return value;
    }
}
