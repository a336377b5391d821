using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clusters;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class KMeansModel : IWritesJson
{
    private static readonly StoredKind Stored = new("KMeans", 1);

    /// <summary>The model as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the model as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a model that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The model, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static KMeansModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The model, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static KMeansModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static KMeansModel Read(DocumentReader from)
    {
        var (space, means) = ClusterSpace.Read(from);
        var d = space.Dimensions;
        var clusters = from.Parts("clusters", part => (Centre: ClusterSpace.Sized(part, "centre", d), Group: ClusterGroup.Read(part, d)));
        var status = from.Status(FitStatus.Converged, FitStatus.Failed, FitStatus.TooFewRows, FitStatus.NoData);
        var origin = from.Origin();
        ClusterGroup.Check(from, clusters.Length, status, origin);
        return new KMeansModel(
            space, [.. clusters.SelectMany(each => each.Centre)], Array.ConvertAll(clusters, each => each.Group), means,
            from.Number("outlierDistance", NumberRange.ZeroOrMore), from.Whole("asked", 1), from.Whole("leftOut", 0), status, from.Whole("iterations", 0),
            origin);
    }

    private void Write(DocumentWriter to)
    {
        _space.Write(to, _baseMeans);
        to.Parts("clusters", Enumerable.Range(0, _groups.Length), (part, c) =>
        {
            part.Number("members", _groups[c].Members);
            part.Number("within", _groups[c].Within);
            part.Numbers("centre", _centres.Skip(c * _space.Dimensions).Take(_space.Dimensions));
            part.Numbers("means", _groups[c].Means);
        });
        to.Number("outlierDistance", _outlierDistance);
        to.Whole("asked", _asked);
        to.Whole("leftOut", _leftOut);
        to.Name("status", Status);
        to.Whole("iterations", Iterations);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
