using MemberBackend;
using MemberValue.Reporting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemberValue(builder.Configuration, "MemberValue"); // appsettings.json says what is computed
builder.Services.AddSingleton<OrderSource>();
builder.Services.AddSingleton<NightlyJob>();
builder.Services.AddHostedService(services => services.GetRequiredService<NightlyJob>());

var app = builder.Build();

// One member: score, segment, stage, probabilities, value, risk, the reasons and what to do.
app.MapGet("/members/{id}", (string id, NightlyJob job) =>
    job.Last is not { } last ? Results.Problem("The first run has not finished.", statusCode: 503)
    : last.Assessments.TryGetValue(id, out var member) ? Results.Ok(member)
    : Results.NotFound());

// All members, as a page.
app.MapGet("/report", (string? lang, NightlyJob job) =>
    job.Last is not { } last ? Results.Problem("The first run has not finished.", statusCode: 503)
    : Results.Text(MemberReport.Of(last.Assessments, last.Log, new ReportOptions { Language = lang == "zh" ? "zh" : "en" }).ToHtml(), "text/html"));

app.Run();
