using System.Security.Cryptography;
using System.Text;
using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// All that was fitted to a base, together, as a set of named things: what a valuator is made of besides its options, and whatever you keep with it, such as a
/// classifier with its calibration. Fit it with <see cref="Fit"/>, keep it with <see cref="ToJson()"/>, swap it in as one. Immutable and thread-safe.
/// </summary>
public sealed partial class MemberModels
{
    private readonly SortedDictionary<string, IFitted> _items;
    private readonly string? _givenId;
    private string? _contentId;

    private MemberModels(SortedDictionary<string, IFitted> items, IReadOnlyList<Text> notFitted, string? id) =>
        (_items, NotFitted, _givenId) = (items, notFitted, id);

    /// <summary>Nothing fitted.</summary>
    public static MemberModels None { get; } = new(Sorted([]), [], null);

    /// <summary>
    /// What the set is called: the name that you gave it with <see cref="WithId"/>, or sixteen hexadecimal digits of its content, equal for equal sets.
    /// </summary>
    public string Id => _givenId ?? (_contentId ??= ContentId());

    /// <summary>The day that the set is as of: the latest of the days that its items were fitted as of; null when none has one.</summary>
    public DateOnly? AsOf => _items.Values.Max(item => item.Origin?.AsOf);

    /// <summary>The names of what is in the set, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _items.Keys.ToList().AsReadOnly();

