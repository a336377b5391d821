using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace MemberValue.Tool.Reading;

/// <summary>A file of orders as text: packed or not, in whatever encoding.</summary>
internal sealed class OrderFile
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Func<Stream> _open;

    private OrderFile(string name, int number, Func<Stream> open) => (Name, Number, _open) = (name, number, open);

    /// <summary>The name that errors use.</summary>
    public string Name { get; }

    /// <summary>The place among all files.</summary>
    public int Number { get; }

    /// <summary>The files of names and patterns.</summary>
    /// <param name="names">Names, patterns such as orders-*.csv, or - for standard input.</param>
    /// <param name="standardInput">Opens standard input.</param>
    /// <exception cref="UserError">A file is missing or is a folder, or nothing suits a pattern.</exception>
    public static IReadOnlyList<OrderFile> Of(IReadOnlyList<string> names, Func<Stream> standardInput)
    {
        var files = new List<OrderFile>();
        foreach (var name in names.SelectMany(Expand))
        {
            if (name == "-")
                files.Add(new OrderFile("standard input", files.Count, Once(standardInput)));
            else if (Directory.Exists(name))
                throw new UserError($"{name} is a folder; give a file, or a pattern such as {Path.Combine(name, "*.csv")}.",
                    $"{name} 是文件夹；请给出文件，或 {Path.Combine(name, "*.csv")} 这样的通配符。");
            else if (!File.Exists(name))
                throw new UserError($"There is no file {name}.", $"没有文件 {name}。");
            else
                files.Add(new OrderFile(name, files.Count, () => new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16)));
        }

        return files;
    }

    /// <summary>Opens the file as text.</summary>
    /// <param name="encoding">The name of the encoding; null for UTF-8, or what a mark at the beginning says.</param>
    /// <exception cref="UserError">The encoding is not known, or the file is not text of the encoding, as far as its beginning shows.</exception>
    public TextReader Open(string? encoding)
    {
        var stream = Unpack(_open());
        var head = new byte[4096];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);
        var whole = new HeadStream(head, length, stream);
        if (encoding is not null)
            return new StreamReader(whole, EncodingOf(encoding), detectEncodingFromByteOrderMarks: true);
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return new StreamReader(whole, Encoding.Unicode, detectEncodingFromByteOrderMarks: true);
        if (start.Contains((byte)0))
        {
            throw new UserError(
                $"{Name} is not text in UTF-8: it has bytes of 0. If it is UTF-16 without a mark, say --encoding utf-16.",
                $"{Name} 不是 UTF-8 文本：其中有值为 0 的字节。如果它是没有标记的 UTF-16，请加 --encoding utf-16。");
        }

        return new StreamReader(whole, StrictUtf8, detectEncodingFromByteOrderMarks: false);
    }

    /// <summary>The error of bytes that are no text of the encoding, with the line where it can be found again.</summary>
    public UserError NotText(string? encoding)
    {
        var (name, line) = (encoding ?? "UTF-8", encoding is null && Name != "standard input" ? FirstBadLine() : null);
        return new UserError(
            $"{Name}{(line is null ? "" : $", line {line}")}: this is not text in {name}. Say how it is encoded, such as --encoding gb18030 or windows-1252.",
            $"{Name}{(line is null ? "" : $" 第{line}行")}：不是 {name} 编码的文本。请指定编码，例如 --encoding gb18030 或 windows-1252。");
    }

    private int? FirstBadLine()
    {
        using var stream = new BufferedStream(Unpack(_open()));
        var line = new List<byte>();
        for (var number = 1; ; number++)
        {
            line.Clear();
            int read;
            while ((read = stream.ReadByte()) >= 0 && read != '\n')
                line.Add((byte)read);
            if (!Utf8.IsValid(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line)))
                return number;
            if (read < 0)
                return null;
        }
    }

    private static Encoding EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new UserError(
                $"There is no encoding '{name}'. Known are utf-8, utf-16, gb18030, windows-1252 and others by their usual names.",
                $"没有编码“{name}”。可用的有 utf-8、utf-16、gb18030、windows-1252 等常用名称。");
        }
    }

    private static Stream Unpack(Stream stream)
    {
        var head = new byte[2];
        var length = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        var whole = new HeadStream(head, length, stream);
        return head is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static IEnumerable<string> Expand(string name)
    {
        if (name == "-" || File.Exists(name) || Path.GetFileName(name).IndexOfAny(['*', '?']) < 0)
            return [name];
        var folder = Path.GetDirectoryName(name) is { Length: > 0 } given ? given : ".";
        var found = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Path.GetFileName(name)).Order(StringComparer.Ordinal)
                .Select(file => folder == "." ? Path.GetFileName(file) : file).ToList()
            : [];
        return found.Count > 0 ? found : throw new UserError($"No file suits {name}.", $"没有文件符合 {name}。");
    }

    private static Func<Stream> Once(Func<Stream> open)
    {
        Stream? stream = null;
        return () => stream is null ? stream = open() : throw new UserError("Standard input can be given once.", "标准输入只能使用一次。");
    }

    /// <summary>A stream whose first bytes were read already.</summary>
    private sealed class HeadStream(byte[] head, int length, Stream rest) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_at >= length)
                return rest.Read(buffer);
            var count = Math.Min(buffer.Length, length - _at);
            head.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
