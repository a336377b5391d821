using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>How a rule looks at a column.</summary>
internal enum ColumnUse
{
    /// <summary>As numbers; a flag is 1 or 0.</summary>
    Numbers = 0,

    /// <summary>As dates: days before the table's last day.</summary>
    Dates = 1,

    /// <summary>As numbers, flags, dates or cells, or as one of <see cref="Measures"/>.</summary>
    Measures = 2,

    /// <summary>As texts, names of an enumeration, or flags: the place of the value in a list, -1 where it is not in it.</summary>
    Texts = 3,

    /// <summary>As a column of any type: only whether there is a value.</summary>
    Presence = 4,
}

/// <summary>A column that a rule names, found in the table that it is applied to: every rule over columns reads with it. Allocates nothing for texts, flags,
/// named values and the common types of numbers.</summary>
/// <param name="Rule">The rule, for errors: such as <c>The rule complaints</c>.</param>
/// <param name="Name">The name of the column.</param>
/// <param name="Use">How it is looked at.</param>
/// <param name="Takes">What takes what, the last sentence of the error for a column of another type.</param>
internal sealed record NamedColumn(string Rule, string Name, ColumnUse Use, string Takes)
{
    /// <summary>The key, where the rule was made with one.</summary>
    public MemberColumn? Key { get; init; }

    /// <summary>The texts that values are looked for in.</summary>
    public string[] Texts { get; init; } = [];

    private bool IsMeasure => Use is ColumnUse.Measures or ColumnUse.Numbers or ColumnUse.Presence && Measures.All.Contains(Name);

    /// <summary>Refuses columns of a table that lack this one, or where it is of a type that the rule cannot compare.</summary>
    /// <exception cref="InvalidOperationException">The column was not fed, or does not suit; the message says what does.</exception>
    public void Require(MemberColumns columns)
    {
        if (IsMeasure)
        {
            MeasureReader.Require(columns, Name);
            return;
        }

        var column = columns.Find(Name) ?? throw Error.State(
            $"The column {Name} was not fed. {(Key ?? LogColumns.Find(Name))?.HowToFeed ?? "Give it with table.With(key, values)."}");
        if (!Suits(column.Kind))
            throw new InvalidOperationException(DoesNotSuit(column.Key));
        if (Use == ColumnUse.Texts && column.FirstUnknown(Texts) is { } unknown)
            throw Error.State($"{Rule} has OneOf '{unknown}', and no value of the column {Name} can be that.");
    }

    /// <summary>Refuses a key whose type the rule cannot compare.</summary>
    public void RequireKey(MemberColumn key)
    {
        if (!Suits(ColumnReading.KindOf(key)))
            throw new ArgumentException(DoesNotSuit(key), nameof(key));
    }

    /// <summary>The values of some rows, NaN where one is missing; the column must be known to suit.</summary>
    public void Read(MemberColumns columns, int start, Span<double> values)
    {
        if (Use is ColumnUse.Texts || (Use is ColumnUse.Presence && !IsMeasure))
        {
            columns.Find(Name)!.CopyPlaces(columns.Start + start, Texts, values);
            return;
        }

        var read = MeasureReader.Read(columns, Name, start, values);
        if (!read.Overlaps(values))
            read.CopyTo(values);
    }

    /// <summary>The value of a row for a reader; null where it is missing.</summary>
    public string? TextAt(MemberColumns columns, int row) => columns.Find(Name)?.TextAt(columns.Start + row, columns.Window.Calendar);

    /// <summary>Whether the values are dates, which are told with their distance.</summary>
    public bool IsDate(MemberColumns columns) => columns.Find(Name) is { } column && (column.Kind == ColumnKind.Date || column.Key.IsCell);

    /// <summary>How far a date is from the table's last day.</summary>
    public static Text Distance(double daysBefore)
    {
        var days = TextValue.Days("days", Math.Abs(daysBefore));
        return daysBefore switch
        {
            < 0 => Text.Of("in {days}", "{days}后").Fill(days),
            > 0 => Text.Of("{days} ago", "{days}前").Fill(days),
            _ => Text.Of("the same day", "当天"),
        };
    }

    private bool Suits(ColumnKind kind) => Use switch
    {
        ColumnUse.Numbers => kind is ColumnKind.Number or ColumnKind.Flag,
        ColumnUse.Dates => kind == ColumnKind.Date,
        ColumnUse.Measures => kind is ColumnKind.Number or ColumnKind.Flag or ColumnKind.Date,
        ColumnUse.Texts => kind is ColumnKind.Text or ColumnKind.Flag,
        _ => true,
    };

    private string DoesNotSuit(MemberColumn key) =>
        $"{Rule} compares {(Use == ColumnUse.Texts ? "texts" : Use == ColumnUse.Dates ? "dates" : "numbers")}, and the column {Name} has values of type "
        + $"{key.ValueType.Name}. {Takes}";
}
