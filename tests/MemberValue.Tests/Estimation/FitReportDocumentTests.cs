using System.Text.Json;
using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>A report goes through JSON unchanged, and a damaged one is refused with the name of the part.</summary>
public class FitReportDocumentTests
{
    [Theory]
    [InlineData("cliff")]
    [InlineData("flat")]
    [InlineData("nowhere")]
    [InlineData("rising")]
    [InlineData("one point")]
    public void A_report_comes_back_from_JSON_as_it_was(string kind)
    {
        var report = Problems.Fit(FitStatusTests.Misfit(kind), Problems.Of("a", "b"));
        var json = JsonSerializer.Serialize(FitReportDocument.From(report));
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        var back = JsonSerializer.Deserialize<FitReportDocument>(json)!.ToReport();
        Assert.Equal(report, back);
        Assert.Equal(report.GetHashCode(), back.GetHashCode());
        Assert.NotEqual(report, back with { Rows = 77 });
    }

    [Fact]
    public void A_damaged_document_is_refused()
    {
        Refused(document => document.Status = "Fine", "status is 'Fine' and must be one of Converged, AtLimit, NotIdentified, Failed");
        Refused(document => document.Limit = "somewhere", "limit must be there when the status is AtLimit, and only then");
        Refused(document => document.ParameterNames = null, "parameterNames");
        Refused(document => document.Estimates = [1], "estimates");
        Refused(document => document.Estimates![0] = -1, "estimates");
        Refused(document => document.StandardErrors = null, "standardErrors");
        Refused(document => document.Covariance![1] = null, "covariance");
        Refused(document => document.LogCovariance = [], "logCovariance");
        Refused(document => document.LogLikelihood = null, "logLikelihood");
        Refused(document => document.Members = -1, "members");
        Refused(document => document.StartsAgreed = 99, "startsAgreed");
        Refused(document => document.Penalty = -1, "penalty");
        Refused(document => document.Warnings = null, "warnings");
    }

    private static void Refused(Action<FitReportDocument> damage, string part)
    {
        var document = FitReportDocument.From(Problems.Fit(FitStatusTests.Misfit("cliff"), Problems.Of("a", "b")));
        damage(document);
        var error = Assert.Throws<FormatException>(document.ToReport);
        Assert.StartsWith("The fit report cannot be read: " + part, error.Message, StringComparison.Ordinal);
    }
}
