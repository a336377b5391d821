namespace MemberValue.Members;

internal sealed partial class RowReader<TKey>
{
    private const int TwoThreadsFrom = 65_536; // rows; below, starting a thread costs more than it gains
    private const int Buffers = 4;
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
        try
        {
            while (!rows.IsEmpty && longWaits < LongWaits)
            {
                if (buffers++ % FewBuffers == 0)
                    longWaits = 0;
                if (!free.Wait(Patience))
                {
                    longWaits++;
                    free.Wait();
                }

                if (writer.IsCompleted)
                    break; // it failed: the wait below throws what it threw
                ref var buffer = ref ring[next++ % Buffers];
                buffer.Rows ??= new ReadRow[BufferRows];
                buffer.Extras ??= new ReadExtra[BufferRows];
                buffer.Count = Math.Min(rows.Length, BufferRows);
                for (var from = 0; from < buffer.Count; from += Batch)
                {
                    var count = Math.Min(Batch, buffer.Count - from);
                    Read(rows.Slice(from, count), buffer.Rows.AsSpan(from, count), buffer.Extras.AsSpan(from, count));
                }

                rows = rows[buffer.Count..];
                full.Release();
            }
        }
        finally
        {
            free.Wait();
            ring[next % Buffers].Count = 0; // the end
            full.Release();
            writer.GetAwaiter().GetResult();
        }

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
                if (count == 0)
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
