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
/// Everything fitted to a base, as a set of named items: what a valuator needs besides its options, and further items of your own, such as a classifier with
/// its calibration. Fit it with <see cref="Fit"/>, store it with <see cref="ToJson()"/>, and replace it as a whole. Immutable and thread-safe.
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
    /// The name of the set: the one given with <see cref="WithId"/>, otherwise sixteen hexadecimal digits of its content, equal for equal sets.
    /// </summary>
    public string Id => _givenId ?? (_contentId ??= ContentId());

    /// <summary>The as-of day of the set: the latest of those of its items; null when none has one.</summary>
    public DateOnly? AsOf => _items.Values.Max(item => item.Origin?.AsOf);

    /// <summary>The names of the items, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _items.Keys.ToList().AsReadOnly();

    /// <summary>The item of a name.</summary>
    /// <param name="name">The name, compared ordinally.</param>
    /// <returns>The item; null when there is none.</returns>
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

    /// <summary>Why <see cref="Fit"/> could not fit something, one sentence each; empty when all that is configured was fitted.</summary>
    public IReadOnlyList<Text> NotFitted { get; }

    /// <summary>
    /// Whether all that is configured was fitted, and every item has a status that can be used (<see cref="FitStatuses.IsUsable"/>). A fit at a
    /// limit predicts what the limit predicts, and is usable: <see cref="Warnings"/> names it.
    /// </summary>
    public bool IsUsable => NotFitted.Count == 0 && _items.Values.All(item => item.Status.IsUsable());

    /// <summary>Warnings to read before the set is used: what was not fitted, and for each item an unusual status and its own warnings.</summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            var warnings = new List<Text>(NotFitted);
            foreach (var (name, item) in _items)
            {
                var title = TitleOf(name);
                var isExplained = item.Status == FitStatus.AtLimit && item.Warnings.Count > 0; // its first warning names the limit
                if (item.Status is not (FitStatus.Converged or FitStatus.Fitted or FitStatus.Given) && !isExplained)
                {
                    var status = FitStatuses.NameOf(item.Status);
                    warnings.Add(Text.Of($"{title.English}: {status.English}.", $"{title.Chinese}：{status.Chinese}。"));
                }

                warnings.AddRange(item.Warnings.Select(warning => Text.Of($"{title.English}: {warning.English}", $"{title.Chinese}：{warning.Chinese}")));
            }

            return warnings.AsReadOnly();
        }
    }

    /// <summary>Fits to a table what a valuator with these options needs.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="options">The options of the valuator.</param>
    /// <param name="progress">Receives every step of a fit by maximum likelihood.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The models. What the data do not allow (no member ever bought, none bought twice) is left out and explained in <see cref="NotFitted"/>; fits
    /// that cannot be trusted are included with a warning (<see cref="Warnings"/>).</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed, or limits are to be learned from a table that was created from
    /// arrays.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static MemberModels Fit<TKey>(
        MemberTable<TKey> table, MemberValuatorOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        return ValuatorPlan.Of(options).Fit(table, progress, cancellationToken);
    }

    /// <summary>
    /// What an item is called in sentences, such as <c>Limits of silence</c>; with its kind where it could have another, as in <c>Model of purchases
    /// (BG/NBD)</c>. The title of an item that a host has added is its name and its kind.
    /// </summary>
    /// <param name="name">The name, compared ordinally.</param>
    /// <returns>The title.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no item of this name.</exception>
    public Text TitleOf(string name)
    {
        var item = this[name] ?? throw Error.Argument($"There is no item '{name}' in this set.", nameof(name));
        var (slot, kind) = (Slot(name), item.Kind);
        if (slot is { Kind.Names.Count: 1 })
            return slot.Title;
        var title = slot?.Title ?? Text.Of(name);
        return Text.Of($"{title.English} ({kind})", $"{title.Chinese}（{kind}）");
    }

    /// <summary>The item of a name, as its type.</summary>
    /// <typeparam name="T">The type, such as <c>LogisticModel</c>.</typeparam>
    /// <param name="name">The name, compared ordinally.</param>
    /// <returns>The item; null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The item has another type; the message names both.</exception>
    public T? Find<T>(string name)
        where T : class, IFitted => this[name] switch
        {
            null => null,
            T item => item,
            var other => throw Error.State($"'{name}' is of the kind {other.Kind}, not of the type {typeof(T).Name}."),
        };

    /// <summary>The set with one of the items that a fit creates, replacing the present one: a scale, a model of purchases, spend or returns, a
    /// rhythm, limits, a formula value.</summary>
    /// <param name="fitted">The item; its type determines its name.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fitted"/> is null.</exception>
    /// <exception cref="ArgumentException">A valuator does not use such an item; give it a name of your own.</exception>
    public MemberModels With(IFitted fitted)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        var slot = AssessmentParts.Slots(AssessmentParts.All).FirstOrDefault(slot => slot.Takes(fitted))
            ?? throw Error.Argument($"A valuator has no place for a {fitted.Kind}; give it a name of your own: With(name, fitted).", nameof(fitted));
        return With(slot.Name, fitted);
    }

    /// <summary>The set with an item of a name, replacing the present one of that name.</summary>
    /// <param name="name">The name, such as <c>churn</c>; not empty. One of a valuator's own names, such as <c>scale</c>, accepts only its own kind.</param>
    /// <param name="fitted">The item.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fitted"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is empty, or is that of another kind.</exception>
    public MemberModels With(string name, IFitted fitted)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fitted);
        if (Slot(name) is { } slot && !slot.Takes(fitted))
            throw Error.Argument($"'{name}' is of the kind {fitted.Kind}; it must be of the kind {string.Join(" or ", slot.Kind.Names)}.", nameof(fitted));
        return With(items => items[name] = fitted);
    }

    /// <summary>The set without the item of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A new set, whose <see cref="Id"/> is that of its content.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public MemberModels Without(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return With(items => items.Remove(name));
    }

    /// <summary>The same set with a name of your own, such as the number of the nightly run that fitted it. Its JSON keeps the name.</summary>
    /// <param name="id">The name; not empty.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public MemberModels WithId(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new MemberModels(_items, NotFitted, id);
    }

    /// <summary>The items in one line.</summary>
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
