using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clusters;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class GaussianMixtureModel : IWritesJson
{
    private static readonly StoredKind Stored = new("GaussianMixture", 1);

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
    public static GaussianMixtureModel FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a model that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The model, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a model, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static GaussianMixtureModel FromJson(Stream stream) => Stored.Read(stream, Read);

    private static GaussianMixtureModel Read(DocumentReader from)
    {
        var (space, baseMeans) = ClusterSpace.Read(from);
        var d = space.Dimensions;
        var clusters = from.Parts("clusters", part => (
            Share: part.Number("share", NumberRange.ShareAboveZero), Mean: ClusterSpace.Sized(part, "mean", d),
            Covariance: ClusterSpace.Sized(part, "covariance", Mixture.Place(d, 0)), Group: ClusterGroup.Read(part, d)));
        var status = from.Status(FitStatus.Converged, FitStatus.AtLimit, FitStatus.Failed, FitStatus.TooFewRows, FitStatus.NoData);
        var origin = from.Origin();
        ClusterGroup.Check(from, clusters.Length, status, origin);
        Mixture? mixture = null;
        if (clusters.Length > 0)
        {
            var shares = Array.ConvertAll(clusters, each => each.Share);
            if (!(Math.Abs(shares.Sum() - 1) <= 1e-9))
                throw from.Damaged($"the shares of the clusters sum to {shares.Sum()} and must sum to 1");
            mixture = Mixture.Of(shares, [.. clusters.SelectMany(each => each.Mean)], Array.ConvertAll(clusters, each => each.Covariance), d)
                ?? throw from.Damaged($"a covariance is not positive definite");
        }

        return new GaussianMixtureModel(
            space, mixture, from.Name<MixtureCovariance>("covariance"), Array.ConvertAll(clusters, each => each.Group), baseMeans,
            from.Number("outlierLogDensity"), from.Whole("asked", 1), from.Whole("leftOut", 0), status, from.Flag("isAtLeast"), from.Whole("iterations", 0),
            status == FitStatus.NoData ? from.NumberOrNaN("logLikelihood") : from.Number("logLikelihood"), origin);
    }

    private void Write(DocumentWriter to)
    {
        to.Name("covariance", Covariance);
        _space.Write(to, _baseMeans);
        to.Parts("clusters", Enumerable.Range(0, _groups.Length), (part, c) =>
        {
            part.Number("share", _mixture!.Shares[c]);
            part.Numbers("mean", _mixture.Means.Skip(c * _space.Dimensions).Take(_space.Dimensions));
            part.Numbers("covariance", _mixture.Covariances[c]);
            part.Number("members", _groups[c].Members);
            part.Number("within", _groups[c].Within);
            part.Numbers("means", _groups[c].Means);
        });
        to.Number("outlierLogDensity", _outlierLogDensity);
        to.Number("logLikelihood", LogLikelihood);
        to.Whole("asked", _asked);
        to.Whole("leftOut", _leftOut);
        to.Name("status", Status);
        to.Flag("isAtLeast", _isAtLeast);
        to.Whole("iterations", Iterations);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
