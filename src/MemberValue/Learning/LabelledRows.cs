namespace MemberValue.Learning;

/// <summary>Checks of labels and weights that learners and calibrations share.</summary>
internal static class LabelledRows
{
    public static void Check(int labels, int rows, ReadOnlySpan<double> weights)
    {
        if (labels != rows)
            throw new ArgumentException($"There are {labels} labels for {rows} rows.", nameof(labels));
        if (!weights.IsEmpty && weights.Length != rows)
            throw new ArgumentException($"There are {weights.Length} weights for {rows} rows.", nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
                throw new ArgumentOutOfRangeException(nameof(weights), weights[i], $"The weight of row {i} must be finite and 0 or more.");
        }
    }
}
