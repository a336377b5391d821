using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Brier's score in parts over bins of predictions: score = reliability - resolution + uncertainty + residual.
/// </summary>
/// <param name="Reliability">
/// Mean over rows of (the bin's mean prediction - its observed share) squared, 0 or more: how far probabilities are from observed shares. 0 is best;
/// calibration lowers it.
/// </param>
/// <param name="Resolution">
/// Mean over rows of (the bin's observed share - the share of all) squared, 0 up to the uncertainty: how well the predictions separate rows with different
/// outcomes. Higher is better; calibration does not change it.
/// </param>
/// <param name="Uncertainty">Share x (1 - share) of all rows, 0 to 0.25: the score of predicting the share of all rows for everyone. It does not depend on
/// the method.</param>
/// <param name="Residual">
/// What the three parts leave: the variance of predictions inside bins less twice their covariance with the labels. Exactly 0 in theory where all
/// rows of a bin have the same prediction, and then not more than rounding; otherwise small, of either sign.
/// </param>
/// <remarks>
/// Murphy 1973, "A new vector partition of the probability score"; the residual after Stephenson, Coelho and Jolliffe 2008, "Two extra components
/// in the Brier score decomposition".
/// </remarks>
public readonly record struct BrierParts(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Reliability,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Resolution,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Uncertainty,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Residual)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Reliability = {Reliability}, Resolution = {Resolution}, Uncertainty = {Uncertainty}, Residual = {Residual}");
}
