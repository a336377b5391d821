using MemberValue.Lifecycle;
using MemberValue.Members;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Orders;

namespace StoreBackend.Endpoints;

public static class MemberEndpoints
{
    private const int LargestPage = 500;

    /// <summary>Where a member is read. A slash in an id stays one: servers do not decode it. An id with a part that is a dot, two dots or nothing goes into
    /// the query, as clients and servers shorten such paths, and so does one that would be the address of a report.</summary>
    public static string UrlOf(string member) => member.Split('/') is var parts && (parts.Any(part => part is "" or "." or "..") || parts is [.., "report"])
        ? $"/members?id={Uri.EscapeDataString(member)}"
        : $"/members/{string.Join('/', parts.Select(Uri.EscapeDataString))}";

    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        var assessments = app.MapGroup("").WithTags("Assessments");
        foreach (var path in (string[])["/members/{**id}", "/members"]) // in the query: any id, including one that cannot be a path
        {
            assessments.MapGet(path, async (string? id, MemberReader members, CancellationToken cancellationToken) =>
                    string.IsNullOrEmpty(id) ? NoId()
                    : await members.FindAsync(id, cancellationToken) is { } member ? Results.Ok(member) : NoSuch("member", id))
                .WithSummary("A member's assessment with its reasons in English and Chinese.")
                .Produces<MemberResponse>()
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status404NotFound);

            assessments.MapDelete(path, async (string? id, StoreContext db, CancellationToken cancellationToken) =>
                    string.IsNullOrEmpty(id) ? NoId()
                    : OrderCheck.IsId(id) && await MemberDesk.ForgetAsync(db, id, cancellationToken) ? Results.NoContent() : NoSuch("member", id))
                .WithSummary("Forgets a member: state and assessment are deleted, and their orders stay without a name.")
                .Produces(StatusCodes.Status204NoContent)
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status404NotFound);
        }

        assessments.MapGet("/summary/segments", async (MemberReader members, CurrentModels models, CancellationToken cancellationToken) =>
            {
                var map = models.Current.Valuator.Segments?.Segments ?? [];
                var names = map.ToDictionary(segment => segment.Id, segment => segment.Name, StringComparer.Ordinal);
                return Results.Ok(await members.SegmentsAsync(id => names.GetValueOrDefault(id) ?? Text.Of(id), cancellationToken));
            })
            .WithSummary("Members, net spend and expected value of each segment.")
            .Produces<IReadOnlyList<SummaryLine>>();

        assessments.MapGet("/summary/stages", async (MemberReader members, CancellationToken cancellationToken) => Results.Ok(await members.StagesAsync(
                id => Enum.TryParse<LifecycleStage>(id, out var stage) ? LifecycleStages.NameOf(stage) : Text.Of(id), cancellationToken)))
            .WithSummary("Members, net spend and expected value of each lifecycle stage.")
            .Produces<IReadOnlyList<SummaryLine>>();

        assessments.MapGet("/warnings", async (MemberReader members, CancellationToken cancellationToken, string page = "1", string size = "50") =>
            {
                var errors = new FieldErrors();
                var (number, count) = (Whole(page, 1, 1_000_000, nameof(page), errors), Whole(size, 1, LargestPage, nameof(size), errors));
                return errors.Any ? errors.ToProblem() : Results.Ok(await members.WarningsAsync(number, count, cancellationToken));
            })
            .WithSummary("Members whose alarm is on, the most value at risk first.")
            .Produces<WarningPage>()
            .ProducesValidationProblem();
    }

    internal static IResult NoSuch(string what, string id) =>
        Results.Problem($"There is no {what} '{FieldErrors.Shortened(id)}'.", title: "Not found.", statusCode: StatusCodes.Status404NotFound);

    private static IResult NoId()
    {
        var errors = new FieldErrors();
        errors.Add("id", "missing", "the id of a member, in the path or as ?id=");
        return errors.ToProblem();
    }

    private static int Whole(string text, int from, int through, string field, FieldErrors errors)
    {
        if (int.TryParse(text, out var value) && value >= from && value <= through)
            return value;
        errors.Add(field, text, $"a whole number from {from} through {through}");
        return from;
    }
}
