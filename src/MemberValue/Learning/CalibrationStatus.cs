namespace MemberValue.Learning;

/// <summary>How far a calibration may be trusted. Every fit ends with one of these; none of them is an exception.</summary>
public enum CalibrationStatus
{
    /// <summary>Higher scores go with more yes, and the map says how much.</summary>
    Fitted = 0,

    /// <summary>All rows have the same label. The map is one number for all scores, of no use.</summary>
    SingleClass = 1,

    /// <summary>All rows have the same score. The map is the share of yes, for all scores.</summary>
    ConstantScores = 2,

    /// <summary>Higher scores do not go with more yes: Platt's curve falls, or is level; the isotonic map is the share of yes for all scores.</summary>
    NotIncreasing = 3,

    /// <summary>There is no row of a weight above 0. The map is NaN.</summary>
    NoRows = 4,
}
