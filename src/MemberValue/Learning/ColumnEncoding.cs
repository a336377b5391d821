using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// How a host's own column becomes features of a learner: a number unchanged, a flag as 0 or 1, a date as the days before the table's last day, a text or an
/// enumeration value as one feature per level. Learned from the rows of a fit, kept with the learner, and applied to later tables. Immutable.
/// </summary>
/// <remarks>
/// A missing value is missing in every feature of the column. A level that the fit did not see counts as "other" where the fit had more levels than were
/// kept; otherwise the features of all levels are 0. <see cref="FeatureTable.UnseenLevels"/> counts such rows.
/// </remarks>
public sealed class ColumnEncoding
{
    private readonly string[] _levels;

    internal ColumnEncoding(string column, string howToFeed, ColumnKind kind, string[] levels, bool hasOther)
    {
        (Column, HowToFeed, Kind, _levels, HasOther) = (column, howToFeed, kind, levels, hasOther);
        string[] ofLevels = [.. levels.Select(level => $"{column}={level}")];
        FeatureNames = Array.AsReadOnly(kind switch
        {
            ColumnKind.Text => hasOther ? [.. ofLevels, $"{column} (other)"] : ofLevels,
            ColumnKind.Date => [$"{column} (days before)"],
            _ => [column],
        });
    }

    /// <summary>The name of the column.</summary>
    public string Column { get; }

    /// <summary>The sentence of the error for a table without the column: how to feed it.</summary>
    public string HowToFeed { get; }

    /// <summary>The levels with a feature of their own, in ordinal order; empty for numbers, flags and dates.</summary>
    public IReadOnlyList<string> Levels => Array.AsReadOnly(_levels);

    /// <summary>Whether the fit saw more levels than were kept: the rarer ones share the feature "other".</summary>
    public bool HasOther { get; }

    /// <summary>The features that the column gives: <c>complaints</c>, <c>planEnd (days before)</c>, <c>country=CN</c>, <c>country (other)</c>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    internal ColumnKind Kind { get; }

    /// <summary>Column and features.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => $"{Column}: {string.Join(", ", FeatureNames)}";

    /// <summary>Learns the levels of some rows: the most frequent ones, in ordinal order where they are equally frequent.</summary>
    internal static ColumnEncoding Fit(IReadOnlyList<OwnColumn> parts, int mostLevels)
    {
        var (first, counts) = (parts[0], new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var part in parts)
        {
            first.RequireKind(part.Kind);
            foreach (var text in part.Texts)
            {
                if (text is not null)
                    counts[text] = counts.GetValueOrDefault(text) + 1;
            }
        }

        var levels = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(mostLevels)
            .Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();
        return new ColumnEncoding(first.Name, first.HowToFeed, first.Kind, levels, counts.Count > levels.Length);
    }

    /// <summary>The features of some rows, in the order of <see cref="FeatureNames"/>, and how many rows have a level that the fit did not see.</summary>
    internal (double[][] Features, int Unseen) Apply(OwnColumn own)
    {
        own.RequireKind(Kind);
        if (Kind != ColumnKind.Text)
            return ([own.Numbers], 0);
        var (features, unseen) = (new double[FeatureNames.Count][], 0);
        for (var j = 0; j < features.Length; j++)
            features[j] = new double[own.Texts.Length];
        for (var row = 0; row < own.Texts.Length; row++)
        {
            if (own.Texts[row] is not { } text)
            {
                foreach (var feature in features)
                    feature[row] = double.NaN;
                continue;
            }

            var level = Array.BinarySearch(_levels, text, StringComparer.Ordinal);
            if (level >= 0)
                features[level][row] = 1;
            else if (HasOther)
                features[^1][row] = 1;
            unseen += level < 0 ? 1 : 0;
        }

        return (features, unseen);
    }
}
