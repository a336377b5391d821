using MemberValue.Churn;

namespace MemberValue.Learning;

/// <summary>A column of the caller's own that joins the features.</summary>
public sealed class FeatureColumn
{
    /// <summary>Names some values.</summary>
    /// <param name="name">The column's name; not empty, not one of <see cref="ChurnFeatures.Names"/>.</param>
    /// <param name="values">One value per member, in row order; kept, not copied: do not write to it afterwards. NaN is a missing value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public FeatureColumn(string name, double[] values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        (Name, Values) = (name, values);
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    internal double[] Values { get; }

    /// <summary>Name and number of rows.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}, {Values.Length} rows");
}
