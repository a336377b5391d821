using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;

namespace MemberValue.Tool.Commands;

/// <summary>The dimensions beside R, F and M that a user can ask for, by the words of the command line.</summary>
internal static class FurtherDimensions
{
    private static readonly (string Word, string Name, bool SmallIsGood)[] Known =
    [
        ("length", Measures.DaysSinceFirstPurchase, false), ("gap", Measures.MeanGapDays, true), ("regularity", TimingColumns.GapVariation.Name, true),
        ("clumpiness", TimingColumns.Clumpiness.Name, true), ("season", SeasonColumns.AdjustedFrequency.Name, false), ("margin", LogColumns.Margin.Name, false),
        ("diversity", LineColumns.CategoryDiversity.Name, false),
    ];

    public static string Words => string.Join(", ", Known.Select(each => each.Word));

    /// <exception cref="UserError">A word is not one of them, or is there twice.</exception>
    public static IReadOnlyList<ScoreDimensionOptions> Of(string option, string[] texts)
    {
        var dimensions = new List<ScoreDimensionOptions>();
        foreach (var word in texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)))
        {
            var found = Array.Find(Known, each => string.Equals(each.Word, word, StringComparison.OrdinalIgnoreCase));
            if (found.Word is null)
                throw new UserError($"{option} is '{word}'; it must be one or more of {Words}.", $"{option} 是“{word}”；应为以下一项或多项：{Words}。");
            if (dimensions.Exists(dimension => dimension.Name == found.Name))
                throw new UserError($"{option} names {found.Word} twice.", $"{option} 两次指定了 {found.Word}。");
            dimensions.Add(new ScoreDimensionOptions { Name = found.Name, SmallIsGood = found.SmallIsGood });
        }

        return dimensions;
    }

    /// <summary>The table with the columns that the dimensions need.</summary>
    public static MemberTable<string> Feed(
        MemberLog<string> log, MemberTable<string> table, IReadOnlyList<ScoreDimensionOptions> dimensions, CancellationToken cancellationToken)
    {
        bool Asks(MemberColumn column) => dimensions.Any(dimension => dimension.Name == column.Name);
        if (TimingColumns.All.Any(Asks))
            table = log.WithTiming(table, cancellationToken);
        return Asks(SeasonColumns.AdjustedFrequency)
            ? SeasonalIndex.Fit(log.Daily(cancellationToken: cancellationToken)).AdjustFrequency(table, cancellationToken: cancellationToken)
            : table;
    }
}
