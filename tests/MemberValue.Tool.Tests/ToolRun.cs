using System.Text;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Tests;

/// <summary>What a run of the tool ended with and printed.</summary>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The bundled invoices.</summary>
    public static string Bundled { get; } = Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv");

    /// <summary>An export of a shop.</summary>
    public static string Export(string name) => Path.Combine(AppContext.BaseDirectory, "Exports", $"{name}.csv");

    /// <summary>Runs the tool in this process, through its entry point.</summary>
    public static Task<ToolRun> Of(params string[] args) => Of(args, input: null);

    /// <summary>Runs the tool with standard input.</summary>
    public static async Task<ToolRun> Of(string[] args, byte[]? input, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        using var writer = new StreamWriter(output, Utf8);
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            Out = writer,
            Error = error,
            OpenIn = () => new MemoryStream(input ?? []),
            OpenOut = () => new Unclosed(writer, output),
        };
        var code = await ToolProgram.RunAsync(args, terminal, cancellationToken);
        return new ToolRun(code, Utf8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>A stream that a command may close without closing what is below it.</summary>
    private sealed class Unclosed(StreamWriter writer, MemoryStream stream) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => writer.Flush();

        public override void Write(byte[] buffer, int offset, int count)
        {
            writer.Flush();
            stream.Write(buffer, offset, count);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>A folder of a test, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("membervalue-tool-");

    public string Path => _folder.FullName;

    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file.</summary>
    public string File(string name, string text, Encoding? encoding = null)
    {
        System.IO.File.WriteAllText(this[name], text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A file of scores, by member and column.</summary>
internal sealed class Scores
{
    private readonly Dictionary<string, Dictionary<string, string>> _rows = new(StringComparer.Ordinal);

    private Scores(IReadOnlyList<string> columns) => Columns = columns;

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyCollection<string> Members => _rows.Keys;

    public string this[string member, string column] => _rows[member][column];

    /// <summary>The scores of files, with options.</summary>
    public static async Task<Scores> Of(params string[] args)
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of(["score", .. args, "-o", folder["scores.csv"]]);
        Assert.True(run.Code == 0, run.Error);
        return Read(folder["scores.csv"]);
    }

    public static Scores Read(string file)
    {
        using var csv = new CsvHelper.CsvParser(new StreamReader(file), System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(csv.Read());
        var scores = new Scores([.. csv.Record!]);
        while (csv.Read())
            scores._rows.Add(csv[0], scores.Columns.Select((name, place) => (name, csv[place])).ToDictionary(each => each.name, each => each.Item2));
        return scores;
    }
}
