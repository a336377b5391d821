using MemberValue.Members;
using MemberValue.RuleSegments;

namespace MemberValue.Benchmarks;

/// <summary>Members with ages and countries, and eight rules over them, net spend and purchases.</summary>
internal sealed record RuleSegmentBenchmarkData(double[] Net, int[] Purchases, double[] Ages, string[] Countries, MemberColumns Columns)
{
    private static readonly string[] AllCountries = ["DE", "AT", "CH", "FR", "IT", "US"];

    public static RuleSegmentMap Map { get; } = RuleSegmentMap.Create(new RuleSegmentMapOptions
    {
        Segments = [.. "abcdefgh".Select(letter => new NamedSegmentOptions { Id = $"{letter}" })],
        Rules =
        [
            Rule("a", [new() { Column = "Net", AtLeast = 900 }, new() { Column = "country", OneOf = ["DE", "AT", "CH"] }]),
            Rule("b", [new() { Column = "Net", AtLeast = 900 }]),
            Rule("c", [new() { Column = "Purchases", AtLeast = 15 }, new() { Column = "age", AtLeast = 18, Below = 30 }]),
            Rule("d", [new() { Column = "Purchases", AtLeast = 10 }]),
            Rule("e", [new() { Column = "Net", AtLeast = 300, Below = 900 }, new() { Column = "country", NoneOf = ["US"] }]),
            Rule("f", [new() { Column = "age", Below = 25 }]),
            Rule("g", [new() { Column = "age", AtLeast = 25 }, new() { Column = "Purchases", AtLeast = 2 }]),
        ],
        Fallback = "h",
    });

    public static RuleSegmentBenchmarkData Of(int rows)
    {
        var random = new Random(1);
        var (net, purchases, ages, countries) = (new double[rows], new int[rows], new double[rows], new string[rows]);
        for (var i = 0; i < rows; i++)
        {
            (net[i], purchases[i], ages[i]) = (random.Next(1_000), random.Next(20), random.Next(16, 80));
            countries[i] = AllCountries[random.Next(AllCountries.Length)];
        }

        var window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
        var columns = MemberColumns.FromColumns(window, new MemberColumnData { Purchases = purchases, Net = [.. net.Select(value => (decimal)value)] })
            .With(new MemberColumn<double>("age"), ages).With(new MemberColumn<string>("country"), countries);
        return new RuleSegmentBenchmarkData(net, purchases, ages, countries, columns);
    }

    /// <summary>The same rules as a programmer writes them, member by member.</summary>
    public void Plain(int[] segments)
    {
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = Net[i] >= 900 ? Countries[i] is "DE" or "AT" or "CH" ? 0 : 1
                : Purchases[i] >= 15 && Ages[i] >= 18 && Ages[i] < 30 ? 2
                : Purchases[i] >= 10 ? 3
                : Net[i] >= 300 && Countries[i] != "US" ? 4
                : Ages[i] < 25 ? 5
                : Purchases[i] >= 2 ? 6 : 7;
        }
    }

    private static SegmentRuleOptions Rule(string segment, SegmentConditionOptions[] conditions) => new() { Segment = segment, When = conditions };
}
