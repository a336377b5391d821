using MemberValue.Members;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

/// <summary>What a number of a figure counts, and so how it is printed.</summary>
public enum FigureUnit
{
    /// <summary>A number of any kind, such as a probability density or a mean count.</summary>
    Number = 0,

    /// <summary>A whole number of members, orders or rows.</summary>
    Count,

    /// <summary>An amount of the report's currency.</summary>
    Money,

    /// <summary>A share or a probability from 0 to 1, printed in percent.</summary>
    Share,
}

/// <summary>A cell of a figure's table: a text, or a number and its unit.</summary>
public readonly record struct FigureCell
{
    private FigureCell(Text? text, double number, FigureUnit unit) => (Text, Number, Unit) = (text, number, unit);

    /// <summary>The text; null in a cell that is a number.</summary>
    public Text? Text { get; }

    /// <summary>The number; NaN in a cell that is a text, and where there is no number, which is printed as a dash.</summary>
    public double Number { get; }

    /// <summary>What the number counts.</summary>
    public FigureUnit Unit { get; }

    internal static FigureCell Of(Text text) => new(text, double.NaN, FigureUnit.Number);

    internal static FigureCell Of(string text) => Of(MemberValue.Members.Text.Of(text));

    internal static FigureCell Of(double number, FigureUnit unit = FigureUnit.Number) => new(null, number, unit);

    internal static FigureCell Count(double number) => new(null, number, FigureUnit.Count);

    internal static FigureCell Money(double amount) => new(null, amount, FigureUnit.Money);

    internal static FigureCell Money(decimal amount) => new(null, (double)amount, FigureUnit.Money);

    internal static FigureCell Share(double share) => new(null, share, FigureUnit.Share);

    internal string Print(Printer printer) => Text is not null ? printer.In(Text) : printer.Print(Number, Unit);
}
