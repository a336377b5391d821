using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>The dates and horizon of a data set and the members in it; checked and copied when a data set is created.</summary>
public sealed class ChurnDatasetOptions
{
    /// <summary>
    /// The origins: features are as of the end of each of these dates, the label is about the days after it. Ascending, each once, at least one. Rows of
    /// several origins are stacked.
    /// </summary>
    public IReadOnlyList<DateOnly> Origins { get; set; } = [];

    /// <summary>How many days after an origin the label looks at, 1 or more; 90 by default. With weeks as cells a multiple of 7.</summary>
    public int HorizonDays { get; set; } = 90;

    /// <summary>
    /// The last day that the log covers in full: no label may look beyond it. Null, the default, requires the log to show it, by a purchase or visit on the
    /// last day that a label looks at, or by any later row.
    /// </summary>
    public DateOnly? LogEnd { get; set; }

    /// <summary>The fewest purchases a member must have made by the origin to take part, 0 or more; 1 by default.</summary>
    public int MinPurchases { get; set; } = 1;

    /// <summary>
    /// The most days since the last purchase for a member to take part, 0 or more; null, the default, for any. It leaves out those who left long ago.
    /// </summary>
    public int? MaxRecencyDays { get; set; }

    internal ChurnDatasetOptions Checked(EventGrain grain)
    {
        DateOnly[] origins = [.. Origins ?? []];
        if (origins.Length == 0)
            throw Wrong(nameof(Origins), "empty", "have at least one date");
        for (var k = 1; k < origins.Length; k++)
        {
            if (origins[k] <= origins[k - 1])
                throw Wrong($"{nameof(Origins)}[{k}]", origins[k], $"ascend: the date before is {origins[k - 1]}");
        }

        if (HorizonDays < 1)
            throw Wrong(nameof(HorizonDays), HorizonDays, "be 1 or more");
        if (grain == EventGrain.Week && HorizonDays % 7 != 0)
            throw Wrong(nameof(HorizonDays), HorizonDays, "be a multiple of 7, as the log's cells are weeks");
        if (HorizonDays > DateOnly.MaxValue.DayNumber - origins[^1].DayNumber)
            throw Wrong(nameof(HorizonDays), HorizonDays, "end in the year 9999 or before");
        if (grain == EventGrain.Year && Array.Find(origins, day => !EndsYear(day) || !EndsYear(day.AddDays(HorizonDays))) is var off && off != default)
        {
            throw Wrong(nameof(HorizonDays), HorizonDays,
                $"lead from the end of a year to the end of another, as the log's cells are years; from {off} it does not");
        }

        if (MinPurchases < 0)
            throw Wrong(nameof(MinPurchases), MinPurchases, "be 0 or more");
        if (MaxRecencyDays < 0)
            throw Wrong(nameof(MaxRecencyDays), MaxRecencyDays, "be 0 or more");
        if (LogEnd is { } end && origins[^1].AddDays(HorizonDays) > end)
        {
            throw Wrong(nameof(LogEnd), end,
                $"not lie before {origins[^1].AddDays(HorizonDays)}, the last day that the label of the origin {origins[^1]} looks at");
        }

        return new ChurnDatasetOptions
        {
            Origins = Array.AsReadOnly(origins),
            HorizonDays = HorizonDays,
            LogEnd = LogEnd,
            MinPurchases = MinPurchases,
            MaxRecencyDays = MaxRecencyDays,
        };
    }

    private static bool EndsYear(DateOnly day) => day is { Month: 12, Day: 31 };

    private ArgumentException Wrong(ErrorText name, object value, ErrorText range) => OptionError.Of(this, name, value, $"it must {range}");
}
