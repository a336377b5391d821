namespace MemberValue.Lifecycle;

/// <summary>A way from one stage to another that a team watches.</summary>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage after.</param>
public sealed record StageConversion(LifecycleStage From, LifecycleStage To)
{
    /// <summary>In English, such as <c>New to FirstTime</c>.</summary>
    public string Name => $"{LifecycleStages.NameOf(From)} to {LifecycleStages.NameOf(To)}";

    /// <summary>In Chinese, such as 新会员→首购会员.</summary>
    public string ChineseName => $"{LifecycleStages.ChineseNameOf(From)}→{LifecycleStages.ChineseNameOf(To)}";

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}
