using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>
/// A valuator whose models can be replaced while others use it: every call uses the models present at its beginning, all old or all new. Thread-safe.
/// </summary>
/// <remarks>For several calls with the same models, take <see cref="Current"/> once and call it.</remarks>
public sealed class MemberModelHolder : IMemberValuator
{
    private readonly ValuatorPlan _plan;
    private MemberValuator _current;
    private int _state;

    /// <summary>Creates a holder.</summary>
    /// <param name="options">The parts of an assessment and their settings; checked and copied.</param>
    /// <param name="models">The first models; null for none yet.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a part needs another one that is not configured, or the models do not suit the options;
    /// the message names it.</exception>
    public MemberModelHolder(MemberValuatorOptions options, MemberModels? models = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _plan = ValuatorPlan.Of(options);
        _current = new MemberValuator(_plan, models ?? MemberModels.None);
        _state = (int)(models is null ? HeldModels.NoneYet : HeldModels.FromStart);
    }

    /// <summary>Whether there are models yet, and where they come from: what a host asks after its first start, for a health check or a first nightly
    /// run. Parts that wait for a fit are named in the valuator's <see cref="MemberValuator.Missing"/>.</summary>
    public HeldModels State => (HeldModels)Volatile.Read(ref _state);

    /// <summary>The valuator with the present models; immutable, so it is unchanged when the models are replaced.</summary>
    public MemberValuator Current => Volatile.Read(ref _current);

    /// <summary>The present models.</summary>
    public MemberModels Models => Current.Models;

    /// <summary>Fits to a table what the options need, without replacing the present models: check the result's <see cref="MemberModels.Warnings"/>
    /// first.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="progress">Receives every step of a fit by maximum likelihood.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The models; see <see cref="MemberModels.Fit"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed, or limits are to be learned from a table that was created from
    /// arrays.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public MemberModels Fit<TKey>(MemberTable<TKey> table, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return _plan.Fit(table, progress, cancellationToken);
    }

    /// <summary>Replaces all models at once.</summary>
    /// <param name="models">The new models.</param>
    /// <exception cref="ArgumentNullException"><paramref name="models"/> is null.</exception>
    /// <exception cref="ArgumentException">The models do not suit the options; the present ones stay.</exception>
    public void Replace(MemberModels models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Volatile.Write(ref _current, new MemberValuator(_plan, models));
        Volatile.Write(ref _state, (int)HeldModels.Replaced);
    }

    /// <summary>Replaces all models at once by those of a stream.</summary>
    /// <param name="json">Models as <see cref="MemberModels.ToJson(Stream)"/> wrote them; read to its end, stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The stream does not contain such models; the present ones stay.</exception>
    /// <exception cref="ArgumentException">The models do not suit the options; the present ones stay.</exception>
    public void Replace(Stream json) => Replace(Read(json));

    /// <inheritdoc/>
    public MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull => Current.Assess(table, cancellationToken);

    /// <inheritdoc/>
    public MemberAssessment Assess(MemberRow row) => Current.Assess(row);

    /// <summary>The models in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Models}");

    private MemberModels Read(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return MemberModels.FromJson(json, _plan.Known);
    }
}
