namespace MemberValue.Learning;

/// <summary>Turns a tree's leaves into rules.</summary>
internal static class TreeRules
{
    public static List<TreeRule> Of(string[] names, bool[] hasMissing, TreeNode[] nodes)
    {
        var rules = new List<TreeRule>();
        var open = new Stack<(int Node, TreeCondition[] Conditions)>();
        open.Push((0, []));
        while (open.TryPop(out var next))
        {
            var (at, conditions) = next;
            var node = nodes[at];
            if (node.IsLeaf)
            {
                rules.Add(new TreeRule(Array.AsReadOnly(conditions), node.Probability, node.Rows, (double)node.Rows / nodes[0].Rows));
                continue;
            }

            open.Push((node.Left + 1, And(conditions, names[node.Feature], hasMissing[node.Feature], node, left: false)));
            open.Push((node.Left, And(conditions, names[node.Feature], hasMissing[node.Feature], node, left: true)));
        }

        return rules;
    }

    private static TreeCondition[] And(TreeCondition[] conditions, string name, bool hasMissing, in TreeNode node, bool left)
    {
        var place = Array.FindIndex(conditions, condition => condition.Feature == name);
        var before = place >= 0 ? conditions[place] : new TreeCondition(name, null, null, true, true, hasMissing);
        var after = before with { MissingAllowed = before.MissingAllowed && node.MissingLeft == left };
        if (double.IsPositiveInfinity(node.Threshold))
            after = left ? after : after with { KnownAllowed = false };
        else if (left)
            after = after with { UpTo = before.UpTo is { } upTo ? Math.Min(upTo, node.Threshold) : node.Threshold };
        else
            after = after with { Above = before.Above is { } above ? Math.Max(above, node.Threshold) : node.Threshold };
        if (place < 0)
            return [.. conditions, after];
        TreeCondition[] all = [.. conditions];
        all[place] = after;
        return all;
    }
}
