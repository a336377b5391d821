using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How well one model describes what was seen and predicts what came after.</summary>
public sealed record ModelScore
{
    /// <summary>The model.</summary>
    public required AttritionModel Model { get; init; }

    /// <summary>Log-likelihood of the calibration, plus sign; null for a model that counts opportunities: its likelihood is of different data.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? LogLikelihood { get; init; }

    /// <summary>Akaike's criterion, 2 k - 2 ln L; small is good. Null where the log-likelihood is.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? Aic => 2 * Model.ParameterValues.Count - 2 * LogLikelihood;

    /// <summary>Schwarz's criterion, k ln n - 2 ln L; small is good. Null where the log-likelihood is.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? Bic => Model.ParameterValues.Count * Math.Log(Members) - 2 * LogLikelihood;

    /// <summary>The number of members evaluated: those with a purchase in the calibration.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Members { get; init; }

    /// <summary>How well the model predicted the holdout; null without one.</summary>
    public HoldoutScore? Holdout { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Model = {Model}, LogLikelihood = {LogLikelihood}, Aic = {Aic}, Bic = {Bic}, Members = {Members}, Holdout = {Holdout}");
}

/// <summary>Errors of a model's expected purchases in the holdout, over the members of the calibration.</summary>
/// <param name="Actual">Purchases in the holdout, in all.</param>
/// <param name="Expected">Expected purchases, in all.</param>
/// <param name="MeanAbsoluteError">Mean of |expected - actual| per member.</param>
/// <param name="RootMeanSquareError">Square root of the mean of (expected - actual)^2 per member.</param>
/// <param name="LogScore">Mean over the members of ln P(the actual number of purchases); at most 0, large is good. It judges the whole distribution.</param>
public sealed record HoldoutScore(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Actual,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Expected,
    [property: JsonConverter(typeof(ResultJsonConverter))] double MeanAbsoluteError,
    [property: JsonConverter(typeof(ResultJsonConverter))] double RootMeanSquareError,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LogScore)
{
    /// <summary>Expected / actual - 1: above 0 when the model expects too much; NaN when nobody bought.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Bias => Actual > 0 ? Expected / Actual - 1 : double.NaN;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Actual = {Actual}, Expected = {Expected}, MeanAbsoluteError = {MeanAbsoluteError}, RootMeanSquareError = {RootMeanSquareError}, "
            + $"LogScore = {LogScore}, Bias = {Bias}");
}
