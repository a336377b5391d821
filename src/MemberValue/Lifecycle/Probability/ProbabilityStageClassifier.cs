using System.Globalization;
using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// Stages by what an attrition model says of each member: the probability of a purchase within a horizon (the default), or of being active. Any fitted
/// model, or one of your own. Thread-safe if the model is.
/// </summary>
/// <remarks>
/// <para>Dormant and Lost are probabilities below their limits; on a limit a member is not below it. A purchase counts as one after a Dormant or Lost
/// time by the model's probability as of the cell before it: with one purchase fewer, and the age at that cell. A member who bought and of whom the
/// model has no probability (NaN) is <see cref="LifecycleStage.Unclassified"/>; one without a purchase is New, as the model knows nothing of them.</para>
/// <para>What decides first is the same for every classifier: Lost, Dormant, Returned, Loyal, FirstTime, Active. The probability costs what the model
/// costs, once for everyone and once more for those who can be Returned.</para>
/// </remarks>
public sealed partial class ProbabilityStageClassifier : ILifecycleClassifier, IRowByRow, IStageExplainer
{
    private const int Chunk = 1_024;
    private const int FewRows = 16;

    private readonly StageTerms _terms;
    private readonly ProbabilityRows?[] _idle = new ProbabilityRows?[16]; // rented by Interlocked.Exchange; more threads than that allocate
    private readonly double _horizon;

    /// <summary>Creates a classifier.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The rules; checked and copied. Null for the defaults: a purchase within 90 days, 0.3 and 0.1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentException">The Lost limit lies above the Dormant one, a number is out of range, or a model of the library cannot look so far
    /// ahead.</exception>
    public ProbabilityStageClassifier(IAttritionModel model, ProbabilityStageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ProbabilityStageOptions();
        _terms = options.CheckedRules();
        Model = model;
        (Basis, HorizonDays, DormantBelow, LostBelow) = (options.Basis, options.HorizonDays, options.DormantBelow, options.LostBelow);
        _horizon = Basis == ProbabilityBasis.Alive ? double.NaN : IAttritionModel.HorizonOf(model, options, nameof(options.HorizonDays), HorizonDays);
    }

    /// <summary>The model.</summary>
    public IAttritionModel Model { get; }

    /// <summary>Which probability decides.</summary>
    public ProbabilityBasis Basis { get; }

    /// <summary>How far ahead the probability of a purchase looks, in days.</summary>
    public double HorizonDays { get; }

    /// <summary>Dormant below this probability.</summary>
    public double DormantBelow { get; }

    /// <summary>Lost below this probability.</summary>
    public double LostBelow { get; }

    /// <summary>The rules as options, to change and to make another classifier of.</summary>
    /// <returns>New options.</returns>
    public ProbabilityStageOptions ToOptions()
    {
        var options = new ProbabilityStageOptions { Basis = Basis, HorizonDays = HorizonDays, DormantBelow = DormantBelow, LostBelow = LostBelow };
        options.Take(_terms);
        return options;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Single-threaded; allocates nothing once it has seen the window, if the model does not. Reads Purchases, FirstPurchaseCell and LastPurchaseCell, and
    /// SumOfLogGaps where it is fed; PreviousPurchaseCell if members can be Returned, Net if Loyal asks for spend, and RegistrationCell if members without a
    /// purchase age.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or the model's own error: its unit or the horizon
    /// does not suit; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        var inputs = Inputs(columns);
        var logGaps = LogGaps(columns);
        var rules = new StageRules(_terms, columns.Window.Calendar);
        var size = destination.Length <= FewRows ? FewRows : Chunk;
        var now = Rent(columns, size);
        var before = Rent(columns, size);
        try
        {
            Ask(now.None, []);
            for (var done = 0; done < destination.Length; done += size)
            {
                var count = Math.Min(size, destination.Length - done);
                ReadNow(inputs, now, done, count);
                for (var i = 0; i < count; i++)
                {
                    var facts = inputs.Facts(done + i);
                    destination[done + i] = StageOf(rules, facts, inputs.LastCell, now.Values[i], wasAway: false);
                    if (!MayBeReturned(rules, facts, inputs.LastCell, destination[done + i]))
                        continue;
                    before.AddBeforeLastPurchase(done + i, facts, logGaps.IsEmpty ? 0 : logGaps[done + i]);
                    if (before.IsFull)
                        SetReturned(before, destination);
                }
            }

            SetReturned(before, destination);
        }
        finally
        {
            Return(now);
            Return(before);
        }
    }

