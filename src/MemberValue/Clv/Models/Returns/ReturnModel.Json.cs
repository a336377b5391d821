using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class ReturnModel : IWritesJson
{
    private static readonly StoredKind Stored = new("ReturnModel", 1);

    /// <summary>The model as JSON text, about a kilobyte; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, whose shares are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a model, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ReturnModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The model, whose shares are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not such a model, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ReturnModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static ReturnModel Read(DocumentReader from)
    {
        var status = from.Status(FitStatus.Given, FitStatus.Fitted, FitStatus.AllAlike, FitStatus.NoData);
        var (share, credibility) = (from.NumberOrNaN("share", NumberRange.Share), from.NumberOrNaN("credibility", NumberRange.AboveZero));
        var (report, origin) = (from.PartOrNull("report", ReadReport), from.OriginOrNull());
        if (report is null != (status == FitStatus.Given) || origin is null != (status == FitStatus.Given))
            throw from.Damaged($"report and origin must both be there unless the status is Given, and it is {status}");
        if (report is not null && report.Members != origin!.Members)
            throw from.Damaged($"origin has {origin.Members} members and the report {report.Members}");
        if (double.IsNaN(share) != (status == FitStatus.NoData) || (report?.Members == 0) != (status == FitStatus.NoData))
            throw from.Damaged($"share and members do not go with the status {status}");
        if (status is FitStatus.AllAlike or FitStatus.NoData && !double.IsNaN(credibility))
            throw from.Damaged($"credibility must not be there with the status {status}");
        if (status == FitStatus.Fitted && share > 0 && double.IsNaN(credibility))
            throw from.Damaged("credibility is missing");
        // One that is not there is infinite.
        return new ReturnModel(
            status, share, double.IsNaN(credibility) && status != FitStatus.NoData ? double.PositiveInfinity : credibility, report, origin);
    }

    private static ReturnReport ReadReport(DocumentReader from)
    {
        var members = from.Long("members", 0);
        var report = new ReturnReport
        {
            Members = members,
            MembersWithReturns = from.Long("membersWithReturns", 0),
            ObservedShare = from.NumberOrNaN("observedShare", NumberRange.Share),
            StandardError = from.NumberOrNaN("standardError", NumberRange.ZeroOrMore),
            BetweenVariance = from.NumberOrNaN("betweenVariance", NumberRange.ZeroOrMore),
            WithinVariance = from.NumberOrNaN("withinVariance", NumberRange.ZeroOrMore),
            RefundsLeftOut = from.Number("refundsLeftOut", NumberRange.ZeroOrMore),
            MembersLeftOut = from.Long("membersLeftOut", 0),
        };
        return report.MembersWithReturns <= members
            ? report
            : throw from.Damaged($"membersWithReturns is {report.MembersWithReturns} and must be at most members, {members}");
    }

    private void Write(DocumentWriter to)
    {
        to.Name("status", Status);
        to.Number("share", Share);
        to.Number("credibility", Credibility);
        to.Part("report", Report, static (part, report) =>
        {
            part.Whole("members", report.Members);
            part.Whole("membersWithReturns", report.MembersWithReturns);
            part.Number("observedShare", report.ObservedShare);
            part.Number("standardError", report.StandardError);
            part.Number("betweenVariance", report.BetweenVariance);
            part.Number("withinVariance", report.WithinVariance);
            part.Number("refundsLeftOut", report.RefundsLeftOut);
            part.Whole("membersLeftOut", report.MembersLeftOut);
        });
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
