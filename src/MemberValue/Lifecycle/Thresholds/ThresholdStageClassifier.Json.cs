using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

public sealed partial class ThresholdStageClassifier
{
    private const string JsonType = "ThresholdStages";
    private const int JsonVersion = 1;

    /// <summary>The rules as JSON text, a few hundred bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), StageJson.Default.ThresholdStagesDocument);

    /// <summary>Writes the rules as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), StageJson.Default.ThresholdStagesDocument);
    }

    /// <summary>
    /// Reads rules that <see cref="ToJson()"/> wrote, or that were written by hand in the same form. What is left out is null in the options.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <returns>A classifier that gives the stages that the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such rules, contradicts itself, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ThresholdStageClassifier FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads rules that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A classifier that gives the stages that the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no such rules, contradicts itself, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ThresholdStageClassifier FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, StageJson.Default.ThresholdStagesDocument);
        if (document.Limits is null)
            throw StoredJson.Damaged(JsonType, "limits is missing");
        var options = new ThresholdStageOptions
        {
            Silence = StoredJson.Name<SilenceSource>(JsonType, "silence", document.Silence),
            Limits = document.Limits.Select(LimitsOf).ToList(),
            FirstTimeDays = document.FirstTimeDays,
            ReturnedDays = document.ReturnedDays,
            LoyalPurchases = document.LoyalPurchases,
            LoyalSpend = document.LoyalSpend,
            NewDormantFromDays = document.NewDormantFromDays,
            NewLostFromDays = document.NewLostFromDays,
        };
        try
        {
            return new ThresholdStageClassifier(options);
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(JsonType, error.Message, error);
        }
    }

    private static SilenceLimits LimitsOf(SilenceLimitsDocument? limits, int index)
    {
        if (limits is not { FromPurchases: { } from, DormantFromDays: { } dormant, LostFromDays: { } lost })
            throw StoredJson.Damaged(JsonType, $"limits[{index}] must have fromPurchases, dormantFromDays and lostFromDays");
        return new SilenceLimits(from, limits.ThroughPurchases, dormant, lost);
    }

    private ThresholdStagesDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Silence = Silence.ToString(),
        Limits = Limits.Select(each => new SilenceLimitsDocument
        {
            FromPurchases = each.FromPurchases,
            ThroughPurchases = each.ThroughPurchases,
            DormantFromDays = each.DormantFromDays,
            LostFromDays = each.LostFromDays,
        }).ToArray(),
        FirstTimeDays = _terms.FirstTimeDays,
        ReturnedDays = _terms.ReturnedDays,
        LoyalPurchases = _terms.LoyalPurchases,
        LoyalSpend = _terms.LoyalSpend,
        NewDormantFromDays = _terms.NewDormantFromDays,
        NewLostFromDays = _terms.NewLostFromDays,
    };
}
