using System.Text;
using System.Text.Json;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

public sealed partial class RandomForestModel
{
    private const string JsonType = "RandomForest";
    private const int JsonVersion = 1;

    /// <summary>The forest as JSON text; the same in every culture. A forest of 100 trees of a thousand leaves has about 15 MB.</summary>
    /// <returns>The text, without <see cref="OutOfBagProbabilities"/>.</returns>
    public string ToJson() => JsonSerializer.Serialize(Document(), TreeJson.Context.RandomForestDocument);

    /// <summary>Writes the forest as JSON, without <see cref="OutOfBagProbabilities"/>.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), TreeJson.Context.RandomForestDocument);
    }

    /// <summary>Reads a forest that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The forest; its predictions are the same to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no forest, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RandomForestModel FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a forest that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>The forest; its predictions are the same to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no forest, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RandomForestModel FromJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var document = StoredJson.Read(stream, JsonType, JsonVersion, TreeJson.Context.RandomForestDocument);
        var names = TreeJson.Names(JsonType, document.Features);
        var status = StoredJson.Name<FitStatus>(JsonType, "status", document.Status);
        var origin = (document.Origin ?? throw StoredJson.Damaged(JsonType, "origin is missing")).Restore(JsonType);
        if (origin.Rows < 1)
            throw StoredJson.Damaged(JsonType, "origin.rows must be 1 or more");
        if (document.GainImportances?.Length != names.Length || (document.PermutationImportances ?? new double?[names.Length]).Length != names.Length)
            throw StoredJson.Damaged(JsonType, "gainImportances, and permutationImportances where they are there, must have one value a feature");
        if (document.Trees is not { Length: > 0 and <= 10_000 } written)
            throw StoredJson.Damaged(JsonType, "it must have 1 to 10000 trees");
        TreeNode[][] trees = [.. written.Select(tree => Read(tree, names.Length))];
        var engine = new ForestEngine(trees, names.Length);
        if (Array.FindIndex(engine.Cuts, cuts => cuts.Length >= BinnedColumns.MostBins) is >= 0 and var column)
            throw StoredJson.Damaged(JsonType, FormattableString.Invariant($"'{names[column]}' has {engine.Cuts[column].Length} thresholds; at most {BinnedColumns.MostBins - 1} are possible"));
        var bag = document.OutOfBag;
        return new RandomForestModel(names, status, origin, trees, engine, document.GainImportances)
        {
            OutOfBag = bag is null ? null : new ForestOutOfBag(bag.Rows, bag.Error ?? double.NaN, bag.Brier ?? double.NaN, bag.LogLoss ?? double.NaN),
            PermutationImportances = document.PermutationImportances is { } values ? Array.AsReadOnly(values.Select(value => value ?? double.NaN).ToArray()) : null,
        };
    }

    private static TreeNode[] Read(TreeNodesDocument? tree, int columns)
    {
        var nodes = (tree ?? throw StoredJson.Damaged(JsonType, "a tree is null")).ToNodes(JsonType, columns);
        if (tree.Probability is not { } probability || probability.Length != nodes.Length || tree.Weight is not null || tree.Yes is not null)
            throw StoredJson.Damaged(JsonType, "probability must have one value a node, weight and yes none");
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!(probability[i] >= 0 && probability[i] <= 1))
                throw StoredJson.Damaged(JsonType, FormattableString.Invariant($"the probability of node {i} must be 0 to 1"));
            nodes[i] = nodes[i] with { Probability = probability[i] };
        }

        return nodes;
    }

    private RandomForestDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        Features = _names,
        Status = Status.ToString(),
        Origin = OriginDocument.Of(Origin),
        GainImportances = [.. GainImportances],
        PermutationImportances = PermutationImportances is null ? null : [.. PermutationImportances.Select(value => double.IsFinite(value) ? value : (double?)null)],
        OutOfBag = OutOfBag is not { } bag ? null : new ForestOutOfBagDocument
        {
            Rows = bag.Rows,
            Error = double.IsFinite(bag.Error) ? bag.Error : null,
            Brier = double.IsFinite(bag.Brier) ? bag.Brier : null,
            LogLoss = double.IsFinite(bag.LogLoss) ? bag.LogLoss : null,
        },
        Trees = [.. _trees.Select(tree =>
        {
            var nodes = TreeNodesDocument.Of(tree);
            nodes.Probability = [.. tree.Select(node => node.Probability)];
            return nodes;
        })],
    };
}
