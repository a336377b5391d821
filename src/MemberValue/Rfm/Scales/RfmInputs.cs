using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>The raw recency, frequency and monetary value of every member, by the scale's definitions. A view over the columns.</summary>
internal readonly struct RfmInputs
{
    private readonly ArraySegment<int> _last;
    private readonly ArraySegment<int> _frequency;
    private readonly MoneyColumn _money;
    private readonly ArraySegment<int> _purchases; // money is divided by them: mean spend
    private readonly bool _isMean;
    private readonly bool _meanIsNearest;
    private readonly int _lastCell;
    private readonly long _cells;
    private readonly bool _partial; // only a margin can be missing

    /// <param name="columns">The members.</param>
    /// <param name="definitions">What frequency and money mean.</param>
    /// <param name="meanIsNearest">Whether a mean spend is the double nearest to the true quotient, so that 299.97 in 3 purchases is on a named limit of
    /// 99.99. Scales of quantiles divide the nearest double of the sum: their cut points are such values themselves.</param>
    public RfmInputs(MemberColumns columns, RfmDefinitions definitions, bool meanIsNearest = false)
    {
        _last = columns.Segment(LogColumns.LastPurchaseCell);
        _frequency = columns.Segment(definitions.Frequency == FrequencyBasis.Orders ? LogColumns.Orders : LogColumns.Purchases);
        _money = definitions.Monetary switch
        {
            RfmMonetary.Sales => columns.Sales,
            RfmMonetary.Margin => columns.Margin,
            _ => columns.Net,
        };
        _isMean = definitions.Monetary == RfmMonetary.MeanSpend;
        _meanIsNearest = meanIsNearest && _isMean && _money.IsScaled;
        _purchases = _isMean ? columns.Segment(LogColumns.Purchases) : default;
        _lastCell = columns.Window.LastCell;
        _cells = columns.Window.Cells;
        _partial = definitions.Monetary == RfmMonetary.Margin;
    }

    public int Count => _last.Count;

    public int LastCell => _lastCell;

    /// <summary>The number of cells in the window: recency is below it.</summary>
    public long Cells => _cells;

    /// <summary>Whether a member who bought can lack money: only a margin can be missing.</summary>
    public bool IsPartial => _partial;

    public ReadOnlySpan<int> LastPurchase => _last;

    public ReadOnlySpan<int> FrequencyCounts => _frequency;

    /// <summary>Whether money is whole numbers of its smallest unit, and not divided by anything.</summary>
    public bool MoneyIsScaled => !_isMean && _money.IsScaled;

    public MoneyColumn Money => _money;

    /// <summary>Whether the member has all three values: bought, and money is known.</summary>
    public bool IsScorable(int row) => _last[row] != MemberColumns.NoCell && !_money.IsMissing(row);

    /// <summary>Cells from the last purchase to the window's last; NaN for a member who is not scorable.</summary>
    public double Recency(int row) => IsScorable(row) ? (long)_lastCell - _last[row] : double.NaN;

    public double Frequency(int row) => IsScorable(row) ? _frequency[row] : double.NaN;

    public double Monetary(int row)
    {
        if (!IsScorable(row))
            return double.NaN;
        if (!_isMean)
            return _money.ToDouble(row);
        return _meanIsNearest ? _money.Scaled[row] / (_money.Divisor * _purchases[row]) : _money.ToDouble(row) / _purchases[row];
    }

    public double Value(RfmDimension dimension, int row) => dimension switch
    {
        RfmDimension.Recency => Recency(row),
        RfmDimension.Frequency => Frequency(row),
        _ => Monetary(row),
    };

    /// <summary>One dimension as keys of the same order; <see cref="ValueOf"/> turns a key back into the raw value.</summary>
    public IKeyColumn Keys(RfmDimension dimension, CancellationToken cancellationToken) =>
        dimension == RfmDimension.Monetary && !MoneyIsScaled
            ? RfmKeyColumn.OfDoubles(this, cancellationToken)
            : new RfmKeyColumn(this, dimension);

    public double ValueOf(RfmDimension dimension, long key) => dimension switch
    {
        RfmDimension.Monetary => MoneyIsScaled ? _money.Nearest(key) : SortableDouble.FromKey(key),
        _ => key,
    };
}
