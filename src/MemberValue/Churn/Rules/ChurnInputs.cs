using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Churn;

/// <summary>
/// What rules look at: the members' columns and, as far as it was fed, their scores, stages, probabilities by a model, columns of your own, and the same
/// members at an earlier snapshot. One element per member everywhere. Immutable: each With gives new inputs. Thread-safe.
/// </summary>
/// <remarks>What was not fed does not exist: asking for it is an <see cref="InvalidOperationException"/> that says how to feed it. Arrays are kept, not
/// copied: do not write to them afterwards.</remarks>
public sealed partial class ChurnInputs
{
    private static readonly Dictionary<string, ReadOnlyMemory<double>> NoColumns = [];

    private ReadOnlyMemory<RfmScore>? _scores;
    private ReadOnlyMemory<LifecycleStage>? _stages;
    private ReadOnlyMemory<double>? _purchase;
    private ReadOnlyMemory<double>? _alive;
    private string _purchaseModel = "";
    private string _aliveModel = "";
    private double _horizonDays;
    private Dictionary<string, ReadOnlyMemory<double>> _columns = NoColumns;
    private ChurnInputs? _earlier;
    private int[] _earlierRows = [];

    private ChurnInputs(MemberColumns columns) => Columns = columns;

    /// <summary>The members' numbers, as of the window's last cell.</summary>
    public MemberColumns Columns { get; }

    /// <summary>The number of members.</summary>
    public int Count => Columns.Count;

    /// <summary>Whether scores were fed.</summary>
    public bool HasScores => _scores is not null;

    /// <summary>Whether stages were fed.</summary>
    public bool HasStages => _stages is not null;

    /// <summary>Whether probabilities of a purchase were fed.</summary>
    public bool HasProbabilityOfPurchase => _purchase is not null;

    /// <summary>Whether probabilities of being active were fed.</summary>
    public bool HasProbabilityAlive => _alive is not null;

    /// <summary>Whether there is an earlier snapshot.</summary>
    public bool HasEarlier => _earlier is not null;

    /// <summary>The names of your own columns, in ordinal order.</summary>
    public IReadOnlyList<string> ColumnNames => _columns.Keys.Order(StringComparer.Ordinal).ToList().AsReadOnly();

    /// <summary>The members' scores.</summary>
    /// <exception cref="InvalidOperationException">They were not fed.</exception>
    public ReadOnlySpan<RfmScore> Scores => (_scores ?? throw NotFed("The column of Rfm scores", nameof(WithScores))).Span;

    /// <summary>The members' stages.</summary>
    /// <exception cref="InvalidOperationException">They were not fed.</exception>
    public ReadOnlySpan<LifecycleStage> Stages => (_stages ?? throw NotFed("The column of stages", nameof(WithStages))).Span;

    /// <summary>The probability of a purchase within <see cref="HorizonDays"/>, 0 to 1; NaN where the model has none.</summary>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public ReadOnlySpan<double> ProbabilityOfPurchase => (_purchase ?? throw NotFed("The probability of a purchase", nameof(WithProbabilityOfPurchase))).Span;

    /// <summary>The model that the probability of a purchase is by.</summary>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public string ProbabilityOfPurchaseModel =>
        HasProbabilityOfPurchase ? _purchaseModel : throw NotFed("The probability of a purchase", nameof(WithProbabilityOfPurchase));

    /// <summary>How far ahead the probability of a purchase looks, in days.</summary>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public double HorizonDays =>
        HasProbabilityOfPurchase ? _horizonDays : throw NotFed("The probability of a purchase", nameof(WithProbabilityOfPurchase));

    /// <summary>The probability of being active, 0 to 1; NaN where the model has none.</summary>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public ReadOnlySpan<double> ProbabilityAlive => (_alive ?? throw NotFed("The probability of being active", nameof(WithProbabilityAlive))).Span;

    /// <summary>The model that the probability of being active is by.</summary>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public string ProbabilityAliveModel => HasProbabilityAlive ? _aliveModel : throw NotFed("The probability of being active", nameof(WithProbabilityAlive));

    /// <summary>What was known of the members at an earlier snapshot.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ChurnInputs Earlier => _earlier ?? throw NotFed("An earlier snapshot", nameof(WithEarlier));

    /// <summary>The row that each member has in <see cref="Earlier"/>; -1 for one who was not there.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ReadOnlySpan<int> EarlierRows => HasEarlier ? _earlierRows : throw NotFed("An earlier snapshot", nameof(WithEarlier));

    /// <summary>Inputs of columns alone, to add to.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <returns>The inputs.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    public static ChurnInputs Of(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new ChurnInputs(columns);
    }

    /// <summary>Inputs of one member: one member takes the same way as a million.</summary>
    /// <param name="row">The member's numbers. A last visit or registration of null is one that the member does not have.</param>
    /// <returns>The inputs, of one row.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    public static ChurnInputs Of(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ChurnInputs(row.ToColumns());
    }

    /// <summary>A column of your own, such as complaints or satisfaction; NaN where a value is missing.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>One value per member.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It was not fed.</exception>
    public ReadOnlySpan<double> Column(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _columns.TryGetValue(name, out var column) ? column.Span : throw NotFed($"The column '{name}'", nameof(WithColumn));
    }

    /// <summary>One member's inputs as inputs of their own, with the earlier snapshot.</summary>
    /// <param name="row">The member's row, from 0.</param>
    /// <returns>Inputs of one row; a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ChurnInputs Member(int row)
    {
        RequireRow(row);
        var one = Of(Columns.Row(row));
        one._scores = One(_scores, row);
        one._stages = One(_stages, row);
        one._purchase = One(_purchase, row);
        one._alive = One(_alive, row);
        (one._purchaseModel, one._aliveModel, one._horizonDays) = (_purchaseModel, _aliveModel, _horizonDays);
        one._columns = _columns.ToDictionary(pair => pair.Key, pair => (ReadOnlyMemory<double>)pair.Value.Slice(row, 1).ToArray(), StringComparer.Ordinal);
        if (_earlier is not null)
        {
            var before = _earlierRows[row];
            one._earlier = before < 0 ? _earlier : _earlier.Member(before);
            one._earlierRows = [Math.Min(before, 0)];
        }

        return one;
    }

    private static ReadOnlyMemory<T>? One<T>(ReadOnlyMemory<T>? column, int row) =>
        column is { } fed ? new ReadOnlyMemory<T>(fed.Slice(row, 1).ToArray()) : default(ReadOnlyMemory<T>?); // a null array would turn into an empty memory

    internal void RequireRow(int row)
    {
        if ((uint)row >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"A row must be 0 to {Count - 1}.");
    }

    internal void RequireRows(int start, int count)
    {
        if (start < 0 || start > Count - count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"The {count} rows from it must be rows of {Count} members.");
    }

    private static InvalidOperationException NotFed(string what, string how) => new($"{what} must be fed first: give it with ChurnInputs.{how}.");
}
