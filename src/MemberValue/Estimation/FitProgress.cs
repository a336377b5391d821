using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>The progress of a running fit, reported once per iteration.</summary>
/// <param name="Stage">The stage of the fit.</param>
/// <param name="Iteration">The iteration within the stage, from 0. It is counted over all starting points together.</param>
/// <param name="LogLikelihood">
/// The log-likelihood (plus sign, without the penalty) at the current point, in the data's unit; while starting points are compared on a sample, that of the
/// sample, scaled up.
/// </param>
public sealed record FitProgress(
    FitStage Stage,
    int Iteration,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LogLikelihood)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Stage = {Stage}, Iteration = {Iteration}, LogLikelihood = {LogLikelihood}");
}
