using System.Text.Json.Serialization;

namespace MemberValue.Composite;

/// <summary>Where weights of criteria come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CriterionWeightMethod>))]
public enum CriterionWeightMethod
{
    /// <summary>Given as numbers.</summary>
    Given,

    /// <summary>The same for every criterion.</summary>
    Equal,

    /// <summary>From judgements of pairs, the analytic hierarchy process.</summary>
    Judgements,

    /// <summary>From how unequally the members share each criterion.</summary>
    Entropy,

    /// <summary>From the contrast of each criterion and its conflict with the others.</summary>
    Critic,

    /// <summary>From the principal components of the criteria's correlations.</summary>
    PrincipalComponents,

    /// <summary>The product of two sets of weights.</summary>
    Product,

    /// <summary>A mean of two sets of weights.</summary>
    Mean,
}
