using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Why a model says what it says about one member: the probabilities along their purchases, their silence in units of their own rhythm, and the
/// day on which a probability falls below a level if they stay silent. As data for a chart, and in words.
/// </summary>
public sealed class MemberExplanation
{
    private static readonly Text BoughtOnce = Text.Of("Bought once, on {date}: no purchase rhythm yet.", "仅购买1次（{date}），尚无购买周期。");
    private static readonly Text Bought = Text.Of("Bought {times} times, every {gap} on average; last on {date}.", "共购买{times}次，平均每{gap}购买1次，最近一次为{date}。");
    private static readonly Text Silent = Text.Of("No purchase for {silence}, {gaps} times the usual gap.", "已{silence}未购买，是平时购买间隔的{gaps}倍。");
    private static readonly Text Likely = Text.Of(
        "{purchase} likely to buy in the next {horizon}; {alive} likely to be still active.", "未来{horizon}购买概率{purchase}，仍活跃的概率{alive}。");
    private static readonly Text SaysNothing = Text.Of(
        "{model} treats every member with one purchase as active, however long ago it was: go by the chance of a purchase.",
        "{model}对仅购买1次的会员始终判断为活跃，与未购时长无关，请以购买概率为准。");
    private static readonly Text NeverBelow = Text.Of("The chance of a purchase does not fall below {level}.", "购买概率不会低于{level}。");
    private static readonly Text IsBelow = Text.Of("The chance of a purchase has been below {level} since {date}.", "自{date}起，购买概率已低于{level}。");
    private static readonly Text FallsBelow = Text.Of(
        "Without another purchase, the chance of one falls below {level} on {date}.", "若一直不再购买，购买概率将在{date}低于{level}。");

    private readonly AttritionModel _model;
    private readonly int[] _purchases;
    private readonly TimeConversion _fromCells;
    private readonly double _horizon;

    private MemberExplanation(AttritionModel model, CellCalendar calendar, int[] purchases, int asOf, MemberExplanationOptions options)
    {
        _model = model;
        _purchases = purchases;
        _fromCells = new TimeConversion(calendar.Unit, model.Unit);
        _horizon = new TimeConversion(options.HorizonUnit, model.Unit).Of(options.Horizon);
        Calendar = calendar;
        HorizonUnit = options.HorizonUnit;
        Horizon = options.Horizon;
        Level = options.Level;
        History = HistoryAt(purchases.Length, asOf);
        Path = [.. PathOf(asOf, options.CellsPerPoint)];
        AliveFallsBelow = FirstCellBelow(model.ProbabilityAlive, calendar);
        PurchaseFallsBelow = FirstCellBelow(history => model.ProbabilityOfPurchase(history, _horizon), calendar);
        Reasons = [.. ReasonsOf()];
    }

    /// <summary>The calendar of the cells.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>How far ahead the probability of a purchase looks, in <see cref="HorizonUnit"/>.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Horizon { get; }

    /// <summary>The unit of <see cref="Horizon"/>.</summary>
    public TimeUnit HorizonUnit { get; }

    /// <summary>The level below which the probabilities are watched to fall.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Level { get; }

    /// <summary>(x, t_x, T) as of the last cell, in the model's unit.</summary>
    public PurchaseHistory History { get; }

    /// <summary>The member's life from the first purchase to the cell that the explanation is as of, in order.</summary>
    public IReadOnlyList<MemberPathPoint> Path { get; }

    /// <summary>The end of the path: what is known now.</summary>
    public MemberPathPoint Now => Path[^1];

    /// <summary>
    /// The first cell, from the last purchase on, at whose end P(alive) is below the level if the member stays silent; it may lie in the past.
    /// Null if that never happens: in BG/NBD for every member with one purchase.
    /// </summary>
    [JsonIgnore]
    public int? AliveFallsBelow { get; }

    /// <summary>When the cell <see cref="AliveFallsBelow"/> begins.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public DateTime? AliveFallsBelowFrom => AliveFallsBelow is { } cell ? Calendar.StartOf(cell) : null;

    /// <summary>The first cell, from the last purchase on, at whose end the probability of a purchase is below the level; null if never.</summary>
    [JsonIgnore]
    public int? PurchaseFallsBelow { get; }

    /// <summary>When the cell <see cref="PurchaseFallsBelow"/> begins.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public DateTime? PurchaseFallsBelowFrom => PurchaseFallsBelow is { } cell ? Calendar.StartOf(cell) : null;

    /// <summary>The explanation in sentences, in English and Chinese, each complete on its own.</summary>
    public IReadOnlyList<Text> Reasons { get; }

    /// <summary>Explains a member of a shop that counts in days.</summary>
    /// <param name="model">The model.</param>
    /// <param name="purchases">The days on which the member bought, in any order; a day that is given twice counts once. At least one.</param>
    /// <param name="asOf">The as-of day, at whose end the member is explained; no purchase is later.</param>
    /// <param name="options">How to explain; null for the defaults.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or <paramref name="purchases"/> is null.</exception>
    /// <exception cref="ArgumentException">No purchases, one after <paramref name="asOf"/>, or an option out of range.</exception>
    public static MemberExplanation Of(
        AttritionModel model, IEnumerable<DateOnly> purchases, DateOnly asOf, MemberExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        return Of(model, CellCalendar.Days, purchases.Select(day => day.DayNumber), asOf.DayNumber, options);
    }

