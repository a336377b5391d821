using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>What the three dimensions are called in sentences.</summary>
internal static class RfmWords
{
    public static readonly Text Recency = Text.Of("recency", "最近消费（R）");
    public static readonly Text Frequency = Text.Of("frequency", "消费频次（F）");
    public static readonly Text Monetary = Text.Of("spend", "消费金额（M）");

    public static Text Of(RfmDimension dimension) => dimension switch
    {
        RfmDimension.Recency => Recency,
        RfmDimension.Frequency => Frequency,
        _ => Monetary,
    };
}
