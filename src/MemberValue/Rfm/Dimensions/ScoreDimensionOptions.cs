using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>One dimension of a score: what is looked at, in which direction it is good, and where its levels come from. A plain class that configuration can
/// bind; checked and copied when it is used.</summary>
public sealed class ScoreDimensionOptions
{
    /// <summary>The name of one of <see cref="Measures"/>, or of a column that holds numbers, flags, dates or cells; not empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The letter before the level in a score, such as <c>L</c> in <c>R5 F3 M2 L4</c>: one to three letters, each dimension its own. Empty for the
    /// library's letter of a known name, or else the first letter of the name.</summary>
    public string Letter { get; set; } = "";

    /// <summary>Whether less is better, as for days since the last purchase or for the variation of gaps; false by default.</summary>
    public bool SmallIsGood { get; set; }

    /// <summary>What becomes of a member without a value; no level in this dimension, by default.</summary>
    public MissingLevel Missing { get; set; }

    /// <summary>Levels of a quantile or nested scale, 2 to 10; 5 by default. Not used by the other kinds of scale.</summary>
    public int Levels { get; set; } = 5;

    /// <summary>The line of a high/low scale; on it is high. Not used by the other kinds of scale.</summary>
    public HighLowLine Line { get; set; }

    /// <summary>The value of the line; needed in a high/low scale exactly when <see cref="Line"/> is <see cref="HighLowLine.Given"/>.</summary>
    public double? LineAt { get; set; }

    /// <summary>The limits of a threshold scale, 1 to 9, finite and ascending; a value on a limit has the better level. Not used by the other kinds of
    /// scale.</summary>
    public IReadOnlyList<double> Limits { get; set; } = [];

    /// <summary>Recency, frequency and monetary value as RFM defines them by default: days since the last purchase, purchases, net spend, five levels each,
    /// and a member who lacks one is not scored. A scale of these three alone gives the levels of <see cref="RfmScale"/>.</summary>
    /// <returns>Three new dimensions, to which you can add.</returns>
    public static IReadOnlyList<ScoreDimensionOptions> Rfm() =>
    [
        new() { Name = Measures.DaysSinceLastPurchase, SmallIsGood = true, Missing = MissingLevel.Unscored },
        new() { Name = LogColumns.Purchases.Name, Missing = MissingLevel.Unscored },
        new() { Name = LogColumns.Net.Name, Missing = MissingLevel.Unscored },
    ];

    internal string LetterInUse => Letter.Length > 0 ? Letter : Name switch
    {
        Measures.DaysSinceLastPurchase => "R",
        "Purchases" or "Orders" => "F",
        "Net" or "Sales" or Measures.MeanSpend => "M",
        Measures.DaysSinceFirstPurchase => "L",
        Measures.MeanGapDays => "G",
        "GapVariation" => "V",
        "Clumpiness" => "C",
        "Visits" or "VisitCells" or "VisitsPer30Days" => "W",
        "Margin" => "P",
        "CategoryDiversity" or "CategoryEntropy" or "Categories" => "D",
        "SeasonAdjustedFrequency" => "S",
        _ => Name[..1],
    };

    internal ScoreDimensionOptions Checked(RfmScaleMethod method)
    {
        OptionError.Require(this, !string.IsNullOrWhiteSpace(Name), nameof(Name), Name, "it must be the name of a measure or a column");
        OptionError.Require(
            this, Letter is not null && Letter.Length <= 3 && Letter.All(char.IsLetter), nameof(Letter), Letter, "it must be up to three letters");
        OptionError.Require(
            this, char.IsLetter(LetterInUse[0]), nameof(Letter), Letter, $"the name {Name} does not begin with a letter, so that a letter must be given");
        OptionError.RequireName(this, nameof(Missing), Missing);
        OptionError.RequireName(this, nameof(Line), Line);
        if (method is RfmScaleMethod.Quantiles or RfmScaleMethod.Nested)
            OptionError.RequireWhole(this, nameof(Levels), Levels, RfmLevels.Min, RfmLevels.Max);
        if (method == RfmScaleMethod.HighLow)
        {
            OptionError.Require(
                this, Line == HighLowLine.Given ? LineAt is { } known && double.IsFinite(known) : LineAt is null, nameof(LineAt), LineAt,
                "it must be a finite number when Line is Given, and null otherwise");
        }

        var copy = (ScoreDimensionOptions)MemberwiseClone();
        copy.Limits = [.. Limits ?? []];
        if (method != RfmScaleMethod.Thresholds)
            return copy;
        OptionError.RequireWhole(this, nameof(Limits) + ".Count", copy.Limits.Count, RfmLevels.Min - 1, RfmLevels.Max - 1);
        for (var i = 0; i < copy.Limits.Count; i++)
        {
            if (!double.IsFinite(copy.Limits[i]) || (i > 0 && copy.Limits[i] <= copy.Limits[i - 1]))
                throw OptionError.Of(this, $"{nameof(Limits)}[{i}]", copy.Limits[i], "a limit must be finite and above the one before it");
        }

        return copy;
    }
}
