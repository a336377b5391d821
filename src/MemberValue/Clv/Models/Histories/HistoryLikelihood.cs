using MemberValue.Estimation;
using MemberValue.Members;

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

/// <summary>A model's log-likelihood over rows at fixed parameters: what depends on the parameters alone is computed once, in <see cref="At"/>.</summary>
internal interface IHistoryLikelihood<TSelf>
    where TSelf : struct, IHistoryLikelihood<TSelf>
{
    /// <summary>The function at some log-parameters.</summary>
    /// <param name="logParameters">Logarithms of the parameters.</param>
    /// <param name="maxRepeatPurchases">The largest x of the rows: how far a table by x may have to go.</param>
    static abstract TSelf At(ReadOnlySpan<double> logParameters, double maxRepeatPurchases);

    /// <summary>The sum of weight times ln L over the rows; adds its gradient in the log-parameters to <paramref name="gradient"/>.</summary>
    double Sum(in WeightedHistoryBlock rows, Span<double> gradient);
}

/// <summary>The log-likelihood of all rows: fixed chunks, summed in their order, on all processors.</summary>
internal sealed class HistoryLikelihood<TLikelihood> : ILikelihood
    where TLikelihood : struct, IHistoryLikelihood<TLikelihood>
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

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        var likelihood = TLikelihood.At(logParameters, _x[^1]); // ordered by x: the last one is the largest
        return RowSums.Sum(new Kernel(this, likelihood), Rows, gradient, cancellationToken: cancellationToken);
    }

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

    private readonly struct Kernel(HistoryLikelihood<TLikelihood> rows, TLikelihood likelihood) : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient) => likelihood.Sum(
            new WeightedHistoryBlock(
                rows._x.AsSpan(start, count), rows._tx.AsSpan(start, count), rows._age.AsSpan(start, count), rows._weight.AsSpan(start, count)),
            gradient);
    }
}
