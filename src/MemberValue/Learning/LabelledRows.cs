using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>Checks of labels and weights that learners and calibrations share.</summary>
internal static class LabelledRows
{
    public static void Check(int labels, int rows, ReadOnlySpan<double> weights)
    {
        if (labels != rows)
            throw Error.Argument($"There are {labels} labels for {rows} rows.", nameof(labels));
        if (!weights.IsEmpty && weights.Length != rows)
            throw Error.Argument($"There are {weights.Length} weights for {rows} rows.", nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && double.IsFinite(weights[i])))
                throw Error.OutOfRange(nameof(weights), $"The weight of row {i} is {weights[i]} and must be finite and 0 or more.");
        }
    }
}
