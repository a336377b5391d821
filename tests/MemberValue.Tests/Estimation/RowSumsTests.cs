using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Estimation;

/// <summary>Sums over rows have the same bits for any number of threads.</summary>
public class RowSumsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_001)]
    public void Every_row_counts_once_and_threads_do_not_matter(int rows)
    {
        var one = new double[2];
        var many = new double[] { 9, 9 };
        var value = RowSums.Sum(new Kernel(), rows, one, threads: 1);
        Assert.Equal(value, RowSums.Sum(new Kernel(), rows, many));
        Assert.Equal(one, many);
        Assert.Equal(value, RowSums.Sum(new Kernel(), rows, many, threads: 7));
        Assert.Equal(rows, one[0]);
        var plain = Enumerable.Range(0, rows).Sum(i => Math.Sqrt(i));
        Assert.Equal(plain, value, 1e-11 * Math.Max(1, plain));
    }

    [Fact]
    public void A_few_rows_allocate_nothing()
    {
        var gradient = new double[2];
        Assert.Equal(0, Allocations.Of(() => RowSums.Sum(new Kernel(), 4096, gradient)));
    }

    [Fact]
    public void After_a_cancellation_only_the_chunks_under_way_are_finished()
    {
        using var stop = new CancellationTokenSource();
        var started = new int[1];
        Assert.Throws<OperationCanceledException>(
            () => RowSums.Sum(new Stopping(stop, started), 1_000 * RowSums.ChunkRows, new double[1], threads: 2, stop.Token));
        Assert.InRange(started[0], 5, 8);
    }

    private readonly struct Stopping(CancellationTokenSource stop, int[] started) : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient)
        {
            var number = Interlocked.Increment(ref started[0]);
            if (number == 5)
                stop.Cancel();
            else if (number > 5)
                stop.Token.WaitHandle.WaitOne(); // a chunk under way, until it could hear of it
            return 0;
        }
    }

    private readonly struct Kernel : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = start; i < start + count; i++)
            {
                gradient[0]++;
                gradient[1] += 1 / (1.0 + i);
                sum += Math.Sqrt(i);
            }

            return sum;
        }
    }
}
