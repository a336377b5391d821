using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class ThresholdStageClassifier : IWritesJson
{
    private static readonly StoredKind Stored = new("ThresholdStages", 1);

    /// <summary>The rules as JSON text, a few hundred bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the rules as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>
    /// Reads rules that <see cref="ToJson()"/> wrote, or that were written by hand in the same form. What is left out is null in the options.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <returns>A classifier that gives the stages that the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text does not hold such rules, contradicts itself, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ThresholdStageClassifier FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads rules that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A classifier that gives the stages that the one written did.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text does not hold such rules, contradicts itself, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static ThresholdStageClassifier FromJson(Stream stream) => Stored.Read(stream, Read);

    private static ThresholdStageClassifier Read(DocumentReader from) => new(new ThresholdStageOptions
    {
        Silence = from.Name<SilenceSource>("silence"),
        Limits = from.Parts("limits", static part => new SilenceLimits(
            part.Whole("fromPurchases"), part.WholeOrNull("throughPurchases"), part.Number("dormantFromDays"), part.Number("lostFromDays"))),
        FirstTimeDays = from.NumberOrNull("firstTimeDays"),
        ReturnedDays = from.NumberOrNull("returnedDays"),
        LoyalPurchases = from.WholeOrNull("loyalPurchases"),
        LoyalSpend = from.MoneyOrNull("loyalSpend"),
        NewDormantFromDays = from.NumberOrNull("newDormantFromDays"),
        NewLostFromDays = from.NumberOrNull("newLostFromDays"),
    });

    private void Write(DocumentWriter to)
    {
        to.Name("silence", Silence);
        to.Parts("limits", Limits, static (part, limits) =>
        {
            part.Whole("fromPurchases", limits.FromPurchases);
            part.Whole("throughPurchases", limits.ThroughPurchases);
            part.Number("dormantFromDays", limits.DormantFromDays);
            part.Number("lostFromDays", limits.LostFromDays);
        });
        to.Number("firstTimeDays", _terms.FirstTimeDays);
        to.Number("returnedDays", _terms.ReturnedDays);
        to.Whole("loyalPurchases", _terms.LoyalPurchases);
        to.Money("loyalSpend", _terms.LoyalSpend);
        to.Number("newDormantFromDays", _terms.NewDormantFromDays);
        to.Number("newLostFromDays", _terms.NewLostFromDays);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
