using System.Text;
using MemberValue.Common;

namespace MemberValue.Estimation;

/// <summary>Where a running fit stands, told once an iteration.</summary>
/// <param name="Stage">What the fit is busy with.</param>
/// <param name="Iteration">The iteration within the stage, from 0. While starting points compete it counts on over all of them.</param>
/// <param name="LogLikelihood">
/// The log-likelihood (plus sign, without the penalty) at the current point, in the data's unit; while starting points compete on a sample, the sample's,
/// scaled up.
/// </param>
public sealed record FitProgress(FitStage Stage, int Iteration, double LogLikelihood)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Stage = {Stage}, Iteration = {Iteration}, LogLikelihood = {LogLikelihood}");
}
