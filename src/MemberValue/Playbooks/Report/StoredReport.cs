using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

/// <summary>Elements that occur several times in a stored report.</summary>
internal static class StoredReport
{
    /// <summary>The first and the last cell of a period, as dates.</summary>
    public static void Period(this DocumentWriter to, ObservationWindow period)
    {
        to.Text("from", period.Calendar.Format(period.FirstCell));
        to.Text("through", period.Calendar.Format(period.LastCell));
    }

    /// <summary>Both counts, the rate, and Wilson's interval at 95%.</summary>
    public static void Share(this DocumentWriter to, string name, Proportion share) => to.Part(name, part =>
    {
        var interval = share.Wilson();
        part.Whole("count", share.Count);
        part.Whole("of", share.Of);
        part.Number("rate", share.Rate);
        part.Number("lower", interval.Lower);
        part.Number("upper", interval.Upper);
    });

    /// <summary>The members of one transition, with their revenue before and after.</summary>
    public static void Flow(this DocumentWriter to, LabelFlow flow, Proportion share)
    {
        to.Whole("members", flow.Members);
        to.Number("share", share.Rate);
        to.Number("earlierRevenue", flow.EarlierWeight);
        to.Number("laterRevenue", flow.LaterWeight);
    }
}
