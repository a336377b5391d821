using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>A column of the design: (x - centre) × scale, 0 where x is missing; or that of the indicator of missing values.</summary>
internal readonly record struct DesignColumn(int Feature, bool IsMissing, double Centre, double Scale);

/// <summary>The sum, missing weight and range of one column over the rows of weight above 0.</summary>
internal readonly record struct ColumnMoments(double Sum, double MissingWeight, double Least, double Greatest);

/// <summary>Weighted log-likelihood, its slope and its information at some coefficients, the intercept first; without the penalty.</summary>
internal sealed record LogisticSums(double LogLikelihood, double[] Gradient, double[,] Information);

/// <summary>
/// The sums over rows that a logistic regression needs. Rows are summed in chunks, and the chunks in order, so that no bit depends on the number of threads;
/// additions and multiplications are never fused, so that no bit depends on the width of the processor's registers either.
/// </summary>
/// <remarks>
/// Within a chunk, 128 rows at a time are standardised into a buffer that stays in the first cache, and the symmetric product Z'WZ is summed in tiles of 4
/// by 4 columns, held in registers: 16 sums for 8 loads. Benchmark: FitLogistic.
/// </remarks>
internal sealed class LogisticRows(double[][] columns, bool[] labels, double[]? weights, double yesWeight, double noWeight, bool isSequential)
{
    private const int Block = LogisticKernel.Block;
    private const int Lanes = LogisticKernel.Lanes;
    private const int Tile = LogisticKernel.Tile;

    public int Count => labels.Length;

    public double WeightOf(int row) => (labels[row] ? yesWeight : noWeight) * (weights is null ? 1 : weights[row]);

    /// <summary>The same for some rows, whose columns are given.</summary>
    public LogisticRows Sample(double[][] values, int[] rows) => new(
        values, Array.ConvertAll(rows, row => labels[row]), weights is null ? null : Array.ConvertAll(rows, row => weights[row]), yesWeight, noWeight,
        isSequential);

    /// <summary>Sum, missing weight, least and greatest value of every column.</summary>
    public ColumnMoments[] Moments(CancellationToken cancellationToken)
    {
        var chunks = Chunks<double[]>((start, count) =>
        {
            var sums = new double[columns.Length * 4 * Lanes];
            Span<double> c = stackalloc double[Block];
            for (var j = 0; j < columns.Length; j++)
            {
                sums.AsSpan((j * 4 + 2) * Lanes, Lanes).Fill(double.PositiveInfinity);
                sums.AsSpan((j * 4 + 3) * Lanes, Lanes).Fill(double.NegativeInfinity);
            }

            Span<double> x = stackalloc double[Block];
            for (var row = start; row < start + count; row += Block)
            {
                var n = Math.Min(Block, start + count - row);
                FillWeights(row, n, c);
                for (var j = 0; j < columns.Length; j++)
                {
                    var values = columns[j].AsSpan(row, n);
                    if (n < Block)
                    {
                        x.Clear();
                        values.CopyTo(x);
                    }

                    LogisticKernel.AddMoments(
                        ref MemoryMarshal.GetReference(n < Block ? x : values), ref MemoryMarshal.GetReference(c), ref sums[j * 4 * Lanes]);
                }
            }

            return sums;
        }, cancellationToken);

        var moments = new ColumnMoments[columns.Length];
        for (var j = 0; j < moments.Length; j++)
        {
            var (sum, missing, least, greatest) = (0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
            foreach (var chunk in chunks)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    sum += chunk[j * 4 * Lanes + lane];
                    missing += chunk[(j * 4 + 1) * Lanes + lane];
                    least = Math.Min(least, chunk[(j * 4 + 2) * Lanes + lane]);
                    greatest = Math.Max(greatest, chunk[(j * 4 + 3) * Lanes + lane]);
                }
            }

            moments[j] = new ColumnMoments(sum, missing, least, greatest);
        }

