using MemberValue.Churn;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>
/// The actions for members of each stage and, optionally, of each segment and risk level: rules as data, of which the most specific one is used.
/// Create one with <see cref="Create"/>, load one with <see cref="FromJson(string)"/>, or use <see cref="Default"/>. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Of the rules that match, the one with the most conditions is used. Among rules with equally many, a risk level takes precedence over a segment,
/// and a segment over a stage. Two matching rules never have the same conditions.
/// </remarks>
public sealed partial class Playbook
{
    // numbers, because a nullable enumeration as a key is boxed
    private readonly Dictionary<(int Stage, string? Segment, int Risk), PlaybookMatch> _matches = [];

    private Playbook(PlaybookOptions options)
    {
        Name = options.Name;
        Actions = options.Actions.ToList().AsReadOnly();
        Rules = options.Rules.ToList().AsReadOnly();
        (Lead, LikelyFrom, GoneBelow) = (options.Lead, options.LikelyFrom, options.GoneBelow);
        foreach (var rule in Rules)
            _matches.Add(KeyOf(rule.Stage, rule.Segment, rule.Risk), new PlaybookMatch(Actions.First(action => action.Id == rule.Action), rule));
    }

    /// <summary>The built-in playbook of common practice: one action per stage, and one each for an active and a loyal member at high risk.</summary>
    public static Playbook Default { get; } = Create(DefaultPlaybook.Options());

    /// <summary>The name of the playbook.</summary>
    public string Name { get; }

    /// <summary>The actions, in the order of display.</summary>
    public IReadOnlyList<PlaybookAction> Actions { get; }

    /// <summary>The rules, in the given order.</summary>
    public IReadOnlyList<PlaybookRule> Rules { get; }

    /// <summary>What decides where the parts of an assessment contradict each other; see <see cref="PlaybookOptions.Lead"/>.</summary>
    public JudgedBy? Lead { get; }

    /// <summary>The probability of a purchase from which a member counts as staying; see <see cref="PlaybookOptions.LikelyFrom"/>.</summary>
    public double LikelyFrom { get; }

    /// <summary>The probability of being active below which a member counts as gone; see <see cref="PlaybookOptions.GoneBelow"/>.</summary>
    public double GoneBelow { get; }

    /// <summary>Creates a playbook.</summary>
    /// <param name="options">Actions and rules; copied.</param>
    /// <returns>The playbook.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An action lacks a text or has the id of another, a rule has an unknown action or a value that is not defined, or the conditions of an earlier rule,
    /// or an option is out of range; the message names the action, rule or option.
    /// </exception>
    public static Playbook Create(PlaybookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        PlaybookOptionsCheck.Run(options);
        return new Playbook(options);
    }

    /// <summary>The action for a member.</summary>
    /// <param name="stage">The member's stage.</param>
    /// <param name="segment">The id of the member's segment; null for a member without one, and when segments are not in use.</param>
    /// <param name="risk">The member's risk level; null when it is not known.</param>
    /// <returns>The action and the rule that gives it; null when no rule matches.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A stage or risk level that is not defined.</exception>
    /// <remarks>At most eight look-ups, whatever the number of rules; allocates nothing.</remarks>
    public PlaybookMatch? Find(LifecycleStage stage, string? segment = null, RiskLevel? risk = null) => Find(stage, segment, risk, ofSegment: null);

    /// <summary>What to do about a member whose segment has an action of its own: it counts as a rule for the segment alone.</summary>
    internal PlaybookMatch? Find(LifecycleStage stage, string? segment, RiskLevel? risk, Text? ofSegment)
    {
        if (!Enum.IsDefined(stage))
            throw Error.OutOfRange(nameof(stage), $"The stage is {stage} and must be one of the defined values.");
        if (risk is { } level && !Enum.IsDefined(level))
            throw Error.OutOfRange(nameof(risk), $"The risk level is {risk} and must be Low, Medium or High.");

        // From the most specific set of conditions to none; a set with a condition that the member has no value for is skipped.
        var (hasSegment, hasRisk) = (segment is not null, risk is not null);
        return (hasSegment && hasRisk ? Rule(stage, segment, risk) ?? Rule(null, segment, risk) : null)
            ?? (hasRisk ? Rule(stage, null, risk) : null)
            ?? (hasSegment ? Rule(stage, segment, null) : null)
            ?? (hasRisk ? Rule(null, null, risk) : null)
            ?? (hasSegment ? Rule(null, segment, null) ?? PlaybookMatch.OfSegment(segment!, ofSegment) : null)
            ?? Rule(stage, null, null)
            ?? Rule(null, null, null);
    }

    /// <summary>The combinations without a rule, as a list to complete; they are not an error.</summary>
    /// <param name="segments">The ids of the segments in use; null when none are.</param>
    /// <param name="risks">The risk levels in use; null when none are.</param>
    /// <returns>The combinations of the seven stages with these, by stage, then segment, then risk; empty when all have an action.</returns>
    /// <exception cref="ArgumentException">A segment is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A risk level that is not defined.</exception>
    public IReadOnlyList<PlaybookHole> Holes(IEnumerable<string>? segments = null, IEnumerable<RiskLevel>? risks = null)
    {
        var segmentList = segments?.Select(id => id ?? throw new ArgumentException("A segment is null.", nameof(segments))).ToList();
        var riskList = risks?.Select(risk => (RiskLevel?)risk).ToList();
        return (from stage in LifecycleStages.All
                from segment in segmentList ?? (IEnumerable<string?>)[null]
                from risk in riskList ?? [null]
                where Find(stage, segment, risk) is null
                select new PlaybookHole(stage, segment, risk)).ToList().AsReadOnly();
    }

    /// <summary>Name and size.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Actions.Count} actions, {Rules.Count} rules");

    private PlaybookMatch? Rule(LifecycleStage? stage, string? segment, RiskLevel? risk) => _matches.GetValueOrDefault(KeyOf(stage, segment, risk));

    private static (int Stage, string? Segment, int Risk) KeyOf(LifecycleStage? stage, string? segment, RiskLevel? risk) =>
        ((int)(stage ?? 0), segment, (int?)risk ?? -1);
}
