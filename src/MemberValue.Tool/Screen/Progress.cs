using System.Diagnostics;

namespace MemberValue.Tool.Screen;

/// <summary>A line on standard error that counts while somebody looks at it, from half a second on; nothing otherwise.</summary>
internal sealed class Progress(Terminal terminal, string unit) : IProgress<long>, IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = First;
    private int _length;

    public void Report(long value)
    {
        if (!terminal.IsWatched || _watch.Elapsed < _next)
            return;
        _next = _watch.Elapsed + TimeSpan.FromMilliseconds(100);
        var text = $"{Screen.Count(value)} {unit}";
        terminal.Error.Write($"\r{text.PadRight(_length)}");
        _length = Math.Max(_length, text.Length);
    }

    public void Dispose()
    {
        if (_length > 0)
            terminal.Error.Write($"\r{new string(' ', _length * 2)}\r");
    }
}
