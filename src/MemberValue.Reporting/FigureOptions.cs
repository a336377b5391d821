using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

/// <summary>How a figure is drawn.</summary>
public sealed class FigureOptions
{
    internal const int Wide = 720;
    internal const int Narrow = 340;

    /// <summary>A language that the library's texts have, such as "en" (the default) or "zh"; texts without it are English.</summary>
    public string Language { get; set; } = "en";

    /// <summary>What stands behind amounts, such as "EUR"; null for nothing. Tables know theirs: <c>table.Currency</c>.</summary>
    public string? Currency { get; set; }

    /// <summary>The width of a drawing in pixels, 300 to 2,000; 720 by default. Texts keep their size.</summary>
    public int Width { get; set; } = Wide;

    internal static Printer PrinterOf(FigureOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Language))
            throw new ArgumentException("Language is empty; it must be the name of a language, such as en or zh.", nameof(options));
        if (options.Width is < 300 or > 2_000)
            throw new ArgumentException($"Width is {options.Width}; it must be from 300 to 2000.", nameof(options));
        return new Printer(options.Language, options.Currency);
    }
}
