namespace MemberValue.Members;

internal sealed partial class RowReader<TKey>
{
    private const int TwoThreadsFrom = 65_536; // rows; below, starting a thread costs more than it gains
    private const int Buffers = 4;
    private const int BufferRows = 2_048; // 160 KB with what few rows have: four of them stay in a processor's second-level cache

    /// <summary>
    /// This thread reads rows and finds their members, on a second one the sink writes them to the members' states, in the same order: a
    /// pipeline over a ring of buffers. The two touch nothing in common but the buffers, so the result is that of one thread.
    /// </summary>
    private void ReadOnTwoThreads(ReadOnlySpan<Transaction<TKey>> rows)
    {
        var ring = new (ReadRow[] Rows, ReadExtra[] Extras, int Count)[Buffers];
        using var free = new SemaphoreSlim(Buffers);
        using var full = new SemaphoreSlim(0);
        var writer = Task.Factory.StartNew(() => Write(ring, free, full), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var next = 0;
        try
        {
            while (!rows.IsEmpty)
            {
                free.Wait();
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
