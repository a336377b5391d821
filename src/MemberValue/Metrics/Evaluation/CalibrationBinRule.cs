using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>How predictions are cut into bins. Rows with the same prediction are always in the same bin.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CalibrationBinRule>))]
public enum CalibrationBinRule
{
    /// <summary>
    /// Bins of about as many rows each: of n rows in ascending order, those whose place lies from k n / bins to (k + 1) n / bins. A group of equal
    /// predictions goes where its middle lies, so that bins may be uneven and some empty.
    /// </summary>
    Quantile,

    /// <summary>Bins of the same width in probability: from k / bins up to (k + 1) / bins, the last one with 1. A bin may hold few rows, or none.</summary>
    EqualWidth,
}