    /// <summary>Model, probability and limits in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Stages by {Model.Name}: {(Basis == ProbabilityBasis.Alive ? "P(alive)" : FormattableString.Invariant($"P(purchase in {HorizonDays} days)"))}, "
            + $"Dormant below {DormantBelow}, Lost below {LostBelow}");

    private static bool MayBeReturned(in StageRules rules, in StageFacts facts, long asOf, LifecycleStage otherwise) =>
        otherwise is LifecycleStage.Loyal or LifecycleStage.FirstTime or LifecycleStage.Active
        && facts.Purchases >= 2 && facts.Previous != MemberColumns.NoCell && asOf - facts.Last < rules.Returned;

    private static ReadOnlySpan<double> LogGaps(MemberColumns columns) => columns.Has(LogColumns.SumOfLogGaps) ? columns.SumOfLogGaps : default;

    private StageInputs Inputs(MemberColumns columns) => new(columns, _terms, SilenceSource.Purchase, needsFirst: true);

    private LifecycleStage StageOf(in StageRules rules, in StageFacts facts, long asOf, double probability, bool wasAway) =>
        facts.Purchases > 0 && double.IsNaN(probability) ? LifecycleStage.Unclassified : rules.Stage(facts, asOf, Judge(probability), wasAway);

    private Fading Judge(double probability) =>
        probability < LostBelow ? Fading.Lost : probability < DormantBelow ? Fading.Dormant : Fading.No;

    private void ReadNow(in StageInputs inputs, ProbabilityRows now, int start, int count)
    {
        now.Clear();
        var logGaps = LogGaps(inputs.Columns);
        for (var i = 0; i < count; i++)
            now.Add(i, inputs.Facts(start + i), logGaps.IsEmpty ? 0 : logGaps[start + i]);
        now.Pad();
        Ask(now.Columns, now.Values);
    }

    /// <summary>Those of the rows that were Dormant or Lost before their last purchase are Returned.</summary>
    private void SetReturned(ProbabilityRows before, Span<LifecycleStage> destination)
    {
        if (before.Count == 0)
            return;
        before.Pad();
        Ask(before.Columns, before.Values);
        for (var i = 0; i < before.Count; i++)
        {
            if (Judge(before.Values[i]) != Fading.No)
                destination[before.Rows[i]] = LifecycleStage.Returned;
        }

        before.Clear();
    }

    private void Ask(MemberColumns columns, Span<double> destination)
    {
        var members = columns.In(Model.Unit);
        if (Basis == ProbabilityBasis.Alive)
            Model.ProbabilityAlive(members, destination);
        else
            Model.ProbabilityOfPurchase(members, _horizon, destination);
    }

    private ProbabilityRows Rent(MemberColumns columns, int size)
    {
        var withLogGaps = columns.Has(LogColumns.SumOfLogGaps);
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[i], null) is { } rows)
            {
                if (rows.Fits(columns.Window, size, withLogGaps))
                {
                    rows.Clear();
                    return rows;
                }

                Return(rows, i);
            }
        }

        return new ProbabilityRows(columns.Window, size, withLogGaps);
    }

    private void Return(ProbabilityRows rows)
    {
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[i], rows, null) is null)
                return;
        }

        Volatile.Write(ref _idle[rows.Size == Chunk ? 0 : _idle.Length - 1], rows); // of windows that are no longer looked at
    }

    private void Return(ProbabilityRows rows, int place)
    {
        if (Interlocked.CompareExchange(ref _idle[place], rows, null) is not null)
            Return(rows);
    }
}
