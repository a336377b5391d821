using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Seasons;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class SeasonalIndex : IWritesJson
{
    private static readonly StoredKind Stored = new("SeasonalIndex", 1);

    /// <summary>The index as JSON text, a few thousand bytes; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the index as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads an index that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The index, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not an index, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static SeasonalIndex FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads an index that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The index, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not an index, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static SeasonalIndex FromJson(Stream stream) => Stored.Read(stream, Read);

    private static SeasonalIndex Read(DocumentReader from)
    {
        SeasonOptions options;
        try
        {
            options = new SeasonOptions
            {
                Weekdays = from.Flag("weekdays"),
                Yearly = from.Name<SeasonCycle>("yearly"),
                PriorPurchases = from.Number("priorPurchases"),
                ConfidenceLevel = from.Number("confidenceLevel"),
                Promotions = from.Parts("promotions", static part => new Promotion(part.Text("name"), Day(part, "first"), Day(part, "last"))),
            }.Frozen();
        }
        catch (ArgumentException error)
        {
            throw from.Damaged(DocumentReader.Words(error), error);
        }

        var names = options.Names();
        var status = from.Status(FitStatus.Fitted, FitStatus.Given, FitStatus.NoData, FitStatus.NotIdentified, FitStatus.Failed);
        var origin = from.OriginOrNull();
        if (origin is null != (status == FitStatus.Given) || (origin is not null && origin.Window is null))
            throw from.Damaged($"status is {status}, and an origin with a window must be there exactly when the factors were fitted");
        var factors = from.Parts("factors", part =>
        {
            var kind = part.Name<SeasonPart>("part");
            var number = part.Whole("number", 1, kind == SeasonPart.Promotion ? Math.Max(names.Length, 1) : SizeOf(options, kind));
            var (value, lower, upper) = (part.Number("value", NumberRange.AboveZero), part.NumberOrNaN("lower", NumberRange.ZeroOrMore),
                part.NumberOrNaN("upper", NumberRange.ZeroOrMore));
            if (lower > value || upper < value)
                throw part.Damaged($"value is {value} and must lie within its interval, {lower} to {upper}");
            if (kind == SeasonPart.Promotion && names.Length == 0)
                throw part.Damaged($"part is {kind}, and there is no promotion");
            return new SeasonFactor(
                kind, number, SeasonFactor.NameOf(kind, number, names), value, lower, upper, part.Long("purchases", 0), part.Flag("isSeen"));
        });
        var expected = Order(options, names);
        if (!factors.Select(factor => (factor.Part, factor.Number)).SequenceEqual(expected))
            throw from.Damaged($"factors are {factors.Length} and must be the {expected.Length} of the options, in order");
        return new SeasonalIndex(options, factors, from.NumberOrNaN("rate", NumberRange.ZeroOrMore), status, origin);
    }

    private static (SeasonPart Part, int Number)[] Order(SeasonOptions options, string[] names) =>
    [
        .. Enumerable.Range(1, SizeOf(options, SeasonPart.Weekday)).Select(number => (SeasonPart.Weekday, number)),
        .. Enumerable.Range(1, SizeOf(options.Yearly)).Select(number => (PartOf(options.Yearly), number)),
        .. Enumerable.Range(1, names.Length).Select(number => (SeasonPart.Promotion, number)),
    ];

    private static int SizeOf(SeasonOptions options, SeasonPart part) => part == SeasonPart.Weekday ? (options.Weekdays ? Days : 0) : SizeOf(options.Yearly);

    private static DateOnly Day(DocumentReader from, string name) =>
        DateOnly.TryParseExact(from.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw from.Damaged($"{name} is '{from.Text(name)}' and must be a day");

    private void Write(DocumentWriter to)
    {
        to.Name("status", Status);
        to.Flag("weekdays", _options.Weekdays);
        to.Name("yearly", Yearly);
        to.Number("priorPurchases", _options.PriorPurchases);
        to.Number("confidenceLevel", _options.ConfidenceLevel);
        to.Parts("promotions", Promotions, static (part, promotion) =>
        {
            part.Text("name", promotion.Name);
            part.Text("first", ErrorText.Of(promotion.First));
            part.Text("last", ErrorText.Of(promotion.Last));
        });
        to.Parts("factors", _factors, static (part, factor) =>
        {
            part.Name("part", factor.Part);
            part.Whole("number", factor.Number);
            part.Number("value", factor.Value);
            part.Number("lower", factor.Lower);
            part.Number("upper", factor.Upper);
            part.Whole("purchases", factor.Purchases);
            part.Flag("isSeen", factor.IsSeen);
        });
        to.Number("rate", Rate);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
