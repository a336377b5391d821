using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <content>The models as one JSON document: each part as its own type writes it.</content>
public sealed partial record MemberModels
{
    private static readonly StoredKind Stored = new("MemberModels", 1);

    /// <summary>The models as JSON text, some kilobytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the models as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads models that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The models, with the same results to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text holds no such models, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static MemberModels FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads models that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The models, with the same results to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text holds no such models, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static MemberModels FromJson(Stream stream) => Stored.Read(stream, Read);

    private static MemberModels Read(DocumentReader from) => new()
    {
        Scale = from.DocumentOrNull("scale", RfmScale.FromJson),
        Purchases = from.DocumentOrNull("purchases", AttritionModel.FromJson),
        Spend = from.DocumentOrNull("spend", GammaGammaModel.FromJson),
        Rhythm = from.DocumentOrNull("rhythm", PurchaseRhythm.FromJson),
        Limits = from.DocumentOrNull("limits", LearnedLimits.FromJson),
        Formula = from.DocumentOrNull("formula", FormulaValueCalculator.FromJson),
        NotFitted = Array.AsReadOnly(from.TextsOrNull("notFitted") ?? []),
    };

    private void Write(DocumentWriter to)
    {
        to.Document("scale", Scale?.ToJson());
        to.Document("purchases", Purchases?.ToJson());
        to.Document("spend", Spend?.ToJson());
        to.Document("rhythm", Rhythm?.ToJson());
        to.Document("limits", Limits?.ToJson());
        to.Document("formula", Formula?.ToJson());
        if (NotFitted.Count > 0)
            to.Texts("notFitted", NotFitted);
    }
}
