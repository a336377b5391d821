using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>A feature of clusters as configuration names it; see <see cref="ClusterFeature"/>.</summary>
public sealed class ClusterFeatureOptions
{
    /// <summary>A name of <see cref="Measures"/>, or of a column that holds numbers, flags, dates or cells; required.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the logarithm is used, for counts and money. False by default.</summary>
    public bool IsLogged { get; set; }

    /// <summary>How much the feature counts; above 0, at most 1e12. 1 by default.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>The finite value that stands for a missing one; null by default: a member without a value is in no cluster.</summary>
    public double? MissingAs { get; set; }

    /// <summary>What it is called in sentences: a <see cref="Text"/>, in configuration a string per language tag. Null for the library's words.</summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    internal ClusterFeature ToFeature()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw OptionError.Of(this, nameof(Name), $"'{Name}'", "it must be the name of a measure or column");
        OptionError.Require(this, nameof(Weight), Weight, new NumberRange("above 0 and at most 1e12", value => value is > 0 and <= 1e12));
        OptionError.RequireIfGiven(this, nameof(MissingAs), MissingAs, NumberRange.Finite);
        return new ClusterFeature(Name, IsLogged)
        {
            Weight = Weight,
            MissingAs = MissingAs,
            Label = Measures.Label(Name).Over(Label, $"{nameof(ClusterFeatureOptions)}.{nameof(Label)}"),
        };
    }
}
