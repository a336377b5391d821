using System.Globalization;
using MemberValue.Members;
using Spectre.Console;
using Words = MemberValue.Members.Text;

namespace MemberValue.Tool.Screen;

/// <summary>Sentences and tables for people, in their language.</summary>
internal sealed class Screen
{
    private readonly TextWriter _out;
    private readonly Terminal _terminal;

    /// <param name="terminal">The terminal.</param>
    /// <param name="language">The language.</param>
    /// <param name="isBesideData">Whether standard output is taken by data, so that sentences go to standard error.</param>
    public Screen(Terminal terminal, string language, bool isBesideData = false)
    {
        (_terminal, Language) = (terminal, language);
        _out = isBesideData ? terminal.Error : terminal.Out;
    }

    public string Language { get; }

    public string Say(Words text) => text.In(Language);

    public string Say(string english, string chinese) => Language == "zh" ? chinese : english;

    public void Line(Words text) => _out.WriteLine(Say(text));

    public void Line(string english, string chinese) => _out.WriteLine(Say(english, chinese));

    public void Blank() => _out.WriteLine();

    /// <summary>A heading with a blank line before it.</summary>
    public void Heading(string english, string chinese)
    {
        _out.WriteLine();
        if (_terminal.IsPlain)
            _out.WriteLine(Say(english, chinese));
        else
            Console(_out).Write(new Markup($"[bold]{Markup.Escape(Say(english, chinese))}[/]\n"));
    }

    /// <summary>A table; the first column is text, those whose heading begins with # are numbers, the others text.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = _terminal.IsPlain ? TableBorder.None : TableBorder.Rounded, ShowRowSeparators = false };
        foreach (var name in columns)
        {
            var isNumber = name.StartsWith('#');
            var column = new TableColumn(new Spectre.Console.Text(isNumber ? name[1..] : name)) { NoWrap = isNumber };
            column.Alignment = isNumber ? Justify.Right : Justify.Left;
            if (_terminal.IsPlain)
                column.Padding = new Padding(0, 0, 2, 0);
            table.AddColumn(column);
        }

        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        if (!_terminal.IsPlain)
        {
            Console(_out).Write(table);
            return;
        }

        var text = new StringWriter(CultureInfo.InvariantCulture);
        Console(text).Write(table);
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
            _out.WriteLine(line.TrimEnd()); // the cells of the last column are filled up with blanks
    }

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Money(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    public static string Money(double amount) => double.IsNaN(amount) ? "-" : amount.ToString("N2", CultureInfo.InvariantCulture);

    public static string Share(double share) => double.IsNaN(share) ? "-" : share.ToString("0.0%", CultureInfo.InvariantCulture);

    public static string Number(double number, string format = "0.##") => double.IsNaN(number) ? "-" : number.ToString(format, CultureInfo.InvariantCulture);

    private IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _terminal.IsPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = _terminal.IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = _terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
