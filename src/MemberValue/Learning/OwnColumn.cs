using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>A host's own column as a learner reads it: numbers or texts.</summary>
internal sealed record OwnColumn(string Name, string HowToFeed, ColumnKind Kind, double[] Numbers, string?[] Texts)
{
    /// <exception cref="InvalidOperationException">The column was not fed.</exception>
    /// <exception cref="ArgumentException">Its values are of a type that cannot be a feature.</exception>
    public static OwnColumn Read(MemberColumns columns, string name, string howToFeed)
    {
        var column = columns.Find(name) ?? throw Error.State($"The column {name} was not fed. {howToFeed}");
        if (column.Kind == ColumnKind.Other)
        {
            throw Error.Argument($"The column {name} has values of type {column.Key.ValueType.Name}; a feature is made of numbers, flags, dates, texts "
                + "and enumerations.", nameof(columns));
        }

        if (column.Kind == ColumnKind.Text)
        {
            var texts = new string?[columns.Count];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = column.ValueAt(columns.Start + i)?.ToString();
            return new OwnColumn(name, howToFeed, column.Kind, [], texts);
        }

        var numbers = new double[columns.Count];
        column.CopyNumbers(columns.Start, numbers);
        for (var i = 0; column.Kind == ColumnKind.Date && i < numbers.Length; i++)
            numbers[i] = columns.Window.LastDay.DayNumber - numbers[i];
        return new OwnColumn(name, howToFeed, column.Kind, numbers, []);
    }

    public OwnColumn Rows(int[] rows) => this with
    {
        Numbers = Kind == ColumnKind.Text ? [] : Array.ConvertAll(rows, row => Numbers[row]),
        Texts = Kind == ColumnKind.Text ? Array.ConvertAll(rows, row => Texts[row]) : [],
    };

    public void RequireKind(ColumnKind kind)
    {
        if (kind != Kind)
            throw Error.Argument($"The column {Name} has {Words(Kind)}, and the fit had {Words(kind)} there.");
    }

    private static string Words(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "numbers",
        ColumnKind.Flag => "flags",
        ColumnKind.Date => "dates",
        _ => "texts",
    };
}
