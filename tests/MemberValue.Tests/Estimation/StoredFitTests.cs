using System.Text.Json.Nodes;
using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>A report goes through JSON unchanged, and a damaged one is refused with the name of the field.</summary>
public class StoredFitTests
{
    internal static readonly StoredKind Test = new("Test", 1);

    [Theory]
    [InlineData("cliff")]
    [InlineData("flat")]
    [InlineData("nowhere")]
    [InlineData("rising")]
    [InlineData("one point")]
    public void A_report_comes_back_from_JSON_as_it_was(string kind)
    {
        var report = Problems.Fit(FitStatusTests.Misfit(kind), Problems.Of("a", "b"));
        var json = Test.Write(to => to.Report(report));
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        var back = Test.Read(json, from => from.ReportOrNull())!;
        Assert.Equal(report, back);
        Assert.Equal(report.GetHashCode(), back.GetHashCode());
        Assert.NotEqual(report, back with { Rows = 77 });
    }

    [Fact]
    public void A_damaged_report_is_refused()
    {
        Refused(report => report["status"] = "Fine", "status is 'Fine' and must be one of Converged, AtLimit, NotIdentified, Failed");
        Refused(report => report["status"] = "Separated", "status is Separated and must be one of Converged, AtLimit, NotIdentified, Failed");
        Refused(report => report["limit"] = "somewhere", "limit must be there when the status is AtLimit, and only then");
        Refused(report => report.Remove("parameterNames"), "parameterNames is missing");
        Refused(report => report["parameterNames"] = new JsonArray("a", ""), "parameterNames must have a name for each parameter");
        Refused(report => report["estimates"] = new JsonArray(1), "estimates has 1 values and must have one per parameter, 2");
        Refused(report => report["estimates"]![0] = -1, "estimates[0] is -1 and must be a finite number above 0");
        Refused(report => report["standardErrors"] = null, "standardErrors is missing");
        Refused(report => report["covariance"]![1] = null, "covariance[1] is null and must be a list");
        Refused(report => report["logCovariance"] = new JsonArray(), "logCovariance has 0 values");
        Refused(report => report["logCovariance"]![1]![0] = "x", "logCovariance[1][0] is \"x\" and must be a finite number");
        Refused(report => report["members"] = -1, "members is -1 and must be a finite number of 0 or more");
        Refused(report => report["rows"] = 1.5, "rows is 1.5 and must be a whole number of 0 or more");
        Refused(report => report["startsAgreed"] = 99, "startsAgreed is 99 and must be at most startsTried");
        Refused(report => report["penalty"] = -1, "penalty is -1");
        Refused(report => report["warnings"] = "none", "warnings is \"none\" and must be a list");
        Refused(report => report["sd"] = 1, "sd is not a field of it");
    }

    [Fact]
    public void A_fit_that_converged_has_a_log_likelihood() => Refused(
        report =>
        {
            report["status"] = "NotIdentified";
            report.Remove("logLikelihood");
        },
        "logLikelihood is missing");

    private static void Refused(Action<JsonObject> damage, string part)
    {
        var json = JsonNode.Parse(Test.Write(to => to.Report(Problems.Fit(FitStatusTests.Misfit("cliff"), Problems.Of("a", "b")))))!.AsObject();
        damage(json["report"]!.AsObject());
        var error = Assert.Throws<FormatException>(() => Test.Read(json.ToJsonString(), from => from.ReportOrNull()));
        Assert.StartsWith("The Test cannot be read: report." + part, error.Message, StringComparison.Ordinal);
    }
}