        return moments;
    }

    /// <summary>Z'CZ of the design with a column of ones before it, C the weights.</summary>
    public double[,] Gram(DesignColumn[] design, CancellationToken cancellationToken) => Sum(design, null, cancellationToken).Information;

    /// <summary>Log-likelihood, slope and information at coefficients of the design, the intercept first.</summary>
    public LogisticSums At(DesignColumn[] design, double[] beta, CancellationToken cancellationToken) => Sum(design, beta, cancellationToken);

    /// <summary>
    /// The least and greatest of (plus or minus) direction · z over the rows of weight above 0, with plus where the label is yes: a least of 0 or more means
    /// that the direction separates the labels (Albert and Anderson 1984, Biometrika 71(1), definition of complete and quasi-complete separation).
    /// </summary>
    public (double Least, double Greatest) Margins(DesignColumn[] design, double[] direction, CancellationToken cancellationToken)
    {
        var chunks = Chunks<(double Least, double Greatest)>((start, count) =>
        {
            var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
            var z = Ones(Padded(design.Length + 1));
            for (var row = start; row < start + count; row += Block)
            {
                var n = Math.Min(Block, start + count - row);
                Standardise(design, row, n, z);
                for (var i = 0; i < n; i++)
                {
                    if (!(WeightOf(row + i) > 0))
                        continue;
                    var margin = 0.0;
                    for (var t = 0; t < direction.Length; t++)
                        margin += direction[t] * z[t * Block + i];
                    if (!labels[row + i])
                        margin = -margin;
                    (least, greatest) = (Math.Min(least, margin), Math.Max(greatest, margin));
                }
            }

            return (least, greatest);
        }, cancellationToken);
        return (chunks.Min(chunk => chunk.Least), chunks.Max(chunk => chunk.Greatest));
    }

    private LogisticSums Sum(DesignColumn[] design, double[]? beta, CancellationToken cancellationToken)
    {
        var order = design.Length + 1;
        var groups = Padded(order) / Tile;
        var tiles = groups * (groups + 1) / 2;
        var chunks = Chunks<double[]>((start, count) =>
        {
            // Lanes of the information's tiles, then of the gradient, then of the log-likelihood.
            var sums = new double[(tiles * Tile * Tile + groups * Tile + 1) * Lanes];
            var z = Ones(groups * Tile);
            Span<double> c = stackalloc double[Block];
            Span<double> y = stackalloc double[Block];
            Span<double> w = stackalloc double[Block];
            Span<double> r = stackalloc double[Block];
            y.Clear(); // the rows beyond a shorter last block have no weight
            r.Clear();
            for (var row = start; row < start + count; row += Block)
            {
                var n = Math.Min(Block, start + count - row);
                FillWeights(row, n, c);
                Standardise(design, row, n, z);
                if (beta is null)
                {
                    c.CopyTo(w);
                }
                else
                {
                    var block = MemoryMarshal.AsBytes(labels.AsSpan(row, n));
                    for (var i = 0; i < block.Length; i++)
                        y[i] = block[i];
                    LogisticKernel.AddLikelihood(z, beta, c, y, w, r, ref sums[^Lanes]);
                    LogisticKernel.AddGradient(z, groups, ref MemoryMarshal.GetReference(r), ref sums[tiles * Tile * Tile * Lanes]);
                }

                LogisticKernel.AddInformation(z, groups, ref MemoryMarshal.GetReference(w), ref sums[0]);
            }

            return Fold(sums);
        }, cancellationToken);

        var total = new double[tiles * Tile * Tile + groups * Tile + 1];
        foreach (var chunk in chunks)
        {
            for (var k = 0; k < total.Length; k++)
                total[k] += chunk[k];
        }

        var information = new double[order, order];
        var at = 0;
        for (var a = 0; a < groups; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                for (var i = a * Tile; i < (a + 1) * Tile; i++)
                {
                    for (var j = b * Tile; j < (b + 1) * Tile; j++, at++)
                    {
                        if (i < order && j <= i)
                            information[i, j] = information[j, i] = total[at];
                    }
                }
            }
        }

        return new LogisticSums(total[^1], total[(tiles * Tile * Tile)..(tiles * Tile * Tile + order)], information);
    }

    private T[] Chunks<T>(Func<int, int, T> body, CancellationToken cancellationToken)
    {
        var results = new T[(Count + RowChunks.Size - 1) / RowChunks.Size];
        if (isSequential)
        {
            for (var k = 0; k < results.Length; k++)
                results[k] = body(k * RowChunks.Size, Math.Min(RowChunks.Size, Count - k * RowChunks.Size));
        }
        else
        {
            RowChunks.ForEach(Count, (start, count) => results[start / RowChunks.Size] = body(start, count), cancellationToken);
        }

        return results;
    }

    private static int Padded(int order) => (order + Tile - 1) / Tile * Tile;

    /// <summary>A block with the ones of the intercept, and zeros.</summary>
    private static double[] Ones(int order)
    {
        var z = new double[order * Block];
        z.AsSpan(0, Block).Fill(1);
        return z;
    }

    private static double[] Fold(double[] lanes)
    {
        var sums = new double[lanes.Length / Lanes];
        for (var k = 0; k < sums.Length; k++)
        {
            for (var lane = 0; lane < Lanes; lane++)
                sums[k] += lanes[k * Lanes + lane];
        }

        return sums;
    }

    private void FillWeights(int row, int n, Span<double> c)
    {
        // A look-up, because a branch on a label is mispredicted about half the time.
        ReadOnlySpan<double> byLabel = [noWeight, yesWeight];
        var block = MemoryMarshal.AsBytes(labels.AsSpan(row, n));
        for (var i = 0; i < block.Length; i++)
            c[i] = byLabel[block[i] & 1];
        if (weights is not null)
        {
            for (var i = 0; i < n; i++)
                c[i] *= weights[row + i];
        }

        c[n..].Clear();
    }

    private void Standardise(DesignColumn[] design, int row, int n, double[] z)
    {
        for (var t = 0; t < design.Length; t++)
        {
            var from = columns[design[t].Feature].AsSpan(row, n);
            var to = z.AsSpan((t + 1) * Block, Block);
            var (centre, scale, i) = (design[t].Centre, design[t].Scale, 0);
            if (design[t].IsMissing)
            {
                for (; i < n; i++)
                    to[i] = ((double.IsNaN(from[i]) ? 1 : 0) - centre) * scale;
            }
            else
            {
                ref var source = ref MemoryMarshal.GetReference(from);
                ref var target = ref MemoryMarshal.GetReference(to);
                for (; i <= n - Lanes; i += Lanes)
                {
                    var value = (Vector512.LoadUnsafe(ref source, (nuint)i) - Vector512.Create(centre)) * Vector512.Create(scale);
                    Vector512.ConditionalSelect(Vector512.Equals(value, value), value, Vector512<double>.Zero).StoreUnsafe(ref target, (nuint)i);
                }

                for (; i < n; i++)
                    to[i] = double.IsNaN(from[i]) ? 0 : (from[i] - centre) * scale;
            }

            to[n..].Clear();
        }
    }
}
