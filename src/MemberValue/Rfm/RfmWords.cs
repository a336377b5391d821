using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>What the three dimensions are called in sentences, and how the limits of a level are written.</summary>
internal static class RfmWords
{
    private const string Named = "#,##0.##########";

    public static readonly Text Recency = Text.Of("recency", "最近消费（R）");
    public static readonly Text Frequency = Text.Of("frequency", "消费频次（F）");
    public static readonly Text Monetary = Text.Of("spend", "消费金额（M）");

    public static Text Of(RfmDimension dimension) => dimension switch
    {
        RfmDimension.Recency => Recency,
        RfmDimension.Frequency => Frequency,
        _ => Monetary,
    };

    /// <summary>Some parts as a sentence.</summary>
    public static readonly Text Sentence = Text.Of("{parts}.", "{parts}。");

    private static readonly Text From = Text.Of("from {a}{unit} on", "{a}{unit}及以上");
    private static readonly Text FromBelow = Text.Of("from {a} to below {b}{unit}", "{a}{unit}及以上、不足{b}{unit}");
    private static readonly Text Less = Text.Of("below {b}{unit}", "不足{b}{unit}");

    private static readonly Text Above = Text.Of("above {a}{unit}", "高于{a}{unit}");
    private static readonly Text AboveThrough = Text.Of("above {a} and up to {b}{unit}", "高于{a}{unit}、不超过{b}{unit}");
    private static readonly Text Through = Text.Of("up to {b}{unit}", "不超过{b}{unit}");

    /// <summary>The limits on both sides of a level that counts from the smallest values up.</summary>
    public static (double? Under, double? Over) Between(double[] cuts, int ascending) =>
        (ascending == 1 ? null : cuts[ascending - 2], ascending > cuts.Length ? null : cuts[ascending - 1]);

    /// <summary>Where a level lies.</summary>
    /// <param name="cuts">The cut points.</param>
    /// <param name="ascending">The level, counted from the smallest values up.</param>
    /// <param name="lineIsHigh">Whether a value on a cut point is above it.</param>
    /// <param name="isNamed">Whether the business named the limits, so that they are written as they are.</param>
    /// <param name="unit">What is counted.</param>
    public static Text Range(double[] cuts, int ascending, bool lineIsHigh, bool isNamed, Text unit)
    {
        var (under, over) = Between(cuts, ascending);
        var text = (under, over) switch
        {
            (null, _) => lineIsHigh ? Less : Through,
            (_, null) => lineIsHigh ? From : Above,
            _ => lineIsHigh ? FromBelow : AboveThrough,
        };
        return Fill(text, under, over, unit, isNamed);
    }

    public static Text Fill(Text text, double? under, double? over, Text unit, bool isNamed) =>
        text.Fill(new TextValue("a", Limit(under, isNamed)), new TextValue("b", Limit(over, isNamed)), new TextValue("unit", unit));

    private static string Limit(double? limit, bool isNamed) => limit is not { } cut ? ""
        : isNamed ? cut.ToString(Named, CultureInfo.InvariantCulture) : Wording.Number(cut);
}
