using System.Collections.ObjectModel;

namespace MemberValue.Lifecycle;

/// <summary>The stages as data: their order, their names, the view in five stages, and the ways between them that have a name.</summary>
public static class LifecycleStages
{
    private static readonly ReadOnlyCollection<string> ChineseNames = Array.AsReadOnly(
        ["未分类", "新会员", "首购会员", "活跃会员", "忠诚会员", "沉睡会员", "流失会员", "回流会员"]);

    /// <summary>The seven stages in the order of a member's way, without <see cref="LifecycleStage.Unclassified"/>.</summary>
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

    /// <summary>The ways between stages that teams watch, those that a team wants first.</summary>
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

    /// <summary>A stage's English name: that of the enumeration.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The name, such as <c>FirstTime</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such stage.</exception>
    public static string NameOf(LifecycleStage stage) => Enum.GetName(stage) ?? throw NoSuchStage(stage);

    /// <summary>A stage's Chinese name.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The name, such as 首购会员.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such stage.</exception>
    public static string ChineseNameOf(LifecycleStage stage) =>
        (int)stage < ChineseNames.Count ? ChineseNames[(int)stage] : throw NoSuchStage(stage);

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
        new(nameof(stage), stage, "The stage must be one of LifecycleStage.");
}
