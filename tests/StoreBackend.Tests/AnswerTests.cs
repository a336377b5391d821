using System.Net;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StoreBackend.Tests;

/// <summary>Results of the library from the endpoints of a minimal API, a member who never bought among them.</summary>
public class AnswerTests
{
    [Fact]
    public async Task Results_are_answers_as_they_are()
    {
        var assessments = Assessments();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // example: json-http
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new TextJsonConverter("zh"))); // without it: every language
        await using var app = builder.Build();
        app.MapGet("/members/{id}", (string id) => assessments.TryGetValue(id, out var member) ? Results.Ok(member) : Results.NotFound());
        app.MapGet("/members", () => Results.Ok(assessments.Stages));
        // example end
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var ann = JsonDocument.Parse(await http.GetStringAsync(new Uri("/members/ann", UriKind.Relative))).RootElement;
        Assert.Equal("2024-05-20", ann.GetProperty("row").GetProperty("lastPurchaseCell").GetString());
        Assert.Equal(assessments["ann"].Text.Chinese, ann.GetProperty("text").GetString());
        var eve = JsonDocument.Parse(await http.GetStringAsync(new Uri("/members/eve", UriKind.Relative))).RootElement;
        Assert.Equal(JsonValueKind.Null, eve.GetProperty("probabilityAlive").ValueKind);
        Assert.Equal("New", eve.GetProperty("stage").GetString());
        var stages = JsonDocument.Parse(await http.GetStringAsync(new Uri("/members", UriKind.Relative))).RootElement;
        Assert.Equal("""[{"key":"ann","value":"Active"},{"key":"eve","value":"New"}]""", stages.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/members/bo", UriKind.Relative))).StatusCode);
    }

    private static MemberAssessments<string> Assessments()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { WindowLast = new DateTime(2024, 5, 31) });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 5, 1), 12.50m));
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 5, 20), 30m));
        builder.Add(new MemberEvent<string>("eve", new DateOnly(2024, 5, 2), MemberEventKind.Registration));
        return MemberValuator.Create(new MemberValuatorOptions
        {
            Lifecycle = new LifecycleOptions(),
            Purchases = new MbgNbdModel(new BetaGeometricParameters(0.5, 6, 0.9, 1.7), TimeUnit.Week),
        }).Assess(builder.Build());
    }
}
