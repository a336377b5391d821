using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

public sealed partial class LearnedLimits
{
    private const string JsonType = "LearnedLimits";
    private const int JsonVersion = 1;

    /// <summary>The limits as JSON text, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), StageJson.Default.LearnedLimitsDocument);

    /// <summary>Writes the limits as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), StageJson.Default.LearnedLimitsDocument);
    }

    /// <summary>Reads limits that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The limits, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is none, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LearnedLimits FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads limits that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The limits, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is none, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static LearnedLimits FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, StageJson.Default.LearnedLimitsDocument);
        if (document.ConfidenceLevel is not (> 0 and < 1 and { } level) || document.UnrecordedGaps is not (>= 0 and { } unrecorded))
            throw StoredJson.Damaged(JsonType, "confidenceLevel must be above 0 and below 1, and unrecordedGaps 0 or more");
        var origin = (document.Origin ?? throw StoredJson.Damaged(JsonType, "origin is missing")).Restore(JsonType);
        var pooled = (document.Pooled ?? throw StoredJson.Damaged(JsonType, "pooled is missing")).ToClass(JsonType, "pooled");
        return new LearnedLimits(origin, ClassesOf(document.Classes), pooled, level, unrecorded);
    }

    private static System.Collections.ObjectModel.ReadOnlyCollection<LearnedClass> ClassesOf(LearnedClassDocument[]? documents)
    {
        if (documents is not { Length: > 0 } || documents.Any(item => item is null))
            throw StoredJson.Damaged(JsonType, "classes must be a list of at least one");
        var classes = documents.Select((item, i) => item.ToClass(JsonType, FormattableString.Invariant($"classes[{i}]"))).ToList();
        for (var i = 0; i < classes.Count; i++)
        {
            int? next = i + 1 < classes.Count ? classes[i + 1].FromPurchases - 1 : null;
            if (classes[i].ThroughPurchases != next || (i == 0 && classes[i].FromPurchases != 1))
                throw StoredJson.Damaged(JsonType, FormattableString.Invariant($"classes[{i}] must go on where the one before ends, from 1 purchase to any number"));
        }

        return classes.AsReadOnly();
    }

    private LearnedLimitsDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Origin = OriginDocument.Of(Origin),
        ConfidenceLevel = ConfidenceLevel,
        UnrecordedGaps = UnrecordedGaps,
        Pooled = LearnedClassDocument.Of(Pooled),
        Classes = [.. Classes.Select(LearnedClassDocument.Of)],
    };
}
