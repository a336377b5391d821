using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// All that was fitted to a base, together: what a valuator is made of besides its options. Fit it with <see cref="Fit"/>, keep it with <see cref="ToJson()"/>,
/// swap it in as one. Immutable; what is null has not been fitted, or is not asked for.
/// </summary>
public sealed partial record MemberModels
{
    /// <summary>Nothing fitted.</summary>
    public static MemberModels None { get; } = new();

    /// <summary>The scale of scores.</summary>
    public RfmScale? Scale { get; init; }

    /// <summary>The model of purchases.</summary>
    public AttritionModel? Purchases { get; init; }

    /// <summary>The model of spend.</summary>
    public GammaGammaModel? Spend { get; init; }

    /// <summary>The base's rhythm of purchases.</summary>
    public PurchaseRhythm? Rhythm { get; init; }

    /// <summary>Limits of silence learned from the base's gaps.</summary>
    public LearnedLimits? Limits { get; init; }

    /// <summary>The formula value with its cohort.</summary>
    public FormulaValueCalculator? Formula { get; init; }

    /// <summary>What kept <see cref="Fit"/> from fitting something, a sentence each; empty when all that was asked for is there.</summary>
    public IReadOnlyList<string> NotFitted { get; init; } = [];

    /// <summary>
    /// Whether all that was asked for is there, and no fit by maximum likelihood ended as <see cref="FitStatus.NotIdentified"/> or
    /// <see cref="FitStatus.Failed"/>. A fit at a limit predicts what the limit predicts, and is usable: <see cref="Warnings"/> names it.
    /// </summary>
    public bool IsUsable => NotFitted.Count == 0 && Reports.All(each => each.Report.Status.IsUsable());

    /// <summary>What to know before the models are used: what was not fitted, every fit that did not converge, and every warning of a fit.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var warnings = new List<string>(NotFitted);
            foreach (var (name, report) in Reports)
            {
                if (report.Status != FitStatus.Converged)
                    warnings.Add($"{name}: {report.Status}{(report.Limit is null ? "" : $", {report.Limit}")}.");
                warnings.AddRange(report.Warnings.Select(warning => $"{name}: {warning}"));
            }

            return warnings.AsReadOnly();
        }
    }

    private IEnumerable<(string Name, FitReport Report)> Reports
    {
        get
        {
            if (Purchases?.Report is { } purchases)
                yield return (Purchases.Name, purchases);
            if (Spend?.Report is { } spend)
                yield return (Spend.Name, spend);
        }
    }

    /// <summary>Fits to a table what a valuator of these options needs.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="options">The options of the valuator.</param>
    /// <param name="progress">Hears of every step of a fit by maximum likelihood.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The models. What the data do not allow (nobody ever bought, nobody bought twice) is left out and named in <see cref="NotFitted"/>; fits that
    /// cannot be trusted are there and say so (<see cref="Warnings"/>).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed, or limits are to be learned of a table that was made from
    /// arrays.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static MemberModels Fit<TKey>(
        MemberTable<TKey> table, MemberValuatorOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        return ValuatorPlan.Of(options).Fit(table, progress, cancellationToken);
    }

    /// <summary>What is there, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        object?[] parts = [Scale, Purchases, Spend, Rhythm, Limits, Formula];
        return parts.Any(part => part is not null) ? string.Join("; ", parts.Where(part => part is not null)) : "nothing fitted";
    }
}
