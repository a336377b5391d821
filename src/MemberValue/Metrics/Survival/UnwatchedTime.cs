using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A time of a survival curve with late entry in which none was observed.</summary>
/// <param name="From">The end of the last observed length, or the beginning of the curve.</param>
/// <param name="Through">When the next one entered; the same as <paramref name="From"/> where it was at once.</param>
/// <param name="Ended">How many ended at <paramref name="From"/>, where these were all who were watched: the curve is 0 from there. 0 otherwise.</param>
/// <param name="Later">How many were watched later.</param>
public sealed record UnwatchedTime(
    [property: JsonConverter(typeof(ResultJsonConverter))] double From,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Through,
    long Ended,
    long Later)
{
    internal Text ToWarning() => Ended > 0
        ? Text.Of(
            FormattableString.Invariant(
                $"All {Ended} that were watched at {From} had ended, so that the curve is 0 from there, and {Later} were watched later: let it begin later."),
            FormattableString.Invariant($"到{From}时，在观察中的{Ended}个已全部结束，曲线此后为0，而其后还有{Later}个进入观察：请把曲线的起点设在更晚的位置。"))
        : Text.Of(
            FormattableString.Invariant($"Nobody was watched from {From} to {Through}: the curve knows nothing of what ended in that time."),
            FormattableString.Invariant($"从{From}到{Through}没有任何观察，曲线不包含这段时间内的结束。"));

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"From = {From}, Through = {Through}, Ended = {Ended}, Later = {Later}");
}