    /// <summary>Explains a member.</summary>
    /// <param name="model">The model.</param>
    /// <param name="calendar">The calendar of the cells.</param>
    /// <param name="purchases">The cells in which the member bought, in any order; a cell that is given twice counts once. At least one.</param>
    /// <param name="asOf">The as-of cell, at whose end the member is explained; no purchase is later.</param>
    /// <param name="options">How to explain; null for the defaults.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/>, <paramref name="calendar"/> or <paramref name="purchases"/> is null.</exception>
    /// <exception cref="ArgumentException">No purchases, one after <paramref name="asOf"/>, an option out of range, or a model of opportunities
    /// whose unit is not the calendar's cell.</exception>
    public static MemberExplanation Of(
        AttritionModel model, CellCalendar calendar, IEnumerable<int> purchases, int asOf, MemberExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(purchases);
        options ??= new MemberExplanationOptions();
        options.Check();
        int[] cells = [.. purchases.Distinct().Order()];
        if (cells.Length == 0)
            throw new ArgumentException("There is no purchase; a model needs at least the first one.", nameof(purchases));
        if (cells[^1] > asOf)
            throw Error.Argument(
                $"The purchase of {calendar.Format(cells[^1])} lies after {calendar.Format(asOf)}, which the explanation is as of.", nameof(purchases));
        if (model.CountsOpportunities && !model.Unit.Equals(calendar.Unit))
            throw Error.Argument($"{model.Name} counts opportunities of one {model.Unit}, the calendar's cells are one {calendar.Unit}.", nameof(calendar));
        return new MemberExplanation(model, calendar, cells, asOf, options);
    }

    /// <summary>The sentences, one per line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Reasons);

    /// <summary>The history after some purchases, as of a cell.</summary>
    private PurchaseHistory HistoryAt(int purchases, int cell) => new(
        purchases - 1, _fromCells.Of((long)_purchases[purchases - 1] - _purchases[0]), _fromCells.Of((long)cell - _purchases[0]));

    private IEnumerable<MemberPathPoint> PathOf(int asOf, int cellsPerPoint)
    {
        var made = 0;
        for (long next = _purchases[0]; next <= asOf;)
        {
            var cell = (int)next;
            while (made < _purchases.Length && _purchases[made] <= cell)
                made++;
            var history = HistoryAt(made, cell);
            var silence = cell - _purchases[made - 1];
            yield return new MemberPathPoint(
                cell, Calendar.StartOf(cell), silence == 0, made - 1, silence, made > 1 ? silence / MeanGap(made) : double.NaN,
                _model.ProbabilityAlive(history), _model.ProbabilityOfPurchase(history, _horizon));
            if (cell == asOf)
                break;
            // The next of: a regular point, a purchase, the end.
            next = Math.Min((next - _purchases[0]) / cellsPerPoint * cellsPerPoint + cellsPerPoint + _purchases[0], asOf);
            if (made < _purchases.Length)
                next = Math.Min(next, _purchases[made]);
        }
    }

    /// <summary>Mean gap between the first purchases, in cells.</summary>
    private double MeanGap(int purchases) => ((double)_purchases[purchases - 1] - _purchases[0]) / (purchases - 1);

    /// <summary>Probabilities only fall while a member is silent, so the first cell below the level is found by halving.</summary>
    private int? FirstCellBelow(Func<PurchaseHistory, double> probability, CellCalendar calendar)
    {
        var last = _purchases[^1];
        bool IsBelow(long silence) => probability(HistoryAt(_purchases.Length, (int)(last + silence))) < Level;
        var end = LastCell(calendar);
        long low = 0, high = 1;
        if (IsBelow(0))
            return last;
        while (!IsBelow(high))
        {
            low = high;
            if (last + high >= end)
                return null;
            high = Math.Min(2 * high, end - last);
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            (low, high) = IsBelow(middle) ? (low, middle) : (middle, high);
        }

        return (int)(last + high);
    }

    /// <summary>The last cell that the calendar can write: year 9999, or the end of the instants.</summary>
    private static long LastCell(CellCalendar calendar) => calendar.Grain == EventGrain.Instant
        ? int.MaxValue
        : calendar.CellOf(DateOnly.MaxValue);

    private IEnumerable<Text> ReasonsOf()
    {
        var unit = Calendar.Unit;
        var level = TextValue.PercentLimit("level", Level);
        var last = Date("date", _purchases[^1]);
        if (_purchases.Length == 1)
        {
            yield return BoughtOnce.Fill(last);
        }
        else
        {
            yield return Bought.Fill(
                TextValue.Number("times", _purchases.Length), new TextValue("gap", Wording.Amount(MeanGap(_purchases.Length), unit)), last);
            yield return Silent.Fill(
                new TextValue("silence", Wording.Amount(Now.Silence, unit)),
                new TextValue("gaps", Now.SilenceInOwnGaps.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        yield return Likely.Fill(
            TextValue.Percent("purchase", Now.ProbabilityOfPurchase), new TextValue("horizon", Wording.Amount(Horizon, HorizonUnit)),
            TextValue.Percent("alive", Now.ProbabilityAlive));
        if (_purchases.Length == 1 && Now.ProbabilityAlive == 1)
            yield return SaysNothing.Fill(new TextValue("model", _model.Name));
        yield return PurchaseFallsBelow switch
        {
            null => NeverBelow.Fill(level),
            { } cell when cell <= Now.Cell => IsBelow.Fill(level, Date("date", cell)),
            { } cell => FallsBelow.Fill(level, Date("date", cell)),
        };
    }

    private TextValue Date(string place, int cell) => new(place, Calendar.Format(cell));
}
