using System.Text.Json.Serialization;
using MemberValue.Churn;
using MemberValue.Members;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Endpoints;
using StoreBackend.Nightly;
using StoreBackend.Orders;
using StoreBackend.Reports;
using StoreBackend.Shop;

namespace StoreBackend;

/// <summary>The program as it is put together.</summary>
public static class StoreApp
{
    /// <summary>Makes the program, with its tables and the models in use where the database answers; without it, it starts all the same.</summary>
    /// <param name="args">Settings on the command line.</param>
    /// <param name="change">What a test puts in place of a service, such as the clock.</param>
    public static async Task<WebApplication> CreateAsync(string[] args, Action<IServiceCollection>? change = null)
    {
        // The settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var configuration = builder.Configuration;

        // The library: what is configured in appsettings.json, validated at the start.
        builder.Services.AddMemberValue(configuration, "MemberValue");
        builder.Services.Configure<MemberTableOptions>(configuration.GetSection("Log"));
        builder.Services.Configure<EarlyWarningOptions>(configuration.GetSection("EarlyWarning"));

        // The shop around it.
        builder.Services.AddStoreDatabase(configuration);
        builder.Services.AddSingleton(ReplayClock.From(configuration));
        builder.Services.AddSingleton<ShopCalendar>();
        builder.Services.AddSingleton<CurrentModels>();
        builder.Services.AddSingleton<MemberDesk>();
        builder.Services.AddSingleton<OrderCheck>();
        builder.Services.AddSingleton<OrderDesk>();
        builder.Services.AddSingleton<OrderImport>();
        builder.Services.AddSingleton<MemberPage>();
        builder.Services.AddSingleton<StoreMetrics>();
        builder.Services.AddScoped<MemberReader>();

        // The nightly job.
        builder.Services.Configure<NightlyOptions>(configuration.GetSection("Nightly"));
        builder.Services.AddSingleton<StoreStart>();
        builder.Services.AddSingleton<NightlyRuns>();
        builder.Services.AddSingleton<NightLock>();
        builder.Services.AddSingleton<NightlyJob>();
        builder.Services.AddHostedService<NightlyService>();

        // HTTP.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddProblemDetails();
        builder.Services.AddWriteKey(configuration);
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"]);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions // problem details, never a stack trace
        {
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode
                : Outage.Is(error) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseWriteKey();
        app.MapOpenApi();
        app.MapOrders();
        app.MapMembers();
        app.MapReports();
        app.MapJobs();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });

        var isReady = await app.Services.GetRequiredService<StoreStart>().TryAsync(CancellationToken.None);
        if (isReady && configuration["import"] is { Length: > 0 } file)
        {
            using var orders = File.OpenText(file);
            var report = await app.Services.GetRequiredService<OrderImport>().ImportAsync(orders, CancellationToken.None);
            app.Logger.LogInformation("{File}: {Report}", file, report);
        }

        return app;
    }
}
