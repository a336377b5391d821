using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>How a valuator scores members and names their segments. A plain class that configuration can bind; checked and copied when it is used.</summary>
public sealed class RfmOptions
{
    /// <summary>How the scale gets its cut points: by quantiles unless set otherwise. Thresholds need no fit.</summary>
    public RfmScaleMethod Scale { get; set; }

    /// <summary>Levels and definitions of a quantile or nested scale; ignored for the other kinds of scale.</summary>
    public RfmQuantileOptions Quantiles { get; set; } = new();

    /// <summary>Lines and definitions of a high/low scale; ignored for the other kinds of scale.</summary>
    public RfmHighLowOptions HighLow { get; set; } = new();

    /// <summary>Thresholds and definitions of a threshold scale; ignored for the other kinds of scale.</summary>
    public RfmThresholdOptions Thresholds { get; set; } = new();

    /// <summary>Which ready-made map gives the segments. A map of your own, given to the valuator, takes its place.</summary>
    public SegmentPreset Segments { get; set; }

    /// <summary>
    /// Dimensions beside recency, frequency and monetary value; none by default. With them members have a score of all dimensions too
    /// (<see cref="DimensionColumns.Score"/>), by the same kind of scale, which begins with R, F and M as these options define them. Tables need the columns
    /// that they name.
    /// </summary>
    public IReadOnlyList<ScoreDimensionOptions> Dimensions { get; set; } = [];

    /// <summary>The levels of the scale that these options make.</summary>
    internal RfmLevels Levels => Scale switch
    {
        RfmScaleMethod.HighLow => RfmLevels.Of(2),
        RfmScaleMethod.Thresholds => RfmScale.FromThresholds(Thresholds, CellCalendar.Days).Levels,
        _ => Quantiles.CheckedLevels(),
    };

    internal RfmDefinitions Definitions => Scale switch
    {
        RfmScaleMethod.HighLow => new RfmDefinitions { Frequency = HighLow.Frequency, Monetary = HighLow.Monetary },
        RfmScaleMethod.Thresholds => new RfmDefinitions { Frequency = Thresholds.Frequency, Monetary = Thresholds.Monetary },
        _ => new RfmDefinitions { Frequency = Quantiles.Frequency, Monetary = Quantiles.Monetary },
    };

    /// <summary>A checked private copy.</summary>
    internal RfmOptions Frozen()
    {
        if (!Enum.IsDefined(Scale))
            throw OptionError.Of(this, nameof(Scale), Scale, "it must be Quantiles, Thresholds, HighLow or Nested");
        if (!Enum.IsDefined(Segments))
            throw OptionError.Of(this, nameof(Segments), Segments, "it must be Standard, None, TenCells, ElevenSegments, EightClasses or ValueTiers");
        OptionError.RequirePart(this, Quantiles, nameof(Quantiles));
        OptionError.RequirePart(this, HighLow, nameof(HighLow));
        OptionError.RequirePart(this, Thresholds, nameof(Thresholds));
        OptionError.RequirePart(this, Dimensions, nameof(Dimensions));
        if (Scale == RfmScaleMethod.HighLow)
            HighLow.Check();
        _ = Levels;
        return new RfmOptions
        {
            Scale = Scale,
            Segments = Segments,
            Quantiles = Quantiles.Copy(),
            HighLow = HighLow.Copy(),
            Thresholds = Thresholds.Copy(),
            Dimensions = Dimensions.Count == 0 ? [] : AllDimensions().Checked(),
        };
    }

    /// <summary>The ready map, which must be one for the levels; null for none.</summary>
    internal SegmentMap? ReadyMap(RfmLevels levels)
    {
        var map = Segments switch
        {
            SegmentPreset.None => null,
            SegmentPreset.TenCells => SegmentMaps.TenCells,
            SegmentPreset.ElevenSegments => SegmentMaps.ElevenSegments,
            SegmentPreset.EightClasses => SegmentMaps.EightClasses,
            SegmentPreset.ValueTiers => SegmentMaps.ValueTiers,
            _ => levels == RfmLevels.Of(5) ? SegmentMaps.TenCells
                : levels == RfmLevels.Of(2) ? SegmentMaps.EightClasses
                : throw OptionError.Of(this, nameof(Segments), Segments, $"no ready map is for {levels} levels: it must be None, or give a map of your own"),
        };
        return map is null || map.Levels == levels
            ? map
            : throw OptionError.Of(this, nameof(Segments), Segments, $"the scale has {levels} levels, and the map is for {map.Levels}");
    }

    /// <summary>The scale of all dimensions that frozen options ask for.</summary>
    internal DimensionScaleOptions ScaleOfDimensions => new() { Scale = Scale, Dimensions = [.. Dimensions] };

    /// <summary>R, F and M as these options define them, and the dimensions beside them.</summary>
    private DimensionScaleOptions AllDimensions()
    {
        var (definitions, quantiles) = (Definitions, Scale is RfmScaleMethod.Quantiles or RfmScaleMethod.Nested);
        ScoreDimensionOptions Of(
            string letter, string name, int levels, HighLowLine line, double? lineAt, IReadOnlyList<double> limits, bool smallIsGood = false) => new()
            {
                Letter = letter,
                Name = name,
                SmallIsGood = smallIsGood,
                Missing = MissingLevel.Unscored,
                Levels = quantiles ? levels : 5,
                Line = line,
                LineAt = lineAt,
                Limits = limits,
            };
        return new DimensionScaleOptions
        {
            Scale = Scale,
            Dimensions =
            [
                Of("R", Measures.DaysSinceLastPurchase, Quantiles.RecencyLevels, HighLow.RecencyLine, HighLow.RecencyUpToDays, Thresholds.RecencyUpToDays,
                    smallIsGood: true),
                Of("F", $"{definitions.Frequency}", Quantiles.FrequencyLevels, HighLow.FrequencyLine, HighLow.FrequencyFrom, Thresholds.FrequencyFrom),
                Of("M", $"{definitions.Monetary}", Quantiles.MonetaryLevels, HighLow.MonetaryLine, HighLow.MonetaryFrom, Thresholds.MonetaryFrom),
                .. Dimensions,
            ],
        };
    }

    /// <summary>Fits the scale; thresholds need no fit.</summary>
    internal RfmScale Fit(MemberColumns columns, CancellationToken cancellationToken) => Scale switch
    {
        RfmScaleMethod.HighLow => RfmScale.FitHighLow(columns, HighLow, cancellationToken),
        RfmScaleMethod.Nested => RfmScale.FitNested(columns, Quantiles, cancellationToken),
        _ => RfmScale.FitQuantiles(columns, Quantiles, cancellationToken),
    };
}
