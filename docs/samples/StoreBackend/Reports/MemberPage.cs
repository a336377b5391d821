using System.Net;
using System.Text;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Reporting;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Reports;

/// <summary>
/// The page of one member: the words of the assessment, and the path with purchases, the probability that they are still there, and the day on which it falls
/// below a line. One figure of the library in a page of the shop's own.
/// </summary>
public sealed class MemberPage(CurrentModels models, MemberDesk desk, ShopCalendar calendar)
{
    public async Task<string> HtmlAsync(StoreContext db, Member member, string language, CancellationToken cancellationToken)
    {
        var model = (await models.NewestAsync(db, cancellationToken)).Valuator.Purchases as AttritionModel;
        var day = member.AsOf ?? calendar.Today;
        var purchases = await PurchasesAsync(db, member.Id, day, cancellationToken);
        var reasons = Reasons.FromJson(member.Reasons);
        var html = new StringBuilder();
        var title = WebUtility.HtmlEncode(member.Id);
        html.Append($"<!DOCTYPE html>\n<html lang=\"{(language == "zh" ? "zh-CN" : language)}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"{MemberReport.ContentPolicy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append($"<title>{title}</title>\n<style>{MemberReport.StyleSheet}</style>\n</head>\n<body>\n<div class=\"mv-page\">\n")
            .Append($"<header>\n<h1>{title}</h1>\n");
        html.Append($"<p class=\"mv-lead\">{Word(Text.Of($"As of {day:yyyy-MM-dd}", $"截至{day:yyyy-MM-dd}"))}</p>\n</header>\n<main>\n");
        html.Append($"<section aria-labelledby=\"why\">\n<h2 id=\"why\">{Word(Text.Of("The assessment", "评估结论"))}</h2>\n");
        var words = reasons is null ? [] : WordsOf(reasons).Where(word => word.English.Length > 0).ToList();
        foreach (var word in words.Count > 0 ? words : [Text.Of("The member has not been assessed yet.", "该会员尚未评估。")])
            html.Append($"<p>{Word(word)}</p>\n");
        html.Append($"</section>\n<section aria-labelledby=\"path\">\n<h2 id=\"path\">{Word(Text.Of("The path", "购买历程"))}</h2>\n");
        if (model is null || purchases.Count == 0 || (model.CountsOpportunities && !model.Unit.Equals(calendar.Rules.Calendar.Unit)))
        {
            html.Append($"<p>{Word(purchases.Count == 0
                ? Text.Of("The member has not bought yet: there is no path to draw.", "该会员还没有购买，没有可画的历程。")
                : Text.Of("There is no model of purchases yet: the next nightly run fits one.", "还没有购买模型，下一次夜间任务会拟合。"))}</p>\n");
        }
        else
        {
            html.Append(ReportFigures.Path(MemberExplanation.Of(model, purchases, day), member.Id).ToHtml(new FigureOptions { Language = language }));
        }

        return html.Append("</section>\n</main>\n</div>\n</body>\n</html>\n").ToString();

        string Word(Text text) => WebUtility.HtmlEncode(text.In(language));
    }

    /// <summary>The summary, and what it does not say.</summary>
    private static List<Text> WordsOf(Reasons reasons) =>
    [
        reasons.Summary,
        .. ((Text?[])[reasons.Segment, reasons.Stage, .. reasons.Risk.Select(reason => reason.Signal.Text), reasons.Advice?.Action, .. reasons.Missing])
            .OfType<Text>().Where(text => !reasons.Summary.English.Contains(text.English, StringComparison.Ordinal)).DistinctBy(text => text.English),
    ];

    /// <summary>The days through the given one on which the member bought, by the rules of the log: those that their own day's row names as the last.</summary>
    private async Task<List<DateOnly>> PurchasesAsync(StoreContext db, string id, DateOnly day, CancellationToken cancellationToken)
    {
        var (state, _) = await desk.RebuildAsync(db, id, cancellationToken);
        if (state.FirstCell is not { } first)
            return [];
        var times = await db.Orders.AsNoTracking().Where(order => order.Member == id && order.Amount >= 0).Select(order => order.OrderedAt)
            .ToListAsync(cancellationToken);
        return [.. times.Select(calendar.DayOf).Distinct().Order()
            .Where(ordered => ordered <= day && ordered.DayNumber >= first && state.AsOf(ordered).LastPurchaseCell == ordered.DayNumber)];
    }
}
