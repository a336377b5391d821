namespace MemberValue.Playbooks;

/// <summary>The actions and rules of a <see cref="Playbook"/>; checked when the playbook is created.</summary>
public sealed class PlaybookOptions
{
    /// <summary>The name of the playbook.</summary>
    public string Name { get; set; } = "playbook";

    /// <summary>The actions, in the order of display.</summary>
    public IReadOnlyList<PlaybookAction> Actions { get; set; } = [];

    /// <summary>The rules, in any order: the most specific one that matches is used. No two have the same conditions.</summary>
    public IReadOnlyList<PlaybookRule> Rules { get; set; } = [];

    /// <summary>
    /// What decides the action where the parts of an assessment contradict each other, such as a stage of Lost beside a likely purchase. Null, the default:
    /// high risk leads over a probability, because an unnecessary warning costs a message and a missed one costs a member; otherwise the probability
    /// leads over the stage, and the stage over the segment. One that is set here but implies nothing for a member is skipped in favour of that order.
    /// </summary>
    public JudgedBy? Lead { get; set; }

    /// <summary>
    /// The probability of a purchase within the horizon from which a member counts as staying; above 0, at most 1. 0.5 by default: more likely than not.
    /// </summary>
    public double LikelyFrom { get; set; } = 0.5;

    /// <summary>
    /// The probability of being active below which a member counts as gone, unless a purchase is likely; 0 to 1. 0.1 by default. A low probability of a
    /// purchase says nothing by itself: some shops sell every second year.
    /// </summary>
    public double GoneBelow { get; set; } = 0.1;
}
