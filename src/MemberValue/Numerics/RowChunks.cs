using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MemberValue.Numerics;

/// <summary>Work over rows in fixed chunks, so that no result depends on the number of threads.</summary>
internal static class RowChunks
{
    /// <summary>Rows per chunk: large relative to the cost of a task (microseconds), small relative to a column.</summary>
    public const int Size = 1 << 16;

    /// <summary>Checks a token once per chunk, for loops over rows on one thread.</summary>
    public static void Listen(int row, CancellationToken cancellationToken)
    {
        if (row % Size == 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Adds the bytes of a column to a hash, a chunk at a time.</summary>
    public static void Append(IncrementalHash hash, ReadOnlySpan<double> column, CancellationToken cancellationToken)
    {
        for (var start = 0; start < column.Length; start += Size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(MemoryMarshal.AsBytes(column.Slice(start, Math.Min(Size, column.Length - start))));
        }
    }

    /// <summary>Calls <paramref name="body"/> with the first row and the number of rows of every chunk, on all processors.</summary>
    public static void ForEach(int rows, Action<int, int> body, CancellationToken cancellationToken) => ForEach(
        rows, static () => 0, (start, count, _) => body(start, count), static _ => { }, cancellationToken);

    /// <summary>The same with a state per worker, which <paramref name="merge"/> receives one at a time in any order.</summary>
    public static void ForEach<TState>(
        int rows, Func<TState> begin, Action<int, int, TState> body, Action<TState> merge, CancellationToken cancellationToken)
    {
        var chunks = (int)(((long)rows + Size - 1) / Size);
        if (chunks <= 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var only = begin();
            if (rows > 0)
                body(0, rows, only);
            merge(only);
            return;
        }

        ParallelLoop.For(chunks, begin, (chunk, state) =>
        {
            var start = chunk * Size;
            body(start, Math.Min(Size, rows - start), state);
        }, merge, cancellationToken);
    }
}