    /// <summary>What is in the set under a name.</summary>
    /// <param name="name">The name, compared letter by letter.</param>
    /// <returns>The fitted thing; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public IFitted? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _items.GetValueOrDefault(name);
        }
    }

    /// <summary>The scale of scores, under the name <c>scale</c>; null when it was not fitted.</summary>
    public RfmScale? Scale => Find<RfmScale>(RfmPart.Scale.Name);

    /// <summary>The model of purchases, under the name <c>purchases</c>; null when it was not fitted.</summary>
    public AttritionModel? Purchases => Find<AttritionModel>(ClvPart.Purchases.Name);

    /// <summary>The model of spend, under the name <c>spend</c>; null when it was not fitted.</summary>
    public GammaGammaModel? Spend => Find<GammaGammaModel>(ClvPart.Spend.Name);

    /// <summary>The model of returns, under the name <c>returns</c>; null when it was not fitted.</summary>
    public ReturnModel? Returns => Find<ReturnModel>(ClvPart.Returns.Name);

    /// <summary>The base's rhythm of purchases, under the name <c>rhythm</c>; null when it was not fitted.</summary>
    public PurchaseRhythm? Rhythm => Find<PurchaseRhythm>(LifecyclePart.Rhythm.Name);

    /// <summary>Limits of silence learned from the base's gaps, under the name <c>limits</c>; null when they were not fitted.</summary>
    public LearnedLimits? Limits => Find<LearnedLimits>(LifecyclePart.Limits.Name);

    /// <summary>The formula value with its cohort, under the name <c>formula</c>; null when it was not fitted.</summary>
    public FormulaValueCalculator? Formula => Find<FormulaValueCalculator>(ClvPart.Formula.Name);

    /// <summary>What kept <see cref="Fit"/> from fitting something, a sentence each; empty when all that was asked for is there.</summary>
    public IReadOnlyList<Text> NotFitted { get; }

    /// <summary>
    /// Whether all that was asked for is there, and everything in the set has a status that may be used (<see cref="FitStatuses.IsUsable"/>). A fit at a limit
    /// predicts what the limit predicts, and is usable: <see cref="Warnings"/> names it.
    /// </summary>
    public bool IsUsable => NotFitted.Count == 0 && _items.Values.All(item => item.Status.IsUsable());

    /// <summary>What to know before the set is used: what was not fitted, and of every item a status that is not the usual one and its warnings.</summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            var warnings = new List<Text>(NotFitted);
            foreach (var (name, item) in _items)
            {
                var called = Slot(name) is null ? $"{name} ({item.Kind})" : item.Kind;
                if (item.Status is not (FitStatus.Converged or FitStatus.Fitted or FitStatus.Given))
                {
                    var (status, limit) = (FitStatuses.NameOf(item.Status), LimitOf(item));
                    warnings.Add(Text.Of(
                        $"{called}: {status.English}{(limit is null ? "" : $", {limit.English}")}.",
                        $"{called}：{status.Chinese}{(limit is null ? "" : $"，{limit.Chinese}")}。"));
                }

                warnings.AddRange(item.Warnings.Select(warning => Text.Of($"{called}: {warning.English}", $"{called}：{warning.Chinese}")));
            }

            return warnings.AsReadOnly();
        }
    }

    /// <summary>Fits to a table what a valuator of these options needs.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="options">The options of the valuator.</param>
    /// <param name="progress">Is told about every step of a fit by maximum likelihood.</param>
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

    /// <summary>What is in the set under a name, as its type.</summary>
    /// <typeparam name="T">The type, such as <c>LogisticModel</c>.</typeparam>
    /// <param name="name">The name, compared letter by letter.</param>
    /// <returns>The fitted thing; null when there is none of that name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is one of another type; the message names both.</exception>
    public T? Find<T>(string name)
        where T : class, IFitted => this[name] switch
        {
            null => null,
            T item => item,
            var other => throw Error.State($"'{name}' is of the kind {other.Kind}, not of the type {typeof(T).Name}."),
        };

    /// <summary>The set with one of the things that a fit makes, in place of the one that was there: a scale, a model of purchases, spend or returns, a
    /// rhythm, limits, a formula value.</summary>
    /// <param name="fitted">The thing; its type says where it belongs.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fitted"/> is null.</exception>
    /// <exception cref="ArgumentException">A valuator has no place for such a thing; give it a name of your own.</exception>
    public MemberModels With(IFitted fitted)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        var slot = AssessmentParts.Slots(AssessmentParts.All).FirstOrDefault(slot => slot.Takes(fitted))
            ?? throw Error.Argument($"A valuator has no place for a {fitted.Kind}; give it a name of your own: With(name, fitted).", nameof(fitted));
        return With(slot.Name, fitted);
    }

    /// <summary>The set with something under a name, in place of what was there under it.</summary>
    /// <param name="name">The name, such as <c>churn</c>; not empty. One of a valuator's own names, such as <c>scale</c>, takes only what belongs
    /// there.</param>
    /// <param name="fitted">The thing.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fitted"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, or belongs to something of another kind.</exception>
    public MemberModels With(string name, IFitted fitted)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fitted);
        if (Slot(name) is { } slot && !slot.Takes(fitted))
            throw Error.Argument($"'{name}' is of the kind {fitted.Kind}; it must be of the kind {string.Join(" or ", slot.Kind.Names)}.", nameof(fitted));
        return With(items => items[name] = fitted);
    }

    /// <summary>The set without what is there under a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public MemberModels Without(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With(items => items.Remove(name));
    }

    /// <summary>The same set under a name of yours, such as the number of the nightly run that fitted it. Its JSON keeps it.</summary>
    /// <param name="id">The name; not empty.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public MemberModels WithId(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new MemberModels(_items, NotFitted, id);
    }

    /// <summary>What is there, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => _items.Count > 0 ? string.Join("; ", _items.Select(item => $"{item.Key}: {item.Value}")) : "nothing fitted";

    internal static MemberModels Of(IEnumerable<KeyValuePair<string, IFitted>> items, IReadOnlyList<Text> notFitted, string? id = null) =>
        new(Sorted(items), notFitted, id);

    private static SortedDictionary<string, IFitted> Sorted(IEnumerable<KeyValuePair<string, IFitted>> items)
    {
        var sorted = new SortedDictionary<string, IFitted>(StringComparer.Ordinal);
        foreach (var (name, item) in items)
            sorted.Add(name, item);
        return sorted;
    }

    private static FittedSlot? Slot(string name) => AssessmentParts.Slots(AssessmentParts.All).FirstOrDefault(slot => slot.Name == name);

    private static Text? LimitOf(IFitted item) => item switch
    {
        AttritionModel model => model.Report?.Limit,
        GammaGammaModel model => model.Report?.Limit,
        _ => null,
    };

    private MemberModels With(Action<SortedDictionary<string, IFitted>> change)
    {
        var items = Sorted(_items);
        change(items);
        return new MemberModels(items, NotFitted, null);
    }

    private string ContentId()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, item) in _items)
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{item.Kind}\n{item.ToJson()}\n"));
        foreach (var sentence in NotFitted)
            hash.AppendData(Encoding.UTF8.GetBytes($"{sentence}\n"));
        return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
    }
}
