using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class LearnedLimits : IWritesJson
{
    private static readonly StoredKind Stored = new("LearnedLimits", 1);

    /// <summary>The limits as JSON text, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the limits as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads limits that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The limits, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text does not hold limits, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static LearnedLimits FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads limits that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The limits, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text does not hold limits, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static LearnedLimits FromJson(Stream stream) => Stored.Read(stream, Read);

    private static LearnedLimits Read(DocumentReader from)
    {
        var classes = from.Parts("classes", Class);
        if (classes.Length == 0)
            throw from.Damaged("classes must have one class or more");
        for (var i = 0; i < classes.Length; i++)
        {
            int? next = i + 1 < classes.Length ? classes[i + 1].FromPurchases - 1 : null;
            if (classes[i].ThroughPurchases != next || (i == 0 && classes[i].FromPurchases != 1))
                throw from.Damaged($"classes[{i}] must go on where the one before ends, from 1 purchase to any number");
        }

        return new LearnedLimits(
            from.Origin(), Array.AsReadOnly(classes), from.Part("pooled", Class), from.Number("confidenceLevel", NumberRange.Inside),
            from.Long("unrecordedGaps", 0));
    }

    private static LearnedClass Class(DocumentReader from)
    {
        var least = from.Whole("fromPurchases", 1);
        var most = from.WholeOrNull("throughPurchases", least);
        var (dormant, lost) = (from.Part("dormant", Limit), from.Part("lost", Limit));
        return lost.Days < dormant.Days
            ? throw from.Damaged($"lost.days is {lost.Days} and must be at least dormant.days, {dormant.Days}")
            : new LearnedClass(least, most, from.Long("completedGaps", 0), from.Long("openGaps", 0), dormant, lost);
    }

    private static LearnedLimit Limit(DocumentReader from)
    {
        var (source, days) = (from.Name<LimitSource>("source"), from.NumberOrNull("days", NumberRange.AboveZero));
        if (days is null != (source == LimitSource.None))
            throw from.Damaged("days must be there where there is a source, and missing where there is none");
        return new LearnedLimit(
            from.Number("quantile", NumberRange.Inside), source, days, from.NumberOrNull("lowerDays"), from.NumberOrNull("upperDays"), from.Flag("notReached"),
            from.Flag("isRaised"));
    }

    private static void Write(DocumentWriter to, LearnedClass item)
    {
        to.Whole("fromPurchases", item.FromPurchases);
        to.Whole("throughPurchases", item.ThroughPurchases);
        to.Whole("completedGaps", item.CompletedGaps);
        to.Whole("openGaps", item.OpenGaps);
        to.Part("dormant", item.Dormant, Write);
        to.Part("lost", item.Lost, Write);
    }

    private static void Write(DocumentWriter to, LearnedLimit limit)
    {
        to.Number("quantile", limit.Quantile);
        to.Name("source", limit.Source);
        to.Number("days", limit.Days);
        to.Number("lowerDays", limit.LowerDays);
        to.Number("upperDays", limit.UpperDays);
        to.Flag("notReached", limit.NotReached);
        to.Flag("isRaised", limit.IsRaised);
    }

    private void Write(DocumentWriter to)
    {
        to.Origin(Origin);
        to.Number("confidenceLevel", ConfidenceLevel);
        to.Whole("unrecordedGaps", UnrecordedGaps);
        to.Part("pooled", Pooled, Write);
        to.Parts("classes", Classes, Write);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
