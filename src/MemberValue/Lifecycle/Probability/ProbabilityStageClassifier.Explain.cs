using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <content>One member, now and later.</content>
public sealed partial class ProbabilityStageClassifier
{
    private const double YearsAhead = 100;

    /// <summary>Why a member is in their stage, and when it changes if they stay silent.</summary>
    /// <param name="row">The member's numbers. A null registration means that the member has none.</param>
    /// <returns>The explanation; its stage is that of the other overloads.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The model's own error: its unit or the horizon does not suit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the rules need.</exception>
    /// <remarks>
    /// The first cell in which the probability is below a limit is found by doubling and halving, a hundred years ahead at most: some sixty evaluations of
    /// the model for one member. It needs a model whose probability does not rise with silence.
    /// </remarks>
    public StageExplanation Explain(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var columns = row.ToColumns();
        var inputs = Inputs(columns);
        var facts = inputs.Facts(0);
        var explainer = new StageExplainer(row, facts, _terms) { HorizonDays = HorizonDays };
        var rules = explainer.Rules;
        var asOf = row.Window.LastCell;
        if (facts.Purchases == 0)
        {
            Ask(new ProbabilityRows(row.Window, 1, columns.Has(LogColumns.SumOfLogGaps)).None, []);
            return explainer.ByLimits(new StageLimits(StageTime.Never, StageTime.Never, StageTime.Never), StageNotes.None);
        }

        var logGaps = LogGaps(columns) is [var own, ..] ? own : 0;
        double At(long cell) => ProbabilityAt(row.Window, columns, facts, logGaps, (int)cell);
        var before = BeforeLastPurchase(row.Window, columns, facts, logGaps);
        var wasAway = Judge(before) != Fading.No;
        LifecycleStage StageAt(long cell) => StageOf(rules, facts, cell, At(cell), wasAway);

        var now = At(asOf);
        var stage = StageOf(rules, facts, asOf, now, wasAway);
        var rule = explainer.RuleOf(stage, StageRule.ProbabilityBelowLost, StageRule.ProbabilityBelowDormant);
        var compared = new List<StageFact>();
        if (rule == StageRule.BoughtAgain)
            compared.Add(new StageFact(StageQuantity.ProbabilityBeforePurchase, before, DormantBelow, "probability"));
        var quantity = Basis == ProbabilityBasis.Alive ? StageQuantity.ProbabilityAlive : StageQuantity.ProbabilityOfPurchase;
        compared.AddRange(explainer.CommonFacts(rule));
        compared.Add(new StageFact(quantity, now, rule == StageRule.ProbabilityBelowLost ? LostBelow : DormantBelow, "probability"));
        if (double.IsNaN(now))
            return explainer.Make(stage, rule, compared, StageNotes.None, null, []);

        var end = Math.Min(StageTime.LastCell(row.Window.Calendar), asOf + (long)new TimeConversion(TimeUnit.Year, row.Window.Calendar.Unit).Of(YearsAhead));
        var notes = now > 0 && end > asOf && At(end) >= now ? StageNotes.SilenceDoesNotCount : StageNotes.None;
        var candidates = explainer.CommonCandidates()
            .Append(FirstBelow(At, now, DormantBelow, asOf, end))
            .Append(FirstBelow(At, now, LostBelow, asOf, end));
        return explainer.Make(stage, rule, compared, notes, StageAt, candidates);
    }

    /// <summary>The first cell after now in which the probability is below the limit; the present cell when it is already, or never.</summary>
    private static long FirstBelow(Func<long, double> at, double now, double limit, long asOf, long end)
    {
        if (now < limit || asOf >= end)
            return asOf;
        long low = asOf, step = 1;
        long high;
        while (!(at(high = Math.Min(asOf + step, end)) < limit))
        {
            if (high == end)
                return asOf;
            (low, step) = (high, 2 * step);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = at(middle) < limit ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The probability of a member as of a cell, if they do not buy until then.</summary>
    private double ProbabilityAt(ObservationWindow window, MemberColumns columns, in StageFacts facts, double logGaps, int cell)
    {
        var later = cell == window.LastCell ? window : new ObservationWindow(window.Calendar, window.FirstCell, cell);
        var rows = new ProbabilityRows(later, 1, columns.Has(LogColumns.SumOfLogGaps));
        rows.Add(0, facts, logGaps);
        Ask(rows.Columns, rows.Values);
        return rows.Values[0];
    }

    private double BeforeLastPurchase(ObservationWindow window, MemberColumns columns, in StageFacts facts, double logGaps)
    {
        if (facts.Purchases < 2 || facts.Previous == MemberColumns.NoCell)
            return double.NaN;
        var rows = new ProbabilityRows(window, 1, columns.Has(LogColumns.SumOfLogGaps));
        rows.AddBeforeLastPurchase(0, facts, logGaps);
        Ask(rows.Columns, rows.Values);
        return rows.Values[0];
    }
}
