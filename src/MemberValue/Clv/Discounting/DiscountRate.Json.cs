using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial record DiscountRate : IWritesJson
{
    private static readonly StoredKind Stored = new("DiscountRate", 1);

    /// <summary>The rate as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Reads a rate that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>An equal rate.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a rate, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DiscountRate FromJson(string json) => Stored.Read(json, Read);

    private static DiscountRate Read(DocumentReader from) => new(from.Number("rate", NumberRange.ZeroOrMore), from.Unit("period"), from.Flag("isContinuous"))
    {
        Timing = from.Name<DiscountTiming>("timing"),
    };

    private void Write(DocumentWriter to)
    {
        to.Number("rate", Rate);
        to.Unit("period", Period);
        to.Flag("isContinuous", IsContinuous);
        to.Name("timing", Timing);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
