using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Baseline;

/// <summary>Whatever is fitted to a table: parameters, reports, limits, cut points.</summary>
internal static class FitBaseline
{
    /// <summary>Every attrition model, fitted to the table; times in weeks, BG/BB by the day.</summary>
    public static IReadOnlyList<AttritionModel> Models(MemberColumns columns, FitOptions? options = null)
    {
        var weeks = columns.In(TimeUnit.Week);
        return
        [
            NbdModel.Fit(weeks, options), BgNbdModel.Fit(weeks, options), MbgNbdModel.Fit(weeks, options), ParetoNbdModel.Fit(weeks, options),
            BgBbModel.Fit(columns.Opportunities(), options),
        ];
    }

    public static void Fits<TKey>(Sheet numbers, Sheet sentences, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var columns = log.Table.Columns;
        foreach (var (of, models) in new (string, IReadOnlyList<AttritionModel>)[]
        {
            ("whole", Models(columns)),
            ("calibration", Models(log.At(log.Cut).Columns)),
            ("penalty", Models(log.At(log.Cut).Columns, new FitOptions { Penalty = 0.01, Starts = 2 })),
        })
        {
            foreach (var model in models)
            {
                numbers.Column($"{of}.{model.Name}.parameters", model.ParameterValues);
                Report(numbers, sentences, $"{of}.{model.Name}", model.Report!);
                numbers.Line($"{of}.{model.Name}.origin", model.Origin!.Members, model.Origin.Rows, model.Origin.Fingerprint);
            }
        }

        foreach (var basis in Enum.GetValues<SpendBasis>())
        {
            var spend = GammaGammaModel.Fit(columns, basis);
            numbers.Column($"Gamma-Gamma.{basis}.parameters", spend.ParameterValues);
            numbers.Line(
                $"Gamma-Gamma.{basis}.independence", spend.PopulationMean, spend.Independence!.Correlation, spend.Independence.Members,
                spend.Independence.PValue);
            Report(numbers, sentences, $"Gamma-Gamma.{basis}", spend.Report!);
            sentences.Line($"Gamma-Gamma.{basis}.verdict", spend.Independence.Verdict.English);
        }

        Scales(numbers, columns);
        Silence(numbers, log.Table);
        foreach (var from in Enum.GetValues<LifespanSource>().Where(from => from is LifespanSource.Cohort or LifespanSource.CohortChurn))
        {
            var formula = FormulaValueCalculator.Fit(columns, new FormulaValueOptions
            {
                LifespanFrom = from,
                OrderValueFrom = ValueSource.Cohort,
                FrequencyFrom = ValueSource.Cohort,
                MarginRate = 0.3,
            });
            var cohort = formula.Cohort!;
            numbers.Line($"formula.{from}", formula.Origin?.Members, cohort.OrderValue, cohort.Frequency, cohort.Lifespan, cohort.ChurnRate, cohort.MarginRate);
        }
    }

    private static void Report(Sheet numbers, Sheet sentences, string of, FitReport report)
    {
        numbers.Line(
            $"{of}.report", report.Status, report.LogLikelihood, report.Aic, report.Bic, report.Members, report.Rows, report.Penalty, report.GradientNorm,
            report.ConditionNumber, report.StartsTried, report.StartsAgreed);
        numbers.Line($"{of}.work", report.Iterations, report.Evaluations, report.SampleEvaluations);
        numbers.Column($"{of}.names", report.ParameterNames);
        numbers.Column($"{of}.estimates", report.Estimates);
        numbers.Column($"{of}.standardErrors", report.StandardErrors);
        numbers.Column($"{of}.covariance", report.Covariance.SelectMany(row => row));
        numbers.Column($"{of}.logCovariance", report.LogCovariance.SelectMany(row => row));
        sentences.Column($"{of}.warnings", report.Warnings.Select(text => text.English).Prepend(report.Limit?.English ?? "-"));
    }

    private static void Scales(Sheet numbers, MemberColumns columns)
    {
        void Cuts(string of, RfmScale scale)
        {
            numbers.Column($"{of}.recency", scale.RecencyCuts);
            numbers.Line($"{of}.levels", scale.Levels, scale.Origin?.Members);
            if (scale.Method == RfmScaleMethod.Nested)
            {
                for (var r = 1; r <= scale.Levels.Recency; r++)
                {
                    numbers.Column($"{of}.frequency.{r}", scale.FrequencyCutsWithin(r));
                    for (var f = 1; f <= scale.Levels.Frequency; f++)
                        numbers.Column($"{of}.monetary.{r}.{f}", scale.MonetaryCutsWithin(r, f));
                }

                return;
            }

            numbers.Column($"{of}.frequency", scale.FrequencyCuts);
            numbers.Column($"{of}.monetary", scale.MonetaryCuts);
        }

        foreach (var monetary in Enum.GetValues<RfmMonetary>().Where(monetary => monetary != RfmMonetary.Margin || columns.Has(LogColumns.Margin)))
        {
            Cuts($"scale.Quantile.{monetary}", RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Monetary = monetary }));
            Cuts($"scale.HighLow.{monetary}", RfmScale.FitHighLow(columns, new RfmHighLowOptions { Monetary = monetary }));
        }

        Cuts("scale.Nested", RfmScale.FitNested(columns));
        Cuts("scale.Quantile.345", RfmScale.FitQuantiles(columns, new RfmQuantileOptions { RecencyLevels = 3, FrequencyLevels = 4, MonetaryLevels = 5 }));
        Cuts(
            "scale.HighLow.Median",
            RfmScale.FitHighLow(columns, new RfmHighLowOptions
            {
                RecencyLine = HighLowLine.Median,
                FrequencyLine = HighLowLine.Median,
                MonetaryLine = HighLowLine.Median
            }));
    }

    private static void Silence<TKey>(Sheet numbers, MemberTable<TKey> table)
        where TKey : notnull
    {
        var limits = LearnedLimits.Fit(table);
        foreach (var learned in limits.Classes.Append(limits.Pooled))
        {
            var of = ReferenceEquals(learned, limits.Pooled) ? "limits.pooled" : $"limits.{learned.FromPurchases}";
            numbers.Line(of, learned.FromPurchases, learned.ThroughPurchases, learned.CompletedGaps, learned.OpenGaps);
            foreach (var (name, limit) in new[] { ("dormant", learned.Dormant), ("lost", learned.Lost) })
                numbers.Line($"{of}.{name}", limit.Quantile, limit.Source, limit.Days, limit.LowerDays, limit.UpperDays, limit.NotReached, limit.IsRaised);
        }

        numbers.Column(
            "limits.silence",
            limits.ToLimits().SelectMany(limit => new object?[] { limit.FromPurchases, limit.ThroughPurchases, limit.DormantFromDays, limit.LostFromDays }));
        numbers.Line("limits.unrecorded", limits.UnrecordedGaps);
        var rhythm = PurchaseRhythm.Fit(table.Columns);
        numbers.Line("rhythm", rhythm.Status, rhythm.MeanGapInDays, rhythm.Credibility, rhythm.Gaps, rhythm.Origin?.Members, rhythm.ExpectedGapInDays(3, 50));
    }
}
