using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>How well a base falls into some number of clusters.</summary>
/// <param name="Clusters">The number.</param>
/// <param name="WithinSum">The least sum of squared distances from the centres that was found.</param>
/// <param name="Silhouette">The mean silhouette, -1 to 1: how much nearer members are to their own cluster than to the next (Rousseeuw 1987).</param>
/// <param name="CalinskiHarabasz">Variance between over variance within clusters; more is better (Calinski and Harabasz 1974).</param>
/// <param name="DaviesBouldin">How much neighbouring clusters overlap; less is better (Davies and Bouldin 1979).</param>
/// <param name="Gap">How much smaller the logarithm of the sum of squares is than in bases without structure (Tibshirani, Walther and Hastie 2001).</param>
/// <param name="GapError">The standard error of <paramref name="Gap"/>.</param>
/// <param name="Bic">The Bayesian information criterion of a Gaussian mixture of that many clusters; less is better (Schwarz 1978).</param>
/// <param name="Stability">How far the clusters of two halves of the base agree, beyond chance, 1 at most; below 0.6 they are chance.</param>
public sealed record ClusterCountRow(
    int Clusters,
    [property: JsonConverter(typeof(ResultJsonConverter))] double WithinSum,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Silhouette,
    [property: JsonConverter(typeof(ResultJsonConverter))] double CalinskiHarabasz,
    [property: JsonConverter(typeof(ResultJsonConverter))] double DaviesBouldin,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Gap,
    [property: JsonConverter(typeof(ResultJsonConverter))] double GapError,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Bic,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Stability)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Clusters = {Clusters}, WithinSum = {WithinSum}, Silhouette = {Silhouette}, CalinskiHarabasz = {CalinskiHarabasz}, "
            + $"DaviesBouldin = {DaviesBouldin}, Gap = {Gap}, GapError = {GapError}, Bic = {Bic}, Stability = {Stability}");
}
