using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MemberValue.Clusters;

/// <summary>What the distance between two groups is, when groups are joined step by step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Linkage>))]
[SuppressMessage("Naming", "CA1720", Justification = "Single is what the literature calls it.")]
public enum Linkage
{
    /// <summary>
    /// Ward's: how much joining raises the sum of squares, as a distance: sqrt(2 a b / (a + b)) times the distance of the centres of groups of a and b members.
    /// Groups of similar size; the height is that of scipy's <c>ward</c> and of R's <c>ward.D2</c>.
    /// </summary>
    Ward,

    /// <summary>The mean distance between their members.</summary>
    Average,

    /// <summary>The distance of their two farthest members.</summary>
    Complete,

    /// <summary>The distance of their two nearest members: follows chains.</summary>
    Single,
}
