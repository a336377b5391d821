using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        ChurnInputs inputs, int start, Span<double> risks, Span<long> signals, Span<long> notJudged, bool throws = true)
    {
        Span<double> scratch = stackalloc double[Math.Min(Block, risks.Length)];
        for (var done = 0; done < risks.Length; done += Block)
        {
            var block = risks.Slice(done, Math.Min(Block, risks.Length - done));
            var severities = scratch[..block.Length];
            block.Fill(Combination == RiskCombination.NoisyOr ? 1 : 0);
            for (var i = 0; i < _rules.Length; i++)
            {
                _rules[i].Rule.Evaluate(inputs, start + done, severities);
                if (Add(severities, block, _factors[i], Combination, ref signals[i], ref notJudged[i]))
                    continue;
                var row = start + done + FirstBad(severities);
                return throws ? throw BadSeverity(inputs, i, row) : (i, row);
            }

            Finish(block);
        }

        return null;
    }

    /// <summary>Takes a rule's severities into the risks, and counts.</summary>
    /// <returns><see langword="false"/> if one is outside 0 to 1.</returns>
    private static bool Add(Span<double> severities, Span<double> risks, double factor, RiskCombination combination, ref long signals, ref long notJudged)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(severities);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(risks);
        var (given, missing, bad) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
        var times = new Vector<double>(factor);
        for (var i = 0; i < lanes.Length; i++)
        {
            var severity = lanes[i];
            var isNumber = Vector.Equals(severity, severity);
            var isValid = Vector.GreaterThanOrEqual(severity, Vector<double>.Zero) & Vector.LessThanOrEqual(severity, Vector<double>.One);
            var isGiven = Vector.GreaterThan(severity, Vector<double>.Zero);
            given -= isGiven;
            missing += Vector<long>.One + isNumber;
            bad |= isNumber & ~isValid;
            var part = times * Vector.ConditionalSelect(isGiven, severity, Vector<double>.Zero);
            sums[i] = combination switch
            {
                RiskCombination.NoisyOr => sums[i] * (Vector<double>.One - part),
                RiskCombination.Maximum => Vector.Max(sums[i], part),
                _ => sums[i] + part,
            };
        }

        signals += Vector.Sum(given);
        notJudged += Vector.Sum(missing);
        var isGood = bad == Vector<long>.Zero;
        for (var i = lanes.Length * Vector<double>.Count; i < severities.Length; i++)
        {
            var severity = severities[i];
            if (double.IsNaN(severity))
            {
                notJudged++;
                continue;
            }

            signals += severity > 0 ? 1 : 0;
            isGood &= severity >= 0 && severity <= 1;
            var part = factor * (severity > 0 ? severity : 0);
            risks[i] = combination switch
            {
                RiskCombination.NoisyOr => risks[i] * (1 - part),
                RiskCombination.Maximum => Math.Max(risks[i], part),
                _ => risks[i] + part,
            };
        }

        return isGood;
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
}
