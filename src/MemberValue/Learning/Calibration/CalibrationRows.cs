using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>Checks and counts of the rows of a calibration.</summary>
internal readonly record struct CalibrationRows(int Rows, double YesWeight, double NoWeight, double Least, double Greatest)
{
    /// <exception cref="ArgumentException">Labels or weights are not one per score, a weight is out of range, or a score is not finite.</exception>
    public static CalibrationRows Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        LabelledRows.Check(labels.Length, scores.Length, weights);
        var (rows, yes, no, least, greatest) = (0, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(Math.Abs(scores[i]) <= 1e150))
                throw Error.Argument($"The score of row {i} is {scores[i]}; it must be from -1e150 to 1e150.", nameof(scores));
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0)
                continue;
            rows++;
            (yes, no) = labels[i] ? (yes + weight, no) : (yes, no + weight);
            (least, greatest) = (Math.Min(least, scores[i]), Math.Max(greatest, scores[i]));
        }

        return new CalibrationRows(rows, yes, no, least, greatest);
    }

    /// <summary>What a calibration that is fitted to these rows says about its origin.</summary>
    public FitOrigin Origin(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, LabelDefinition? label, string? options)
    {
        var fingerprint = default(Fingerprint);
        fingerprint.AddRows([scores.ToArray()], labels.ToArray(), weights.ToArray(), CancellationToken.None);
        return new FitOrigin
        {
            Members = Rows,
            Rows = Rows,
            HorizonDays = label?.HorizonDays,
            Label = label?.Text,
            Fingerprint = fingerprint.ToString(),
            Options = options,
        };
    }

    /// <summary>The status that follows from the counts alone; null where a fit is possible.</summary>
    public FitStatus? Verdict =>
        Rows == 0 ? FitStatus.NoData
        : YesWeight == 0 || NoWeight == 0 ? FitStatus.SingleClass
        : Least == Greatest ? FitStatus.ConstantColumns
        : null;
}
