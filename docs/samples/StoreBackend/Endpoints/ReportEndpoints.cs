using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Orders;
using StoreBackend.Reports;

namespace StoreBackend.Endpoints;

public static class ReportEndpoints
{
    /// <summary>Where the page of a member is read; an id that cannot be one part of a path goes into the query.</summary>
    public static string UrlOf(string member) => member.Contains('/', StringComparison.Ordinal) || member is "." or ".."
        ? $"/members/report?id={Uri.EscapeDataString(member)}"
        : $"/members/{Uri.EscapeDataString(member)}/report";

    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("").WithTags("Reports");
        reports.MapMethods("/report", Read, async (HttpContext http, StoreContext db, CancellationToken cancellationToken) =>
            {
                var errors = new FieldErrors();
                if (ReportLanguage.Of(http.Request, errors) is not { } language)
                    return errors.ToProblem();
                var report = await db.Reports.AsNoTracking().Where(row => row.Language == language).OrderByDescending(row => row.Run)
                    .FirstOrDefaultAsync(cancellationToken);
                return report is null
                    ? Results.Problem("There is no report yet: the nightly run makes it.", title: "Not found.", statusCode: StatusCodes.Status404NotFound)
                    : ReportPage.Answer(http.Response, report.Html, language, report.Tag, report.MadeAt);
            })
            .WithSummary("The report of the last night as a page, in the language of ?lang= (en, zh) or of the browser.")
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .Produces(StatusCodes.Status304NotModified)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound);

        foreach (var path in (string[])["/members/{id}/report", "/members/report"]) // in the query: any id, including one that cannot be part of a path
        {
            reports.MapMethods(path, Read, async (string? id, HttpContext http, MemberPage page, StoreContext db, CancellationToken cancellationToken) =>
                {
                    var errors = new FieldErrors();
                    if (string.IsNullOrEmpty(id))
                        errors.Add("id", "missing", "the id of a member, in the path or as ?id=");
                    if (ReportLanguage.Of(http.Request, errors) is not { } language || errors.Any)
                        return errors.ToProblem();
                    if (!OrderCheck.IsId(id!) || await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } member)
                        return MemberEndpoints.NoSuch("member", id!);
                    var html = await page.HtmlAsync(db, member, language, cancellationToken);
                    return ReportPage.Answer(http.Response, html, language, ReportPage.TagOf(html), null);
                })
                .WithSummary("A member's assessment in words, and a chart of their purchases and of the probability that they are still there.")
                .Produces<string>(StatusCodes.Status200OK, "text/html")
                .Produces(StatusCodes.Status304NotModified)
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status404NotFound);
        }
    }

    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
}
