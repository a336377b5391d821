using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Members;

namespace MemberValue.Churn;

public sealed partial class ChurnRiskAssessor
{
    /// <summary>Rows at a time: severities and risks of a block stay in the first-level cache.</summary>
    private const int Block = 1_024;

    /// <summary>
    /// The risks of a range of rows, rule after rule over a block of rows. Every operation is elementwise, so that no split of the rows changes a bit.
    /// </summary>
    /// <returns>The first row with a severity outside 0 to 1, if it does not throw.</returns>
    private (int Rule, int Row)? Combine(
        MemberColumns columns, int start, Span<double> risks, Span<long> signals, Span<long> notJudged, bool throws = true)
    {
        Span<double> scratch = stackalloc double[Math.Min(Block, risks.Length)];
        for (var done = 0; done < risks.Length; done += Block)
        {
            var block = risks.Slice(done, Math.Min(Block, risks.Length - done));
            var severities = scratch[..block.Length];
            block.Fill(Combination == RiskCombination.NoisyOr ? 1 : 0);
            for (var i = 0; i < _rules.Length; i++)
            {
                _rules[i].Rule.Evaluate(columns, start + done, severities);
                var isGood = Combination switch
                {
                    RiskCombination.NoisyOr => Add<NoisyOr>(severities, block, _factors[i], ref signals[i], ref notJudged[i]),
                    RiskCombination.Maximum => Add<Maximum>(severities, block, _factors[i], ref signals[i], ref notJudged[i]),
                    _ => Add<Sum>(severities, block, _factors[i], ref signals[i], ref notJudged[i]),
                };
                if (isGood)
                    continue;
                var row = start + done + FirstBad(severities);
                return throws ? throw BadSeverity(columns, i, row) : (i, row);
            }

            Finish(block);
        }

        return null;
    }

    /// <summary>Takes a rule's severities into the risks, and counts.</summary>
    /// <returns><see langword="false"/> if one is outside 0 to 1.</returns>
    private static bool Add<TCombine>(Span<double> severities, Span<double> risks, double factor, ref long signals, ref long notJudged)
        where TCombine : struct, ICombine
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(severities);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(risks)[..lanes.Length];
        var (given, numbers, valid) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
        var times = new Vector<double>(factor);
        for (var i = 0; i < lanes.Length; i++)
        {
            var severity = lanes[i];
            var isGiven = Vector.GreaterThan(severity, Vector<double>.Zero);
            given -= isGiven;
            numbers -= Vector.Equals(severity, severity);
            valid -= Vector.GreaterThanOrEqual(severity, Vector<double>.Zero) & Vector.LessThanOrEqual(severity, Vector<double>.One);
            sums[i] = TCombine.Add(sums[i], times * Vector.ConditionalSelect(isGiven, severity, Vector<double>.Zero));
        }

        var (judged, good) = (Vector.Sum(numbers), Vector.Sum(valid));
        signals += Vector.Sum(given);
        for (var i = lanes.Length * Vector<double>.Count; i < severities.Length; i++)
        {
            var severity = severities[i];
            signals += severity > 0 ? 1 : 0;
            judged += double.IsNaN(severity) ? 0 : 1;
            good += severity >= 0 && severity <= 1 ? 1 : 0;
            risks[i] = TCombine.Add(risks[i], factor * (severity > 0 ? severity : 0));
        }

        notJudged += severities.Length - judged;
        return good == judged;
    }

    private static int FirstBad(ReadOnlySpan<double> severities)
    {
        var row = 0;
        while (double.IsNaN(severities[row]) || (severities[row] >= 0 && severities[row] <= 1))
            row++;
        return row;
    }

    /// <summary>Products to risks; a sum that rounding carried above 1 is 1.</summary>
    private void Finish(Span<double> risks)
    {
        for (var i = 0; i < risks.Length; i++)
            risks[i] = Combination == RiskCombination.NoisyOr ? 1 - risks[i] : Math.Min(1, risks[i]);
    }

    /// <summary>How one more weighted severity changes what was combined so far: the scalar form is the definition.</summary>
    private interface ICombine
    {
        static abstract double Add(double combined, double part);

        static abstract Vector<double> Add(Vector<double> combined, Vector<double> part);
    }

    private readonly struct NoisyOr : ICombine
    {
        public static double Add(double combined, double part) => combined * (1 - part);

        public static Vector<double> Add(Vector<double> combined, Vector<double> part) => combined * (Vector<double>.One - part);
    }

    private readonly struct Maximum : ICombine
    {
        public static double Add(double combined, double part) => Math.Max(combined, part);

        public static Vector<double> Add(Vector<double> combined, Vector<double> part) => Vector.Max(combined, part);
    }

    private readonly struct Sum : ICombine
    {
        public static double Add(double combined, double part) => combined + part;

        public static Vector<double> Add(Vector<double> combined, Vector<double> part) => combined + part;
    }
}
