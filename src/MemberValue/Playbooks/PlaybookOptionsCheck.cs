using MemberValue.Churn;
using MemberValue.Common;
using MemberValue.Lifecycle;

namespace MemberValue.Playbooks;

/// <summary>Checks a playbook's options; an error names the action or rule.</summary>
internal static class PlaybookOptionsCheck
{
    public static void Run(PlaybookOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            throw Bad("it has no name");
        if (options.Actions is not { Count: > 0 } || options.Rules is null)
            throw Bad("it needs at least one action, and a list of rules");
        if (options.Lead is { } lead && !Enum.IsDefined(lead))
            throw OptionError.Of(options, nameof(options.Lead), lead, $"it must be one of {string.Join(", ", Enum.GetNames<JudgedBy>())}, or null");
        OptionError.Require(options, nameof(options.LikelyFrom), options.LikelyFrom, NumberRange.ShareAboveZero);
        OptionError.Require(options, nameof(options.GoneBelow), options.GoneBelow, NumberRange.Share);
        OptionError.Require(options, options.GoneBelow <= options.LikelyFrom, nameof(options.GoneBelow), options.GoneBelow,
            $"it must be at most LikelyFrom, {ErrorText.Of(options.LikelyFrom)}");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Actions.Count; i++)
            Action(options.Actions[i] ?? throw Bad($"action {i} is null"), i, ids);
        var seen = new Dictionary<(LifecycleStage?, string?, RiskLevel?), int>();
        for (var i = 0; i < options.Rules.Count; i++)
            Rule(options.Rules[i] ?? throw Bad($"rule {i} is null"), i, ids, seen);
    }

    private static void Action(PlaybookAction action, int index, HashSet<string> ids)
    {
        void NotBlank(string? text, string name)
        {
            if (string.IsNullOrWhiteSpace(text))
                throw Bad($"{name} of action {index} ('{action.Id}') is empty");
        }

        NotBlank(action.Id, nameof(action.Id));
        NotBlank(action.Action?.English, nameof(action.Action));
        NotBlank(action.Channel?.English, nameof(action.Channel));
        NotBlank(action.Aim?.English, nameof(action.Aim));
        if (!ids.Add(action.Id))
            throw Bad($"action {index} ('{action.Id}') has the id of an action before it");
    }

    private static void Rule(PlaybookRule rule, int index, HashSet<string> ids, Dictionary<(LifecycleStage?, string?, RiskLevel?), int> seen)
    {
        ArgumentException BadRule(ErrorText what) => Bad($"rule {index} ({rule}) {what}");
        if (rule.Stage is { } stage && !LifecycleStages.All.Contains(stage))
            throw BadRule($"has a stage that must be one of {string.Join(", ", LifecycleStages.All)}");
        if (rule.Risk is { } risk && !Enum.IsDefined(risk))
            throw BadRule($"has a risk level that must be one of {string.Join(", ", Enum.GetNames<RiskLevel>())}");
        if (rule.Segment is not null && string.IsNullOrWhiteSpace(rule.Segment))
            throw BadRule("has an empty segment id; leave it null for any");
        if (rule.Action is null || !ids.Contains(rule.Action))
            throw BadRule($"names the action '{rule.Action}', which the playbook does not have");
        if (!seen.TryAdd((rule.Stage, rule.Segment, rule.Risk), index))
            throw BadRule($"has the conditions of rule {seen[(rule.Stage, rule.Segment, rule.Risk)]}");
    }

    private static ArgumentException Bad(ErrorText what) => Error.Argument($"The playbook is wrong: {what}.", "options");
}
