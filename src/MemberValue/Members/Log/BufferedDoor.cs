namespace MemberValue.Members;

/// <summary>Reads sequences through a span overload, so that they gain from its batches; one place for progress and cancellation.</summary>
internal static class BufferedDoor
{
    private const int Buffer = 1_024; // rows passed to the span overload at once

    /// <summary>Receives a full buffer.</summary>
    public delegate void SpanDoor<TRow>(ReadOnlySpan<TRow> rows);

    public static void Drain<TRow>(IEnumerable<TRow> rows, SpanDoor<TRow> add, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        var door = new Rows<TRow>(add, progress, cancellationToken);
        try
        {
            foreach (var row in rows)
                door.Add(row);
        }
        finally
        {
            door.Flush(); // also when the sequence throws: the rows before are read
        }

        door.End();
    }

    public static async Task DrainAsync<TRow>(
        IAsyncEnumerable<TRow> rows, SpanDoor<TRow> add, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        var door = new Rows<TRow>(add, progress, cancellationToken);
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
                door.Add(row);
        }
        finally
        {
            door.Flush();
        }

        door.End();
    }

    private sealed class Rows<TRow>(SpanDoor<TRow> add, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        private readonly TRow[] _rows = new TRow[Buffer];
        private int _count;
        private long _read;

        public void Add(TRow row)
        {
            _rows[_count++] = row;
            if (_count < Buffer)
                return;
            Flush();
            progress?.Report(_read);
            cancellationToken.ThrowIfCancellationRequested();
        }

        public void Flush()
        {
            var count = _count;
            _count = 0; // before the call: a throw on a bad row must not read the rows again
            _read += count;
            add(_rows.AsSpan(0, count));
        }

        public void End()
        {
            progress?.Report(_read);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
