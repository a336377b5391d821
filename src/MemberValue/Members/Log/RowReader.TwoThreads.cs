using System.Runtime.ExceptionServices;

namespace MemberValue.Members;

internal sealed partial class RowReader<TKey>
{
    private const int TwoThreadsFrom = 65_536; // rows; below, starting a thread costs more than it gains
    private const int Buffers = 4;
    private const int End = -1; // in place of a buffer's count
    private const int BufferRows = 2_048; // 160 KB with what few rows have: four of them stay in a processor's second-level cache

    // A buffer takes a tenth of a millisecond; now and then one takes longer, as memory is made or fragments are compacted. If several of a
    // few take longer, the second thread waits for its processor: others have taken it, and one thread is faster until they give it back.
    private const int Patience = 2; // milliseconds
    private const int LongWaits = 3;
    private const int FewBuffers = 128;
    private const int FewestRowsAlone = 1 << 18;
    private const int MostRowsAlone = 1 << 22; // half a second, so that trying again costs little

    private int _nextRowsAlone = FewestRowsAlone;

    /// <summary>
    /// This thread reads rows and finds their members, on a second one the sink writes them to the members' states, in the same order: a
    /// pipeline over a ring of buffers. The two touch nothing in common but the buffers, so the result is that of one thread.
    /// </summary>
    /// <returns>How many rows were read: fewer than all where the second thread has to share its processor with others.</returns>
    private int ReadOnTwoThreads(ReadOnlySpan<Transaction<TKey>> rows)
    {
        var length = rows.Length;
        var (longWaits, buffers) = (0, 0);
        var ring = new (ReadRow[] Rows, ReadExtra[] Extras, int Count)[Buffers];
        using var free = new SemaphoreSlim(Buffers);
        using var full = new SemaphoreSlim(0);
        var writer = Task.Factory.StartNew(() => Write(ring, free, full), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var next = 0;
        ExceptionDispatchInfo? failure = null;
        try
        {
            while (!rows.IsEmpty && longWaits < LongWaits && failure is null)
            {
                if (buffers++ % FewBuffers == 0)
                    longWaits = 0;
                if (!free.Wait(Patience))
                {
                    longWaits++;
                    free.Wait();
                }

                ref var buffer = ref ring[next++ % Buffers]; // handed on from here in any case, or the writer would wait for it forever
                buffer.Count = 0;
                try
                {
                    if (writer.IsCompleted)
                        break; // it failed: the wait below throws what it threw
                    buffer.Rows ??= new ReadRow[BufferRows];
                    buffer.Extras ??= new ReadExtra[BufferRows];
                    while (buffer.Count < Math.Min(rows.Length, BufferRows) && failure is null)
                    {
                        var batch = rows[buffer.Count..Math.Min(rows.Length, Math.Min(buffer.Count + Batch, BufferRows))];
                        buffer.Count += Read(batch, buffer.Rows.AsSpan(buffer.Count), buffer.Extras.AsSpan(buffer.Count), out failure);
                    }

                    rows = rows[buffer.Count..];
                }
                finally
                {
                    full.Release();
                }
            }
        }
        finally
        {
            free.Wait();
            ring[next % Buffers].Count = End;
            full.Release();
            writer.GetAwaiter().GetResult();
        }

        failure?.Throw(); // after what the writer threw, of an earlier row
        if (buffers > FewBuffers)
            _nextRowsAlone = FewestRowsAlone;
        if (longWaits == LongWaits)
            (_rowsAlone, _nextRowsAlone) = (_nextRowsAlone, Math.Min(2 * _nextRowsAlone, MostRowsAlone));
        return length - rows.Length;
    }

    private void Write((ReadRow[] Rows, ReadExtra[] Extras, int Count)[] ring, SemaphoreSlim free, SemaphoreSlim full)
    {
        try
        {
            for (var next = 0; ; next++)
            {
                full.Wait();
                var (rows, extras, count) = ring[next % Buffers];
                if (count == End)
                    return;
                for (var from = 0; from < count; from += Batch)
                    _sink(rows.AsSpan(from, Math.Min(Batch, count - from)), extras.AsSpan(from, Math.Min(Batch, count - from)));
                free.Release();
            }
        }
        finally
        {
            free.Release(int.MaxValue / 2); // after a failure the reader must not wait for a buffer that nobody hands back
        }
    }
}
