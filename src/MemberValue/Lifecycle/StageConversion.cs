using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>A move from one stage to another that a team watches.</summary>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage after.</param>
public sealed record StageConversion(LifecycleStage From, LifecycleStage To)
{
    private static readonly Text Way = Text.Of("{from} to {to}", "{from}→{to}");

    /// <summary>The name, such as <c>New to First-time</c>, in Chinese 新会员→首购会员.</summary>
    public Text Name => Way.Fill(new TextValue("from", LifecycleStages.NameOf(From)), new TextValue("to", LifecycleStages.NameOf(To)));

    /// <summary>The English name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name.English;
}
