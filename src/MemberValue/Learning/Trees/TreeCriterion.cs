using System.Text.Json.Serialization;

namespace MemberValue.Learning;

/// <summary>The impurity of a node of a tree: 0 where all rows have one label. p is the weighted share of yes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TreeCriterion>))]
public enum TreeCriterion
{
    /// <summary>Gini's impurity 2p(1 - p), 0 to 0.5: the probability that two rows drawn from the node have different labels. Breiman et al. 1984, section
    /// 4.3.</summary>
    Gini = 0,

    /// <summary>The entropy -p log2(p) - (1 - p) log2(1 - p), 0 to 1, in bits.</summary>
    Entropy = 1,
}
