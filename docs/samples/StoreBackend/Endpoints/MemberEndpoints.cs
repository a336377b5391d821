using MemberValue.Lifecycle;
using MemberValue.Members;
using StoreBackend.Assessing;
using StoreBackend.Data;

namespace StoreBackend.Endpoints;

public static class MemberEndpoints
{
    private const int LargestPage = 500;

    /// <summary>A slash in an id stays one: servers do not decode it.</summary>
    public static string UrlOf(string member) => $"/members/{string.Join('/', member.Split('/').Select(Uri.EscapeDataString))}";

    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        var assessments = app.MapGroup("").WithTags("Assessments");
        assessments.MapGet("/members/{**id}", async (string id, MemberReader members, CancellationToken cancellationToken) =>
                await members.FindAsync(id, cancellationToken) is { } member ? Results.Ok(member) : NoSuch("member", id))
            .WithSummary("A member's assessment with its reasons in English and Chinese.")
            .Produces<MemberResponse>()
            .ProducesProblem(StatusCodes.Status404NotFound);

        assessments.MapDelete("/members/{**id}", async (string id, StoreContext db, CancellationToken cancellationToken) =>
                !id.Any(char.IsControl) && await MemberDesk.ForgetAsync(db, id, cancellationToken) ? Results.NoContent() : NoSuch("member", id))
            .WithSummary("Forgets a member: state and assessment are deleted, and their orders stay without a name.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);

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
        Results.Problem($"There is no {what} '{id}'.", title: "Not found.", statusCode: StatusCodes.Status404NotFound);

    private static int Whole(string text, int from, int through, string field, FieldErrors errors)
    {
        if (int.TryParse(text, out var value) && value >= from && value <= through)
            return value;
        errors.Add(field, text, $"a whole number from {from} through {through}");
        return from;
    }
}
