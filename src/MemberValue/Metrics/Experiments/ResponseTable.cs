using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Who responded to a campaign, by a label that members had before it, best response rate first: such as a test mailing to a part of each Rfm cell that
/// tells whom else to contact. Immutable and thread-safe. Created by <see cref="ResponseTable.Of"/>.
/// </summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <remarks>
/// Rows are ordered by response rate, descending; among equals the one with more contacts, then the order that the labels were given in; labels without
/// contacted members come last. The best of many cells is partly so by chance: a rate at the top is too high on average, and of twenty cells one verdict at
/// 95% is wrong by chance.
/// </remarks>
public sealed class ResponseTable<TLabel>
{
    internal ResponseTable(double breakEvenRate, ResponseRow<TLabel>[] rows, Proportion total) =>
        (BreakEvenRate, Rows, Total) = (breakEvenRate, Array.AsReadOnly(rows), total);

    /// <summary>The response rate from which a contact pays.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double BreakEvenRate { get; }

    /// <summary>The rows, best response rate first, one per label.</summary>
    public IReadOnlyList<ResponseRow<TLabel>> Rows { get; }

    /// <summary>Responses of all who were contacted.</summary>
    public Proportion Total { get; }

    /// <summary>The labels whose members are worth another contact, best first.</summary>
    /// <param name="openToo">Whether labels with an open verdict and a rate at or above the break-even rate are included.</param>
    /// <returns>The labels.</returns>
    public IReadOnlyList<TLabel> WorthContacting(bool openToo = false) => Array.AsReadOnly(Rows
        .Where(row => row.Verdict == BreakEvenVerdict.Above || (openToo && row.Verdict == BreakEvenVerdict.Open && row.Responses.Rate >= BreakEvenRate))
        .Select(row => row.Label)
        .ToArray());

    /// <summary>The table as text.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var lines = new List<string[]> { (string[])["label", "contacted", "responses", "rate", "from", "through", "break-even", "cumulative"] };
        foreach (var row in Rows)
        {
            lines.Add(
            [
                LabelText.Of(row.Label), LabelText.Whole(row.Responses.Of), LabelText.Whole(row.Responses.Count),
                LabelText.Share(row.Responses.Count, row.Responses.Of),
                Percent(row.Interval.Lower), Percent(row.Interval.Upper),
                row.Verdict switch { BreakEvenVerdict.Above => "above", BreakEvenVerdict.Below => "below", _ => "open" },
                LabelText.Share(row.Cumulative.Count, row.Cumulative.Of),
            ]);
        }

        lines.Add(["(all)", LabelText.Whole(Total.Of), LabelText.Whole(Total.Count), LabelText.Share(Total.Count, Total.Of), "", "", Percent(BreakEvenRate),
            ""]);
        return LabelText.Table(lines);
    }

    private static string Percent(double share) => double.IsNaN(share) ? "-" : FormattableString.Invariant($"{100 * share:F1}%");
}
