using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

public sealed partial class DecisionTreeModel
{
    private const string JsonType = "DecisionTree";
    private const int JsonVersion = 1;

    /// <summary>The tree as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), TreeJson.Context.DecisionTreeDocument);

    /// <summary>Writes the tree as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), TreeJson.Context.DecisionTreeDocument);
    }

    /// <summary>Reads a tree that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The tree; its predictions are the same to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no tree, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DecisionTreeModel FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a tree that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The tree; its predictions are the same to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no tree, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static DecisionTreeModel FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, TreeJson.Context.DecisionTreeDocument);
        var names = TreeJson.Names(JsonType, document.Features);
        var status = StoredJson.Name<FitStatus>(JsonType, "status", document.Status);
        var criterion = StoredJson.Name<TreeCriterion>(JsonType, "criterion", document.Criterion);
        if (document.HasMissing?.Length != names.Length)
            throw StoredJson.Damaged(JsonType, "hasMissing must have one value a feature");
        if (!(document.YesWeight is >= 1e-6 and <= 1e6) || !(document.NoWeight is >= 1e-6 and <= 1e6))
            throw StoredJson.Damaged(JsonType, "yesWeight and noWeight must be 1e-6 to 1e6");
        var nodes = (document.Nodes ?? throw StoredJson.Damaged(JsonType, "it has no nodes")).ToNodes(JsonType, names.Length);
        if (document.Nodes.Weight is not { } weights || document.Nodes.Yes is not { } yes || weights.Length != nodes.Length || yes.Length != nodes.Length
            || document.Nodes.Probability is not null)
            throw StoredJson.Damaged(JsonType, "weight and yes must have one value a node, and probability none");
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!(weights[i] > 0 && double.IsFinite(weights[i]) && yes[i] >= 0 && yes[i] <= weights[i]))
                throw StoredJson.Damaged(JsonType, FormattableString.Invariant($"node {i} must have a finite weight above 0, and yes of 0 up to it"));
        }

        return new DecisionTreeModel(names, criterion, document.YesWeight, document.NoWeight, status, document.HasMissing, nodes, weights, yes,
            (document.Origin ?? throw StoredJson.Damaged(JsonType, "origin is missing")).Restore(JsonType));
    }

    private DecisionTreeDocument Document()
    {
        var nodes = TreeNodesDocument.Of(_nodes);
        (nodes.Weight, nodes.Yes) = (_weights, _yes);
        return new DecisionTreeDocument
        {
            Type = JsonType,
            Version = JsonVersion,
            Features = _names,
            Origin = OriginDocument.Of(Origin),
            HasMissing = _hasMissing,
            Status = Status.ToString(),
            Criterion = Criterion.ToString(),
            YesWeight = YesWeight,
            NoWeight = NoWeight,
            Nodes = nodes,
        };
    }
}
