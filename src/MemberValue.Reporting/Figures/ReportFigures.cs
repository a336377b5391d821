using MemberValue.Members;
using MemberValue.Reporting.Charts;

namespace MemberValue.Reporting;

/// <summary>
/// Figures from results of the library: one method per picture. The figures share one style sheet and can stand in a report, in a page of your own or in a
/// file.
/// </summary>
public static partial class ReportFigures
{
    private static readonly Text MembersText = Text.Of("Members", "会员数");
    private static readonly Text ShareText = Text.Of("Share of members", "会员占比");
    private static readonly Text RevenueText = Text.Of("Net revenue", "净收入");
    private static readonly Text RevenueShareText = Text.Of("Share of revenue", "收入占比");

    /// <summary>Lines of shares over shares, both from 0 to 1.</summary>
    private static LineChart ShareChart(Text vertical, Text horizontal, IReadOnlyList<LineSeries> series) => new()
    {
        Series = series,
        Vertical = vertical,
        Horizontal = horizontal,
        Unit = FigureUnit.Share,
        HorizontalUnit = FigureUnit.Share,
        Most = 1,
    };

    private static Text Invariant(FormattableString english, FormattableString chinese) =>
        Text.Of(FormattableString.Invariant(english), FormattableString.Invariant(chinese));
}
