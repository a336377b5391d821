using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// The BG/BB log-likelihood of all rows and its gradient. Rows of equal x and n share one walk back from n: with
/// R(i) = 1 + ratio(i) R(i + 1), R(n) = 1 + (delta + n) / gamma, the likelihood is the term of i = t_x times R(t_x), and every derivative of R is
/// a sum of terms of one sign.
/// </summary>
internal sealed class BgBbLikelihood : ILikelihood
{
    private const double MostOpportunities = 1_000_000; // the tables of one evaluation are 120 bytes per opportunity

    private readonly Row[] _rows; // by x, then n, then t_x downwards
    private readonly Group[] _groups;
    private readonly int _most;

    private BgBbLikelihood(Row[] rows, double members)
    {
        Array.Sort(rows);
        _rows = rows;
        Members = members;
        var groups = new List<Group>();
        var start = 0;
        for (var i = 1; i <= rows.Length; i++)
        {
            if (i < rows.Length && rows[i].X == rows[start].X && rows[i].N == rows[start].N)
                continue;
            groups.Add(new Group(start, i - start));
            _most = Math.Max(_most, rows[start].N);
            start = i;
        }

        _groups = [.. groups];
    }

    public int Rows => _rows.Length;

    public double Members { get; }

    /// <exception cref="ArgumentException">A row does not count opportunities.</exception>
    public static BgBbLikelihood Of(PurchaseHistories histories)
    {
        var rows = new Row[histories.Rows];
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, tx, n) = (histories.RepeatPurchases[i], histories.TimesOfLastPurchase[i], histories.Ages[i]);
            if (!BgBbModel.Counts(x, tx, n) || n > MostOpportunities)
            {
                throw Error.Argument(
                    string.Create(CultureInfo.InvariantCulture,
                        $"BG/BB counts opportunities, one per cell; row {i} has x = {x}, t_x = {tx}, T = {n} (unit: {histories.Unit.Name}). ")
                        + "They must be whole numbers, x at most t_x, T at most 1,000,000. Take the view Opportunities() of the columns.",
                    nameof(histories));
            }

            rows[i] = new Row((int)x, (int)tx, (int)n, histories.Weights[i]);
        }

        return new BgBbLikelihood(rows, histories.Members);
    }

    public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient, CancellationToken cancellationToken = default)
    {
        var at = new Point(logParameters, _most);
        return RowSums.Sum(new Kernel(this, at), _groups.Length, gradient, cancellationToken: cancellationToken);
    }

    public ILikelihood Thin(int rows)
    {
        if (Rows <= rows)
            return this;
        var thin = new Row[rows];
        var sum = 0.0;
        for (var i = 0; i < rows; i++)
        {
            thin[i] = _rows[(int)((2L * i + 1) * Rows / (2L * rows))];
            sum += thin[i].Weight;
        }

        for (var i = 0; i < rows; i++)
            thin[i] = thin[i] with { Weight = thin[i].Weight * (Members / sum) };
        return new BgBbLikelihood(thin, Members);
    }

    private readonly record struct Group(int Start, int Count);

    private readonly record struct Row(int X, int Tx, int N, double Weight) : IComparable<Row>
    {
        public int CompareTo(Row other) => (X, N, -Tx).CompareTo((other.X, other.N, -other.Tx));
    }

    /// <summary>What depends on the parameters and one whole number alone: reciprocals, rising factorials and their derivatives.</summary>
    private sealed class Point
    {
        public Point(ReadOnlySpan<double> logParameters, int most)
        {
            (Alpha, Beta, Gamma, Delta) =
                (Math.Exp(logParameters[0]), Math.Exp(logParameters[1]), Math.Exp(logParameters[2]), Math.Exp(logParameters[3]));
            (A, B, D) = (new Rising(Alpha, most), new Rising(Beta, most), new Rising(Delta, most));
            (AB, GD) = (new Rising(Alpha + Beta, most), new Rising(Gamma + Delta, most + 1));
        }

        public double Alpha { get; }

        public double Beta { get; }

        public double Gamma { get; }

        public double Delta { get; }

        public Rising A { get; }

        public Rising B { get; }

        public Rising D { get; }

        public Rising AB { get; }

        public Rising GD { get; }
    }

    /// <summary>1 / (a + k), ln (a)_k and its derivative in a, for k from 0.</summary>
    private sealed class Rising
    {
        public Rising(double a, int most)
        {
            (Reciprocal, Log, Slope) = (new double[most + 1], new double[most + 1], new double[most + 1]);
            for (var k = 0; k <= most; k++)
            {
                Reciprocal[k] = 1 / (a + k);
                Log[k] = GammaFunctions.LogGammaRatio(a, k);
                Slope[k] = k == 0 ? 0 : Slope[k - 1] + Reciprocal[k - 1];
            }
        }

        public double[] Reciprocal { get; }

        public double[] Log { get; }

        public double[] Slope { get; }
    }

    private readonly struct Kernel(BgBbLikelihood likelihood, Point at) : IRowKernel
    {
        public double Sum(int start, int count, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = start; i < start + count; i++)
                sum += Sum(likelihood._rows.AsSpan(likelihood._groups[i].Start, likelihood._groups[i].Count), gradient);
            return sum;
        }

        private double Sum(ReadOnlySpan<Row> rows, Span<double> gradient)
        {
            var (x, n) = (rows[0].X, rows[0].N);
            var (a, b, d, ab, gd) = (at.A, at.B, at.D, at.AB, at.GD);
            var (shape, dropout) = (at.Alpha + x, at.Gamma + 1);
            var value = 1 + (at.Delta + n) / at.Gamma;
            double byAlpha = 0, byBeta = 0, byGamma = -(at.Delta + n) / (at.Gamma * at.Gamma), byDelta = 1 / at.Gamma;
            double sum = 0, sumAlpha = 0, sumBeta = 0, sumGamma = 0, sumDelta = 0;
            var i = n;
            foreach (ref readonly var row in rows)
            {
                while (i > row.Tx)
                {
                    i--;
                    var (toAb, toGd, toB, toD) = (ab.Reciprocal[i], gd.Reciprocal[i + 1], b.Reciprocal[i - x], d.Reciprocal[i]);
                    var ratio = (at.Beta + (i - x)) * (at.Delta + i) * (toAb * toGd);
                    byAlpha = ratio * (byAlpha - toAb * value);
                    byBeta = ratio * (byBeta + shape * (toAb * toB) * value);
                    byGamma = ratio * (byGamma - toGd * value);
                    byDelta = ratio * (byDelta + dropout * (toGd * toD) * value);
                    value = 1 + ratio * value;
                }

                var (tx, weight) = (row.Tx, row.Weight);
                var inverse = 1 / value;
                sum += weight * (a.Log[x] + b.Log[tx - x] - ab.Log[tx] + d.Log[tx] - gd.Log[tx + 1] + Math.Log(value));
                sumAlpha += weight * (a.Slope[x] - ab.Slope[tx] + byAlpha * inverse);
                sumBeta += weight * (b.Slope[tx - x] - ab.Slope[tx] + byBeta * inverse);
                sumGamma += weight * (1 / at.Gamma - gd.Slope[tx + 1] + byGamma * inverse);
                sumDelta += weight * (d.Slope[tx] - gd.Slope[tx + 1] + byDelta * inverse);
                sum += weight * Math.Log(at.Gamma);
            }

            gradient[0] += at.Alpha * sumAlpha;
            gradient[1] += at.Beta * sumBeta;
            gradient[2] += at.Gamma * sumGamma;
            gradient[3] += at.Delta * sumDelta;
            return sum;
        }
    }
}
