using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class DecisionTreeModel : IWritesJson
{
    private static readonly StoredKind Stored = new("DecisionTree", 1) { IsIndented = false };

    /// <summary>The tree as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the tree as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a tree that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The tree; its predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a tree, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DecisionTreeModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a tree that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The tree; its predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a tree, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DecisionTreeModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static DecisionTreeModel Read(DocumentReader from)
    {
        var names = from.Features();
        var hasMissing = from.Flags("hasMissing");
        if (hasMissing.Length != names.Length)
            throw from.Damaged($"hasMissing has {hasMissing.Length} values and must have one per feature, {names.Length}");
        var (nodes, weights, yes) = from.Part("nodes", part => ReadNodes(part, names.Length));
        return new DecisionTreeModel(
            names, from.Name<TreeCriterion>("criterion"), from.Number("yesWeight", DecisionTreeOptions.Weights),
            from.Number("noWeight", DecisionTreeOptions.Weights), from.Name<FitStatus>("status"),
            hasMissing, nodes, weights, yes, from.Origin())
        {
            Encodings = from.Encodings(names),
        };
    }

    private static (TreeNode[] Nodes, double[] Weights, double[] Yes) ReadNodes(DocumentReader from, int columns)
    {
        var nodes = StoredNodes.Read(from, columns);
        var (weights, yes) = (from.Numbers("weight", NumberRange.AboveZero), from.Numbers("yes", NumberRange.ZeroOrMore));
        if (weights.Length != nodes.Length || yes.Length != nodes.Length)
            throw from.Damaged("weight and yes must have one value per node");
        for (var i = 0; i < nodes.Length; i++)
        {
            if (yes[i] > weights[i])
                throw from.Damaged($"yes[{i}] is {yes[i]} and must be at most weight[{i}], {weights[i]}");
        }

        return (nodes, weights, yes);
    }

    private void Write(DocumentWriter to)
    {
        to.Texts("features", _names);
        to.Encodings(Encodings);
        to.Origin(Origin);
        to.Flags("hasMissing", _hasMissing);
        to.Name("status", Status);
        to.Name("criterion", Criterion);
        to.Number("yesWeight", YesWeight);
        to.Number("noWeight", NoWeight);
        to.Part("nodes", part =>
        {
            StoredNodes.Write(part, _nodes);
            part.Numbers("weight", _weights);
            part.Numbers("yes", _yes);
        });
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
