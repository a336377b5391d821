using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

internal sealed partial record ClusterSpace
{
    /// <summary>Reads the features with the means of the base in their own units.</summary>
    public static (ClusterSpace Space, double[] Means) Read(DocumentReader from)
    {
        var features = from.Parts("features", static part => (Feature: new ClusterFeature(part.Text("name"), part.Flag("isLogged"))
        {
            Label = part.Words("label"),
            Weight = part.Number("weight"),
            MissingAs = part.NumberOrNull("missingAs"),
        }, Centre: part.Number("centre"), Factor: part.Number("factor", NumberRange.ZeroOrMore), Mean: part.Number("mean")));
        var space = new ClusterSpace(
            Array.ConvertAll(features, each => each.Feature), Array.ConvertAll(features, each => each.Centre), Array.ConvertAll(features, each => each.Factor));
        NamesOf(space.Features);
        return (space, Array.ConvertAll(features, each => each.Mean));
    }

    /// <summary>Writes the features with the means of the base in their own units.</summary>
    public void Write(DocumentWriter to, double[] means) => to.Parts("features", Enumerable.Range(0, Dimensions), (part, j) =>
    {
        var feature = Features[j];
        part.Text("name", feature.Name);
        part.Words("label", feature.Label);
        part.Flag("isLogged", feature.IsLogged);
        part.Number("weight", feature.Weight);
        part.Number("missingAs", feature.MissingAs);
        part.Number("centre", Centres[j]);
        part.Number("factor", Factors[j]);
        part.Number("mean", means[j]);
    });

    /// <summary>Numbers of which there must be so many.</summary>
    public static double[] Sized(DocumentReader from, string name, int count, NumberRange? range = null) =>
        from.Numbers(name, range) is var values && values.Length == count ? values
            : throw from.Damaged($"{name} has {values.Length} values and must have {count}");
}
