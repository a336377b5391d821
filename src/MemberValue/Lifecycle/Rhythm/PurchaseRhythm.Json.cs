using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

public sealed partial class PurchaseRhythm
{
    private const string JsonType = "PurchaseRhythm";
    private const int JsonVersion = 1;

    /// <summary>The rhythm as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), StageJson.Default.PurchaseRhythmDocument);

    /// <summary>Writes the rhythm as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), StageJson.Default.PurchaseRhythmDocument);
    }

    /// <summary>Reads a rhythm that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The rhythm, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no rhythm, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static PurchaseRhythm FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a rhythm that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The rhythm, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no rhythm, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static PurchaseRhythm FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, StageJson.Default.PurchaseRhythmDocument);
        var status = StoredJson.Name<FitStatus>(JsonType, "status", document.Status);
        if (status is not (FitStatus.Given or FitStatus.Fitted or FitStatus.AllAlike or FitStatus.NoData))
            throw StoredJson.Damaged(JsonType, $"status is {status} and must be Given, Fitted, AllAlike or NoData");
        if (document.Gaps is not (>= 0 and { } gaps))
            throw StoredJson.Damaged(JsonType, "gaps must be 0 or more");
        var origin = document.Origin?.Restore(JsonType);
        var members = origin?.Members ?? 0;
        if (status == FitStatus.Given != (origin is null) || (status is FitStatus.Fitted or FitStatus.AllAlike) != (members > 0) || gaps < members)
            throw StoredJson.Damaged(JsonType, FormattableString.Invariant($"status {status} does not go with {members} members, {gaps} gaps and {(origin is null ? "no" : "an")} origin"));
        if (status == FitStatus.NoData)
            return new PurchaseRhythm(status, double.NaN, double.NaN, gaps, origin);
        if (document.MeanGapInDays is not (> 0 and <= double.MaxValue and { } mean))
            throw StoredJson.Damaged(JsonType, "meanGapInDays must be a finite number above 0");
        var mayBeInfinite = status != FitStatus.Fitted;
        if (!(document.Credibility > 0) && !(document.Credibility is null && mayBeInfinite))
            throw StoredJson.Damaged(JsonType, "credibility must be above 0");
        if (status == FitStatus.AllAlike && document.Credibility is not null)
            throw StoredJson.Damaged(JsonType, "where all members are alike there is no credibility");
        return new PurchaseRhythm(status, mean, document.Credibility ?? double.PositiveInfinity, gaps, origin);
    }

    private PurchaseRhythmDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Status = Status.ToString(),
        MeanGapInDays = double.IsFinite(MeanGapInDays) ? MeanGapInDays : null,
        Credibility = double.IsFinite(Credibility) ? Credibility : null,
        Gaps = Gaps,
        Origin = Origin is null ? null : OriginDocument.Of(Origin),
    };
}
