using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class RandomForestModel : IWritesJson
{
    private static readonly StoredKind Stored = new("RandomForest", 1) { IsIndented = false };

    /// <summary>The forest as JSON text; the same in every culture. A forest of 100 trees of a thousand leaves takes about 15 MB.</summary>
    /// <returns>The text, without <see cref="OutOfBagProbabilities"/>.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the forest as JSON, without <see cref="OutOfBagProbabilities"/>.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a forest that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The forest; its predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a forest, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RandomForestModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a forest that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The forest; its predictions are equal in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a forest, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static RandomForestModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static RandomForestModel Read(DocumentReader from)
    {
        var names = from.Features();
        var (status, origin) = (from.Name<FitStatus>("status"), from.Origin());
        if (origin.Rows < 1)
            throw from.Damaged("origin.rows must be 1 or more");
        var gains = from.Numbers("gainImportances");
        var permuted = from.Has("permutationImportances") ? from.NumbersOrNaN("permutationImportances") : null;
        if (gains.Length != names.Length || (permuted is not null && permuted.Length != names.Length))
            throw from.Damaged("gainImportances, and permutationImportances where they are there, must have one value per feature");
        var trees = from.Parts("trees", part => ReadTree(part, names.Length));
        if (trees.Length is < 1 or > 10_000)
            throw from.Damaged($"it has {trees.Length} trees and must have 1 to 10000");
        var engine = new ForestEngine(trees, names.Length);
        if (Array.FindIndex(engine.Cuts, cuts => cuts.Length >= BinnedColumns.MostBins) is >= 0 and var column)
        {
            throw from.Damaged(
                $"'{names[column]}' has {engine.Cuts[column].Length} thresholds; at most {BinnedColumns.MostBins - 1} are possible");
        }

        return new RandomForestModel(names, status, origin, trees, engine, gains)
        {
            Encodings = from.Encodings(names),
            OutOfBag = from.PartOrNull("outOfBag", static part => new ForestOutOfBag(
                part.Whole("rows", 0), part.NumberOrNaN("error"), part.NumberOrNaN("brier"), part.NumberOrNaN("logLoss"))),
            PermutationImportances = permuted is null ? null : Array.AsReadOnly(permuted),
        };
    }

    private static TreeNode[] ReadTree(DocumentReader from, int columns)
    {
        var (nodes, probabilities) = (StoredNodes.Read(from, columns), from.Numbers("probability", NumberRange.Share));
        if (probabilities.Length != nodes.Length)
            throw from.Damaged("probability must have one value per node");
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = nodes[i] with { Probability = probabilities[i] };
        return nodes;
    }

    private void Write(DocumentWriter to)
    {
        to.Texts("features", _names);
        to.Encodings(Encodings);
        to.Name("status", Status);
        to.Origin(Origin);
        to.Numbers("gainImportances", GainImportances);
        if (PermutationImportances is { } permuted)
            to.Numbers("permutationImportances", permuted);
        to.Part("outOfBag", OutOfBag, static (part, bag) =>
        {
            part.Whole("rows", bag.Rows);
            part.Number("error", bag.Error);
            part.Number("brier", bag.Brier);
            part.Number("logLoss", bag.LogLoss);
        });
        to.Parts("trees", _trees, static (part, tree) =>
        {
            StoredNodes.Write(part, tree);
            part.Numbers("probability", tree.Select(node => node.Probability));
        });
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
