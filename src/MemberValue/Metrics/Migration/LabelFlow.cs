using System.Text;
using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>
/// The members who went one way between two dates, and what they weighed at either end. The two weights answer different questions: what the
/// members that moved had been bringing, and what they bring now.
/// </summary>
/// <param name="Members">How many went this way.</param>
/// <param name="EarlierWeight">Their summed weight at the earlier date; 0 for entrants, who were not there, NaN where no weights were given.</param>
/// <param name="LaterWeight">Their summed weight at the later date; 0 for leavers, who are not there any more, NaN where no weights were given.</param>
/// <remarks>Weights have no confidence interval: a few members can carry most of them, which a count's interval knows nothing of.</remarks>
public readonly record struct LabelFlow(long Members, double EarlierWeight, double LaterWeight)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Members = {Members}, EarlierWeight = {EarlierWeight}, LaterWeight = {LaterWeight}");
}
