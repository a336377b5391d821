using System.Text;

namespace MemberValue.Tool.Screen;

/// <summary>What a command reads from and writes to: the process's own streams, or those of a test.</summary>
internal sealed class Terminal
{
    private const int PlainWidth = 200; // of output that goes to a file or a program

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenIn { get; init; }

    /// <summary>Opens standard output for bytes.</summary>
    public required Func<Stream> OpenOut { get; init; }

    /// <summary>Whether the output is without colours and frames.</summary>
    public bool IsPlain { get; init; } = true;

    /// <summary>Whether somebody looks at standard error, so that progress is shown.</summary>
    public bool IsWatched { get; init; }

    /// <summary>How many places a line has.</summary>
    public int Width { get; init; } = PlainWidth;

    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (!Console.IsOutputRedirected || !Console.IsErrorRedirected)
            Console.OutputEncoding = utf8;
        var isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal
        {
            Out = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true } : Console.Out,
            Error = Console.IsErrorRedirected ? new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true } : Console.Error,
            OpenIn = Console.OpenStandardInput,
            OpenOut = Console.OpenStandardOutput,
            IsPlain = isPlain,
            IsWatched = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? PlainWidth : Math.Max(60, Console.WindowWidth),
        };
    }
}
