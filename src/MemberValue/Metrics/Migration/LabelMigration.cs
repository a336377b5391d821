using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// How members moved from label to label between two dates: a row per label of the earlier date, a column per label of the later one, and beside
/// them the leavers (a column: members of the earlier date alone) and the entrants (a row: members of the later date alone). Immutable and
/// thread-safe. Created by
/// <see cref="LabelMigration.Between{TKey, TLabel}(IReadOnlyList{TLabel}, MemberResults{TKey, TLabel}, MemberResults{TKey, TLabel},
/// IEqualityComparer{TLabel})"/>
/// or a <see cref="LabelHistoryBuilder{TKey, TLabel}"/>.
/// </summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <remarks>
/// A row's shares are of all its members, leavers included, so that they add to one together with the leavers' share. Whether there are
/// leavers at all depends on the tables: one from a log that only grows never loses a member; members leave it where they are erased, or where
/// a rolling window drops them.
/// </remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class LabelMigration<TLabel> : IWritesJson
{
    private readonly LabelSet<TLabel> _labels;
    private readonly long[] _counts; // (labels + 1) squared: the last row is the entrants, the last column the leavers
    private readonly double[]? _earlierWeights;
    private readonly double[]? _laterWeights;

    internal LabelMigration(
        LabelSet<TLabel> labels, ObservationWindow? earlier, ObservationWindow? later, int pairs, long[] counts, double[]? earlierWeights,
        double[]? laterWeights)
    {
        _labels = labels;
        (Earlier, Later, Pairs) = (earlier, later, pairs);
        (_counts, _earlierWeights, _laterWeights) = (counts, earlierWeights, laterWeights);
        UnobservedRows = Array.AsReadOnly(Labels.Where((_, row) => RowTotal(row) == 0).ToArray());
    }

    /// <summary>The labels, in the order that was given.</summary>
    public IReadOnlyList<TLabel> Labels => _labels.Labels;

    /// <summary>The window whose last cell is the earlier date (of the first pair where several are pooled); null where no date was given.</summary>
    public ObservationWindow? Earlier { get; }

    /// <summary>The window whose last cell is the later date (of the last pair where several are pooled); null where no date was given.</summary>
    public ObservationWindow? Later { get; }

    /// <summary>How many pairs of dates are counted together; 1 unless pooled.</summary>
    public int Pairs { get; }

    /// <summary>Whether weights were given, so that flows have them.</summary>
    public bool HasWeights => _earlierWeights is not null;

    /// <summary>Labels that no member had at the earlier date: nothing is known about where their members go.</summary>
    public IReadOnlyList<TLabel> UnobservedRows { get; }

    /// <summary>All members of the earlier date.</summary>
    public long EarlierTotal => Sum(0, Side - 1, 0, Side);

    /// <summary>All members of the later date.</summary>
    public long LaterTotal => Sum(0, Side, 0, Side - 1);

    /// <summary>Members of the later date who were not there at the earlier one.</summary>
    public long TotalEntrants => Sum(Side - 1, Side, 0, Side);

    /// <summary>Members of the earlier date who are no longer there at the later one.</summary>
    public long TotalLeavers => Sum(0, Side, Side - 1, Side);

    internal LabelSet<TLabel> Set => _labels;

    private int Side => Labels.Count + 1;

    /// <summary>The members who went from one label to another, or stayed.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <param name="to">The label at the later date.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long Count(TLabel from, TLabel to) => _counts[Cell(from, to)];

    /// <summary>The members who left from a label.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long LeaverCount(TLabel from) => _counts[LeaverCell(from)];

    /// <summary>The members who entered at a label.</summary>
    /// <param name="to">The label at the later date.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long EntrantCount(TLabel to) => _counts[EntrantCell(to)];

    /// <summary>The members who had a label at the earlier date: a row's total, leavers included.</summary>
    /// <param name="label">The label.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long EarlierCount(TLabel label) => RowTotal(_labels.PlaceOf(label, nameof(label)));

    /// <summary>The members who have a label at the later date: a column's total, entrants included.</summary>
    /// <param name="label">The label.</param>
    /// <returns>How many, 0 or more.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public long LaterCount(TLabel label)
    {
        var column = _labels.PlaceOf(label, nameof(label));
        return Sum(0, Side, column, column + 1);
    }

    /// <summary>Whether any member had a label at the earlier date. Without one the row's shares are empty: 0 of 0, and NaN as a rate.</summary>
    /// <param name="from">The label.</param>
    /// <returns><see langword="false"/> for a row without members.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public bool IsObserved(TLabel from) => EarlierCount(from) > 0;

    /// <summary>Of the members with a label at the earlier date, leavers included, the share that has another (or the same) at the later one.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The share with its counts and Wilson's interval; 0 of 0 in an unobserved row.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    /// <remarks>The interval takes members as independent of each other. Pooled pairs count one member several times, and it is then too narrow.</remarks>
    public Proportion Share(TLabel from, TLabel to) => new(Count(from, to), EarlierCount(from));

    /// <summary>Of the members with a label at the earlier date, the share that left.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <returns>The share with its counts; 0 of 0 in an unobserved row.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public Proportion LeaverShare(TLabel from) => new(LeaverCount(from), EarlierCount(from));

    /// <summary>Of all entrants, the share that entered at a label.</summary>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The share with its counts; 0 of 0 without entrants.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public Proportion EntrantShare(TLabel to) => new(EntrantCount(to), TotalEntrants);

    /// <summary>One transition with its share.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The conversion; its share is that of <see cref="Share"/>.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public LabelConversion<TLabel> Conversion(TLabel from, TLabel to) => new(from, to, Share(from, to));

    /// <summary>Several transitions.</summary>
    /// <param name="pairs">The earlier and the later label of each.</param>
    /// <returns>One conversion per pair, in the same order.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public IReadOnlyList<LabelConversion<TLabel>> Conversions(params (TLabel From, TLabel To)[] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return Array.AsReadOnly(Array.ConvertAll(pairs, pair => Conversion(pair.From, pair.To)));
    }

    /// <summary>The members of one transition, and their weight at each date.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The flow.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public LabelFlow Flow(TLabel from, TLabel to) => FlowOf(Cell(from, to));

    /// <summary>The members who left from a label, and their weight.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <returns>The flow; its later weight is 0.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public LabelFlow LeaverFlow(TLabel from) => FlowOf(LeaverCell(from));

    /// <summary>The members who entered at a label, and their weight.</summary>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The flow; its earlier weight is 0.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public LabelFlow EntrantFlow(TLabel to) => FlowOf(EntrantCell(to));

    /// <summary>
    /// Of the weight of a label's members at the earlier date, leavers included, the share that went to another (or the same) label:
    /// the matrix weighted by revenue instead of members.
    /// </summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <param name="to">The label at the later date.</param>
    /// <returns>The share; NaN where the row's weight is 0 or no weights were given, outside 0 to 1 where weights below 0 (refunds) are among them. No
    /// interval.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double WeightShare(TLabel from, TLabel to) => WeightShareOf(Cell(from, to));

    /// <summary>Of the weight of a label's members at the earlier date, the share that left.</summary>
    /// <param name="from">The label at the earlier date.</param>
    /// <returns>The share, as in <see cref="WeightShare"/>.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double LeaverWeightShare(TLabel from) => WeightShareOf(LeaverCell(from));

    /// <summary>The matrix as text: percent of each row's members, with the leavers' column, the number of the number of the row's members, and the entrants
    /// as a last row.</summary>
    /// <returns>The text, the same in every culture; unobserved rows have dashes.</returns>
    public override string ToString()
    {
        var rows = new List<string[]>([["from \\ to", .. Labels.Select(LabelText.Of), "(left)", "members"]]);
        for (var row = 0; row < Side; row++)
        {
            var total = RowTotal(row);
            var name = row < Side - 1 ? LabelText.Of(Labels[row]) : "(entered)";
            var shares = Enumerable.Range(0, Side).Select(column =>
                row == Side - 1 && column == Side - 1 ? "" : LabelText.Share(_counts[row * Side + column], total));
            rows.Add([name, .. shares, LabelText.Whole(total)]);
        }

        return LabelText.Table(rows);
    }

    /// <summary>Counts of several migrations over the same labels, added.</summary>
    internal static LabelMigration<TLabel> Pool(IReadOnlyList<LabelMigration<TLabel>> migrations)
    {
        var first = migrations[0];
        double[]? Added(Func<LabelMigration<TLabel>, double[]?> weights) => migrations.Any(migration => weights(migration) is null)
            ? null
            : Enumerable.Range(0, first._counts.Length).Select(cell => migrations.Sum(migration => weights(migration)![cell])).ToArray();
        var counts = Enumerable.Range(0, first._counts.Length).Select(cell => migrations.Sum(migration => migration._counts[cell])).ToArray();
        return new LabelMigration<TLabel>(
            first._labels, first.Earlier, migrations[^1].Later, migrations.Sum(migration => migration.Pairs), counts,
            Added(migration => migration._earlierWeights), Added(migration => migration._laterWeights));
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, moves) =>
    {
        var places = Enumerable.Range(0, moves.Side - 1).ToList();
        to.Property(nameof(Earlier), moves.Earlier);
        to.Property(nameof(Later), moves.Later);
        to.Property(nameof(Pairs), moves.Pairs);
        to.Items(nameof(Labels), moves.Labels);
        to.Items("Counts", places, (to, row) => to.List(places.Select(column => moves._counts[row * moves.Side + column])));
        to.Items("Leavers", places.Select(row => moves._counts[row * moves.Side + moves.Side - 1]));
        to.Items("Entrants", places.Select(column => moves._counts[(moves.Side - 1) * moves.Side + column]));
        to.Items(nameof(UnobservedRows), moves.UnobservedRows);
    });

    private long RowTotal(int row) => Sum(row, row + 1, 0, Side);

    private long Sum(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        var sum = 0L;
        for (var row = fromRow; row < toRow; row++)
        {
            for (var column = fromColumn; column < toColumn; column++)
                sum += _counts[row * Side + column];
        }

        return sum;
    }

    private int Cell(TLabel from, TLabel to) => _labels.PlaceOf(from, nameof(from)) * Side + _labels.PlaceOf(to, nameof(to));

    private int LeaverCell(TLabel from) => _labels.PlaceOf(from, nameof(from)) * Side + Side - 1;

    private int EntrantCell(TLabel to) => (Side - 1) * Side + _labels.PlaceOf(to, nameof(to));

    private LabelFlow FlowOf(int cell) => new(_counts[cell], _earlierWeights?[cell] ?? double.NaN, _laterWeights?[cell] ?? double.NaN);

    private double WeightShareOf(int cell)
    {
        if (_earlierWeights is null)
            return double.NaN;
        var row = 0.0;
        foreach (var weight in _earlierWeights.AsSpan(cell / Side * Side, Side))
            row += weight;
        return row == 0 ? double.NaN : _earlierWeights[cell] / row;
    }
}
