using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>How predictions are cut into bins and bands. A plain class that configuration can bind; checked when predictions are evaluated.</summary>
public sealed class BinaryEvaluationOptions
{
    /// <summary>The most bins or bands.</summary>
    public const int MostBins = 1_000;

    /// <summary>Bins of the calibration curve and of Brier's parts, 1 to <see cref="MostBins"/>; 10 by default.</summary>
    public int Bins { get; set; } = 10;

    /// <summary>How the bins are cut: by default each holds about as many rows.</summary>
    public CalibrationBinRule BinRule { get; set; }

    /// <summary>Bands of the lift table, 1 to <see cref="MostBins"/>; 10, the deciles, by default.</summary>
    public int LiftBands { get; set; } = 10;

    /// <summary>
    /// Log loss raises a probability below this to this, and lowers one above 1 - this to 1 - this; above 0 and below 0.5, 1e-15 by default. Without it, one
    /// row that was predicted with probability 0 and happened would make the loss infinite.
    /// </summary>
    public double LogLossClip { get; set; } = 1e-15;

    internal BinaryEvaluationOptions Checked()
    {
        CheckCount(Bins, nameof(Bins));
        CheckCount(LiftBands, nameof(LiftBands));
        if (!Enum.IsDefined(BinRule))
            throw Wrong(nameof(BinRule), BinRule, "it must be Quantile or EqualWidth");
        if (!(LogLossClip > 0 && LogLossClip < 0.5))
            throw Wrong(nameof(LogLossClip), LogLossClip, "it must be above 0 and below 0.5");
        return (BinaryEvaluationOptions)MemberwiseClone();
    }

    private void CheckCount(int value, string name)
    {
        if (value is < 1 or > MostBins)
            throw Wrong(name, value, $"it must be 1 to {MostBins}");
    }

    private ArgumentException Wrong(string name, object value, ErrorText allowed) => OptionError.Of(this, name, value, allowed);
}
