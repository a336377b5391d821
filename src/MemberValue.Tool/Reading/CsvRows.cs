using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>The rows of a CSV file, with their lines.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly OrderFile _file;
    private readonly string? _encoding;
    private readonly CsvParser _parser;

    private CsvRows(OrderFile file, string? encoding, CsvParser parser, Header header, char delimiter) =>
        (_file, _encoding, _parser, Header, Delimiter) = (file, encoding, parser, header, delimiter);

    public Header Header { get; }

    public char Delimiter { get; }

    /// <summary>The line of the row.</summary>
    public int Line { get; private set; }

    public Place Place => new(_file.Name, _file.Number, Line);

    /// <summary>A field of the row.</summary>
    public string this[int column] => _parser[column];

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="UserError">It is empty, or its encoding or its CSV is broken.</exception>
    public static CsvRows Open(OrderFile file, InputSettings settings)
    {
        TextReader? text = null;
        try
        {
            text = file.Open(settings.Encoding);
            var first = FirstLine(text);
            var named = NamedDelimiter(first);
            if (named is not null)
                first = "\n" + FirstLine(text); // an empty line in its place, so that line numbers stay
            if (first.Trim().Length == 0)
                throw Empty(file);
            var delimiter = settings.Delimiter ?? named ?? DelimiterOf(first);
            var parser = new CsvParser(new JoinedReader(first + "\n", text), new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter.ToString(),
                BadDataFound = bad => throw new UserError(
                    $"{file.Name}, line {bad.Context.Parser!.RawRow}: a quote stands inside a field that does not begin with one.",
                    $"{file.Name} 第{bad.Context.Parser!.RawRow}行：引号出现在未以引号开头的字段中。"),
            });
            if (!parser.Read())
                throw Empty(file);
            var header = new Header([.. parser.Record!.Select(name => name.Trim().Trim('\uFEFF'))]);
            return new CsvRows(file, settings.Encoding, parser, header, delimiter);
        }
        catch (System.Text.DecoderFallbackException)
        {
            text?.Dispose();
            throw file.NotText(settings.Encoding);
        }
        catch (InvalidDataException)
        {
            text?.Dispose();
            throw Damaged(file);
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="UserError">The row has more or fewer fields than the header, or cannot be read.</exception>
    public bool Read()
    {
        try
        {
            Line = _parser.RawRow + 1;
            if (!_parser.Read())
                return false;
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw _file.NotText(_encoding);
        }
        catch (InvalidDataException)
        {
            throw Damaged(_file);
        }

        Line = _parser.RawRow;
        var (count, expected) = (_parser.Count, Header.Names.Count);
        if (count != expected)
        {
            throw new UserError(
                $"{_file.Name}, line {Line}: the row has {count} fields and the header {expected}. A field with '{Delimiter}' in it needs quotes.",
                $"{_file.Name} 第{Line}行：该行有{count}个字段，表头有{expected}个。含有“{Delimiter}”的字段需要加引号。");
        }

        return true;
    }

    public void Dispose() => _parser.Dispose();

    private static UserError Empty(OrderFile file) =>
        new($"{file.Name} is empty; it must begin with a line of column names.", $"{file.Name} 是空的；第一行必须是列名。");

    private static UserError Damaged(OrderFile file) =>
        new($"{file.Name} is damaged: it cannot be unpacked.", $"{file.Name} 已损坏，无法解压。");

    private static string FirstLine(TextReader text)
    {
        var line = new System.Text.StringBuilder();
        for (var isQuoted = false; text.Read() is >= 0 and var read;)
        {
            if (read == '"')
                isQuoted = !isQuoted;
            if (read == '\n' && !isQuoted && line.ToString().Trim().Length > 0)
                break;
            if (read != '\uFEFF' || line.Length > 0)
                line.Append((char)read);
            if (line.Length > 1 << 20)
                break;
        }

        return line.ToString();
    }

    /// <summary>The delimiter that a first line of "sep=;" names, as Excel reads and writes it; null where the line is the header.</summary>
    private static char? NamedDelimiter(string line) =>
        line.Trim('\r', '\n', ' ', '"') is { Length: 5 } mark && mark.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? mark[4] : null;

    /// <summary>The mark that stands most often outside quotes.</summary>
    private static char DelimiterOf(string header)
    {
        var bare = string.Concat(header.Split('"').Where((_, part) => part % 2 == 0));
        return ",;\t|".MaxBy(mark => bare.AsSpan().Count(mark)); // the first of several
    }

    /// <summary>A text in front of another.</summary>
    private sealed class JoinedReader(string first, TextReader rest) : TextReader
    {
        private int _at;

        public override int Peek() => _at < first.Length ? first[_at] : rest.Peek();

        public override int Read() => _at < first.Length ? first[_at++] : rest.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at >= first.Length)
                return rest.Read(buffer, index, count);
            var length = Math.Min(count, first.Length - _at);
            first.CopyTo(_at, buffer, index, length);
            _at += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
