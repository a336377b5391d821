using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class PurchaseRhythm : IWritesJson
{
    private static readonly StoredKind Stored = new("PurchaseRhythm", 1);

    /// <summary>The rhythm as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the rhythm as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a rhythm that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The rhythm, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a rhythm, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static PurchaseRhythm FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a rhythm that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The rhythm, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a rhythm, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static PurchaseRhythm FromJson(Stream stream) => Stored.Read(stream, Read);

    private static PurchaseRhythm Read(DocumentReader from)
    {
        var status = from.Status(FitStatus.Given, FitStatus.Fitted, FitStatus.AllAlike, FitStatus.NoData);
        var (mean, credibility) = (from.NumberOrNaN("meanGapInDays", NumberRange.AboveZero), from.NumberOrNaN("credibility", NumberRange.AboveZero));
        var gaps = from.Long("gaps", 0);
        var origin = from.OriginOrNull();
        var members = origin?.Members ?? 0;
        if (status == FitStatus.Given != (origin is null) || (status is FitStatus.Fitted or FitStatus.AllAlike) != (members > 0) || gaps < members)
        {
            throw from.Damaged(
                $"status {status} does not go with {members} members, {gaps} gaps and {(origin is null ? "no" : "an")} origin");
        }

        if (status != FitStatus.NoData && double.IsNaN(mean))
            throw from.Damaged("meanGapInDays is missing");
        // A credibility that is not there is infinite, which only a given rhythm may be, and which one of members who are all alike is.
        if (status == FitStatus.Fitted && double.IsNaN(credibility))
            throw from.Damaged("credibility is missing");
        if (status == FitStatus.AllAlike && !double.IsNaN(credibility))
            throw from.Damaged("credibility must not be there: where all members are alike there is none");
        return status == FitStatus.NoData
            ? new PurchaseRhythm(status, double.NaN, double.NaN, gaps, origin)
            : new PurchaseRhythm(status, mean, double.IsNaN(credibility) ? double.PositiveInfinity : credibility, gaps, origin);
    }

    private void Write(DocumentWriter to)
    {
        to.Name("status", Status);
        to.Number("meanGapInDays", MeanGapInDays);
        to.Number("credibility", Credibility);
        to.Whole("gaps", Gaps);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
