using MemberValue.Members;
using MemberValue.RuleSegments;

namespace MemberValue.Tests.RuleSegments;

/// <summary>Members with columns of every kind, rules over them, and what the rules say, written down once more without the library.</summary>
internal static class RuleSegmentData
{
    public static readonly MemberColumn<double> Age = new("age", "years", "Read the ages from the customer file.");

    public static readonly MemberColumn<string?> Country = new("country");

    public static readonly MemberColumn<DayOfWeek?> Day = new("day");

    public static readonly MemberColumn<bool?> Flag = new("newsletter");

    public static readonly MemberColumn<DateOnly?> PlanEnd = new("planEnd");

    public static readonly ObservationWindow Window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));

    private static readonly string[] Countries = ["DE", "AT", "FR"];

    /// <summary>A member's values, null where one is missing.</summary>
    public sealed record Member(int Purchases, decimal Net, double Age, string? Country, DayOfWeek? Day, bool? Flag, DateOnly? PlanEnd)
    {
        /// <summary>The value that a condition compares: a number or a text, null where it is missing.</summary>
        public object? ValueOf(string column) => column switch
        {
            "Purchases" => (double)Purchases,
            "Net" => (double)Net,
            "DaysSinceLastPurchase" => Purchases == 0 ? null : (double)Purchases,
            "age" => double.IsNaN(Age) ? null : Age,
            "country" => Country,
            "day" => Day?.ToString(),
            "newsletter" => Flag is { } flag ? (flag ? "true" : "false") : null,
            _ => PlanEnd is { } end ? (double)(Window.LastDay.DayNumber - end.DayNumber) : null,
        };
    }

    public static Member[] People(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => new Member(
        random.Next(4), random.Next(-2, 9) * 25m, random.Next(5) == 0 ? double.NaN : random.Next(10, 40) + (random.Next(3) == 0 ? 0.5 : 0),
        random.Next(5) == 0 ? null : random.Next(4) is var c and < 3 ? Countries[c] : "zz", random.Next(5) == 0 ? null : (DayOfWeek)random.Next(7),
        random.Next(4) == 0 ? null : random.Next(2) == 0, random.Next(4) == 0 ? null : Window.LastDay.AddDays(random.Next(-3, 4))))];

    public static MemberColumns Columns(IReadOnlyList<Member> members) => MemberColumns.FromColumns(Window, new MemberColumnData
    {
        Purchases = [.. members.Select(member => member.Purchases)],
        Net = [.. members.Select(member => member.Net)],
        LastPurchaseCell = [.. members.Select(member => member.Purchases == 0 ? (int?)null : Window.LastCell - member.Purchases)],
    })
        .With(Age, [.. members.Select(member => member.Age)])
        .With(Country, [.. members.Select(member => member.Country)])
        .With(Day, [.. members.Select(member => member.Day)])
        .With(Flag, [.. members.Select(member => member.Flag)])
        .With(PlanEnd, [.. members.Select(member => member.PlanEnd)]);

    /// <summary>Some rules, with a fallback.</summary>
    public static RuleSegmentMapOptions Rules(Random random, int most = 7) => new()
    {
        Segments = [new() { Id = "a" }, new() { Id = "b" }, new() { Id = "c" }],
        Rules = [.. Enumerable.Range(0, random.Next(1, most)).Select(_ => new SegmentRuleOptions
        {
            Segment = "abc".Substring(random.Next(3), 1),
            When = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition(random))],
        })],
        Fallback = "c",
    };

    /// <summary>The first rule that holds for a member; -1 for none.</summary>
    public static int RuleOf(RuleSegmentMapOptions options, Member member)
    {
        for (var rule = 0; rule < options.Rules!.Count; rule++)
        {
            if (Holds(options.Rules[rule], member.ValueOf))
                return rule;
        }

        return -1;
    }

    public static bool Holds(SegmentRuleOptions rule, Func<string, object?> valueOf) =>
        rule.When!.All(condition => Holds(condition, valueOf(condition.Column!)));

    private static bool Holds(SegmentConditionOptions condition, object? value)
    {
        if (condition.IsMissing is { } isMissing)
            return value is null == isMissing;
        return value switch
        {
            null => false,
            string text => condition.OneOf?.Contains(text) ?? !condition.NoneOf!.Contains(text),
            double number => !(number < condition.AtLeast) && !(number > condition.AtMost) && !(number >= condition.Below) && !(-number > condition.WithinDays),
            _ => throw new InvalidOperationException(),
        };
    }

    private static SegmentConditionOptions Condition(Random random)
    {
        var column = new[] { "Purchases", "Net", "DaysSinceLastPurchase", "age", "country", "day", "newsletter", "planEnd" }[random.Next(8)];
        if (random.Next(8) == 0 && column is not ("Purchases" or "Net"))
            return new() { Column = column, IsMissing = random.Next(2) == 0 };
        if (column is "country" or "day" or "newsletter")
        {
            string[] texts = column == "country" ? Countries : column == "day" ? ["Monday", "Sunday", "Friday"] : ["true", "false"];
            string[] some = random.Next(3) == 0 ? texts : [texts[random.Next(texts.Length)]];
            return random.Next(2) == 0 ? new() { Column = column, OneOf = some } : new() { Column = column, NoneOf = some };
        }

        var (least, width) = column switch
        {
            "Purchases" or "DaysSinceLastPurchase" => (random.Next(4), random.Next(1, 3)),
            "Net" => (random.Next(-1, 6) * 25.0, random.Next(1, 4) * 25.0),
            "age" => (random.Next(10, 35) + 0.0, random.Next(1, 15)),
            _ => (random.Next(-2, 3), 1),
        };
        return random.Next(column == "planEnd" ? 5 : 4) switch
        {
            0 => new() { Column = column, AtLeast = least },
            1 => new() { Column = column, AtMost = least },
            2 => new() { Column = column, AtLeast = least, AtMost = least + width },
            3 => new() { Column = column, AtLeast = least, Below = least + width },
            _ => new() { Column = column, WithinDays = width },
        };
    }
}
