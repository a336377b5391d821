using MemberValue.Members;
using MemberValue.Tests.Members;

namespace MemberValue.Tests.Metrics;

/// <summary>Cumulative tables of one log at ascending dates, each built by itself.</summary>
internal static class Snapshots
{
    public static readonly DateOnly[] Ends = [new(2024, 1, 31), new(2024, 2, 29), new(2024, 3, 31)];

    /// <summary>
    /// Three months by hand. Purchases: ann 5 and 20 January and 3 February, bo 10 January and 1 March, cy 14 February, di 20 March. Refund-only
    /// days: ann 10 February, di 20 February (before any purchase), cy 15 March. eve only registers.
    /// </summary>
    public static IReadOnlyList<Transaction<string>> Log { get; } =
    [
        Row("ann", 1, 5, 100m, "A1"), Row("ann", 1, 20, 50m, "A2"), Row("bo", 1, 10, 30m, "B1"),
        Row("ann", 2, 3, 20m, "A3"), Row("ann", 2, 10, -10m, null), Row("cy", 2, 14, 60m, "C1"), Row("di", 2, 20, -5m, null),
        Row("bo", 3, 1, 15m, "B2"), Row("bo", 3, 1, 25m, "B3"), Row("cy", 3, 15, -60m, null), Row("di", 3, 20, 80m, "D1"),
    ];

    public static IReadOnlyList<MemberTable<string>> ByHand => Ends.Select(end => ByHandAt(end)).ToList();

    public static MemberTable<string> ByHandAt(DateOnly end, int recentCells = 0, DateOnly? first = null)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions
        {
            WindowFirst = (first ?? new DateOnly(2024, 1, 1)).ToDateTime(TimeOnly.MinValue),
            WindowLast = end.ToDateTime(TimeOnly.MinValue),
            RecentCells = recentCells,
        });
        builder.AddRange(Log);
        builder.Add(new MemberEvent<string>("eve", new DateOnly(2024, 1, 15), MemberEventKind.Registration));
        return builder.Build();
    }

    /// <summary>The tables of a generated log at the ends of periods of some days, over all of its 16 days.</summary>
    public static IReadOnlyList<MemberTable<int>> Of(LogCase log, int days, int recentCells = 0, int? shuffle = null)
    {
        var (first, tables) = (new DateOnly(2024, 2, 20), new List<MemberTable<int>>());
        for (var end = days - 1; end < 16 + days - 1; end += days)
        {
            var builder = new MemberTableBuilder<int>(log.With(options =>
            {
                options.WindowFirst = first.ToDateTime(TimeOnly.MinValue);
                options.WindowLast = first.AddDays(end).ToDateTime(TimeOnly.MinValue);
                options.RecentCells = recentCells;
            }));
            foreach (var line in shuffle is { } stream ? log.Shuffled(stream + end) : log.Lines)
                line.AddTo(builder);
            tables.Add(builder.Build());
        }

        return tables;
    }

    private static Transaction<string> Row(string member, int month, int day, decimal amount, string? order) =>
        new(member, new DateOnly(2024, month, day), amount) { OrderId = order };
}
