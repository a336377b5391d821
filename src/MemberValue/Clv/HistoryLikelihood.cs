using MemberValue.Estimation;

namespace MemberValue.Clv;

/// <summary>A few rows (x, t_x, T) with their weights, ordered by x.</summary>
internal readonly ref struct WeightedHistoryBlock(
    ReadOnlySpan<double> x, ReadOnlySpan<double> tx, ReadOnlySpan<double> age, ReadOnlySpan<double> weight)
{
    public int Count => X.Length;

    public ReadOnlySpan<double> X { get; } = x;

    public ReadOnlySpan<double> Tx { get; } = tx;

    public ReadOnlySpan<double> Age { get; } = age;

    public ReadOnlySpan<double> Weight { get; } = weight;
}

/// <summary>A model's log-likelihood over rows, as a function of the log-parameters.</summary>
internal interface IHistoryLikelihood
{
    /// <summary>The sum of weight times ln L over the rows; adds its gradient in the log-parameters to <paramref name="gradient"/>.</summary>
    static abstract double Evaluate(in WeightedHistoryBlock rows, ReadOnlySpan<double> logParameters, Span<double> gradient);
}

/// <summary>The log-likelihood of all rows: fixed chunks, summed in their order, on all processors.</summary>
internal sealed class HistoryLikelihood<TLikelihood> : ILikelihood
    where TLikelihood : struct, IHistoryLikelihood
{
    private readonly double[] _x;
    private readonly double[] _tx;
    private readonly double[] _age;
    private readonly double[] _weight;

    private HistoryLikelihood(double[] x, double[] tx, double[] age, double[] weight, double members)
    {
        (_x, _tx, _age, _weight) = (x, tx, age, weight);
        Members = members;
    }

    public int Rows => _x.Length;

    public double Members { get; }

    public static HistoryLikelihood<TLikelihood> Scaled(PurchaseHistories histories, double timeScale)
    {
        var (tx, age) = (histories.TimesOfLastPurchase.ToArray(), histories.Ages.ToArray());
        for (var i = 0; i < tx.Length; i++)
            (tx[i], age[i]) = (tx[i] / timeScale, age[i] / timeScale);
        return new HistoryLikelihood<TLikelihood>(histories.RepeatPurchases.ToArray(), tx, age, histories.Weights.ToArray(), histories.Members);
    }

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient) =>
        LikelihoodSum.Over(Rows, new Kernel(this), logParameters, gradient);

    public ILikelihood Thin(int rows)
    {
        if (Rows <= rows)
            return this;
        var (x, tx, age, weight) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        var sum = 0.0;
        for (var i = 0; i < rows; i++)
        {
            // The middle row of each of so many stretches of equal length: the rows are ordered, so this is a stratified sample.
            var at = (int)((2L * i + 1) * Rows / (2L * rows));
            (x[i], tx[i], age[i], weight[i]) = (_x[at], _tx[at], _age[at], _weight[at]);
            sum += weight[i];
        }

        for (var i = 0; i < rows; i++)
            weight[i] *= Members / sum;
        return new HistoryLikelihood<TLikelihood>(x, tx, age, weight, Members);
    }

    private readonly struct Kernel(HistoryLikelihood<TLikelihood> rows) : IRowLikelihood
    {
        public double Evaluate(int start, int count, ReadOnlySpan<double> logParameters, Span<double> gradient) => TLikelihood.Evaluate(
            new WeightedHistoryBlock(
                rows._x.AsSpan(start, count), rows._tx.AsSpan(start, count), rows._age.AsSpan(start, count), rows._weight.AsSpan(start, count)),
            logParameters, gradient);
    }
}
