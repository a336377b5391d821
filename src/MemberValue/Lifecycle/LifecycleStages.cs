using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The stages as data: their order, their names, the view in five stages, and the moves between them that have a name.</summary>
public static class LifecycleStages
{
    private static readonly Text[] Names = // by the stage's number
    [
        Text.Of("Unclassified", "未分类"),
        Text.Of("New", "新会员"),
        Text.Of("First-time", "首购会员"),
        Text.Of("Active", "活跃会员"),
        Text.Of("Loyal", "忠诚会员"),
        Text.Of("Dormant", "沉睡会员"),
        Text.Of("Lost", "流失会员"),
        Text.Of("Returned", "回流会员"),
    ];

    /// <summary>The seven stages in the order in which a member goes through them, without <see cref="LifecycleStage.Unclassified"/>.</summary>
    public static IReadOnlyList<LifecycleStage> All { get; } = Array.AsReadOnly(
    [
        LifecycleStage.New,
        LifecycleStage.FirstTime,
        LifecycleStage.Active,
        LifecycleStage.Loyal,
        LifecycleStage.Dormant,
        LifecycleStage.Lost,
        LifecycleStage.Returned,
    ]);

    /// <summary>The stages of the view in five: New, Active, Loyal, Dormant, Lost.</summary>
    public static IReadOnlyList<LifecycleStage> Five { get; } = Array.AsReadOnly(
    [
        LifecycleStage.New,
        LifecycleStage.Active,
        LifecycleStage.Loyal,
        LifecycleStage.Dormant,
        LifecycleStage.Lost,
    ]);

    /// <summary>The moves between stages that teams watch; the wanted ones come first.</summary>
    public static IReadOnlyList<StageConversion> Conversions { get; } = Array.AsReadOnly(
    [
        new StageConversion(LifecycleStage.New, LifecycleStage.FirstTime),
        new StageConversion(LifecycleStage.FirstTime, LifecycleStage.Active),
        new StageConversion(LifecycleStage.Active, LifecycleStage.Loyal),
        new StageConversion(LifecycleStage.Dormant, LifecycleStage.Returned),
        new StageConversion(LifecycleStage.Lost, LifecycleStage.Returned),
        new StageConversion(LifecycleStage.Returned, LifecycleStage.Active),
        new StageConversion(LifecycleStage.Returned, LifecycleStage.Loyal),
        new StageConversion(LifecycleStage.FirstTime, LifecycleStage.Dormant),
        new StageConversion(LifecycleStage.Active, LifecycleStage.Dormant),
        new StageConversion(LifecycleStage.Loyal, LifecycleStage.Dormant),
        new StageConversion(LifecycleStage.Dormant, LifecycleStage.Lost),
    ]);

    /// <summary>A stage's name for people.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The name, such as <c>First-time</c>, in Chinese 首购会员.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such stage.</exception>
    public static Text NameOf(LifecycleStage stage) => (int)stage < Names.Length ? Names[(int)stage] : throw NoSuchStage(stage);

    /// <summary>The stage in the view of five: FirstTime and Returned count as Active, every other stage stays what it is.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>One of <see cref="Five"/>, or Unclassified.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such stage.</exception>
    public static LifecycleStage ToFiveStages(LifecycleStage stage) => stage switch
    {
        LifecycleStage.FirstTime or LifecycleStage.Returned => LifecycleStage.Active,
        > LifecycleStage.Returned => throw NoSuchStage(stage),
        _ => stage,
    };

    private static ArgumentOutOfRangeException NoSuchStage(LifecycleStage stage) =>
        Error.OutOfRange(nameof(stage), $"The stage is {stage} and must be one of LifecycleStage.");
}
