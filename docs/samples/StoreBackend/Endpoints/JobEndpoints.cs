using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Nightly;

namespace StoreBackend.Endpoints;

public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var jobs = app.MapGroup("").WithTags("Jobs");
        jobs.MapPost("/jobs/nightly", async (NightlyRuns runs, CancellationToken cancellationToken) =>
            {
                var (run, _) = await runs.RequestAsync(cancellationToken);
                return Results.Accepted($"/jobs/{run.Id}", run);
            })
            .WithSummary("Runs the nightly job now; the answer is the run that is going on where there is one.")
            .Produces<JobRun>(StatusCodes.Status202Accepted);

        jobs.MapGet("/jobs/{id}", async (string id, StoreContext db, CancellationToken cancellationToken) =>
                long.TryParse(id, out var number) && await db.JobRuns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == number, cancellationToken) is { } run
                    ? Results.Ok(run)
                    : MemberEndpoints.NoSuch("job run", id))
            .WithSummary("How far a run is.")
            .Produces<JobRun>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
