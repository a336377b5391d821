using System.Text.Json.Serialization;

namespace MemberValue.Learning;

/// <summary>The scale of the score that Platt's curve is fitted on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlattScale>))]
public enum PlattScale
{
    /// <summary>The score unchanged: a sum of points, log-odds, any number.</summary>
    AsGiven = 0,

    /// <summary>
    /// The score is a probability from 0 to 1, taken as log-odds ln(p / (1 - p)): a classifier that is calibrated already is then unchanged (slope 1,
    /// intercept 0). Probabilities within 1e-6 of 0 or 1 count as that far away, because log-odds there are infinite.
    /// </summary>
    LogOdds = 1,
}
