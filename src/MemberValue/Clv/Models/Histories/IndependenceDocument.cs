using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How far spend went with frequency, as JSON; null for a correlation that does not exist.</summary>
internal sealed class IndependenceDocument
{
    public double? Correlation { get; set; }

    public double? Members { get; set; }

    public static IndependenceDocument Of(SpendIndependence independence) => new()
    {
        Correlation = double.IsNaN(independence.Correlation) ? null : independence.Correlation,
        Members = independence.Members,
    };

    public SpendIndependence Restore(string type)
    {
        if (Correlation is not (null or (>= -1 and <= 1)) || Members is not (> 0 and <= double.MaxValue))
            throw StoredJson.Damaged(type, "independence must have a correlation of -1 to 1, or none, and members above 0");
        return new SpendIndependence(Correlation ?? double.NaN, Members.Value);
    }
}
