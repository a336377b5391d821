namespace MemberValue.Learning;

/// <summary>Weakest-link pruning: repeatedly removes the branch that lowers the impurity least per leaf.</summary>
internal sealed class TreePruning
{
    private readonly TreeNode[] _nodes;
    private readonly int[] _parents;
    private readonly double[] _costs; // of the node as a leaf
    private readonly double[] _below; // of the leaves below it
    private readonly int[] _leaves;
    private readonly int[] _versions;
    private readonly bool[] _isLeaf;
    private readonly PriorityQueue<(int Node, int Version), (double Link, int Node)> _links = new();

    public TreePruning(TreeNode[] nodes, Func<int, double> cost)
    {
        _nodes = nodes;
        _parents = new int[nodes.Length];
        _parents[0] = -1;
        _costs = [.. Enumerable.Range(0, nodes.Length).Select(cost)];
        _below = [.. _costs];
        _leaves = new int[nodes.Length];
        _versions = new int[nodes.Length];
        _isLeaf = [.. nodes.Select(node => node.IsLeaf)];
        Array.Fill(_leaves, 1);
        for (var i = nodes.Length - 1; i >= 0; i--) // children come after their parent
        {
            if (_isLeaf[i])
                continue;
            _parents[nodes[i].Left] = _parents[nodes[i].Left + 1] = i;
            Update(i);
        }
    }

    /// <summary>Prunes while a branch's decrease in impurity per leaf is at most alpha. Links that differ by rounding only are one step.</summary>
    public (TreeNode[] Nodes, int[] Places) Run(double alpha, List<TreePruningStep>? steps)
    {
        var reached = double.NegativeInfinity;
        steps?.Add(new TreePruningStep(0, _leaves[0], _below[0]));
        while (_links.TryDequeue(out var weakest, out var link))
        {
            if (_versions[weakest.Node] != weakest.Version || IsGone(weakest.Node))
                continue;
            if (!(link.Link <= alpha || link.Link <= reached + 1e-12 * _costs[0]))
                break;
            if (link.Link > reached + 1e-12 * _costs[0])
                reached = link.Link;
            else
                steps?.RemoveAt(steps.Count - 1);
            Cut(weakest.Node);
            steps?.Add(new TreePruningStep(reached, _leaves[0], _below[0]));
        }

        return Kept();
    }

    /// <summary>Whether the node was removed with a branch cut at or above it.</summary>
    private bool IsGone(int node)
    {
        for (; node >= 0; node = _parents[node])
        {
            if (_isLeaf[node])
                return true;
        }

        return false;
    }

    private void Cut(int node)
    {
        _isLeaf[node] = true;
        (_below[node], _leaves[node]) = (_costs[node], 1);
        for (var above = _parents[node]; above >= 0; above = _parents[above])
            Update(above);
    }

    private void Update(int node)
    {
        var left = _nodes[node].Left;
        _below[node] = _below[left] + _below[left + 1];
        _leaves[node] = _leaves[left] + _leaves[left + 1];
        _links.Enqueue((node, ++_versions[node]), ((_costs[node] - _below[node]) / (_leaves[node] - 1), node));
    }

    private (TreeNode[] Nodes, int[] Places) Kept()
    {
        var nodes = new List<TreeNode> { _nodes[0] };
        var places = new List<int> { 0 };
        for (var i = 0; i < nodes.Count; i++)
        {
            var place = places[i];
            if (_isLeaf[place])
            {
                nodes[i] = _nodes[place] with { Feature = -1, Left = i, Threshold = double.PositiveInfinity, MissingLeft = true };
                continue;
            }

            nodes[i] = _nodes[place] with { Left = nodes.Count };
            places.AddRange([_nodes[place].Left, _nodes[place].Left + 1]);
            nodes.AddRange([_nodes[_nodes[place].Left], _nodes[_nodes[place].Left + 1]]);
        }

        return ([.. nodes], [.. places]);
    }
}
