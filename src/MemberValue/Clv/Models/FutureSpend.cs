using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>How the purchases to come of one drawn member turn into money: how much each, and what that is worth now.</summary>
internal readonly struct FutureSpendRules
{
    private readonly double _delta; // discount per unit of the model
    private readonly double _period; // in units of the model; 0 where each moment counts
    private readonly double _shift; // where in a period its purchases are valued

    public FutureSpendRules(TimeUnit unit, DiscountRate discount, double horizon, bool money)
    {
        _delta = discount.PerUnit(unit);
        if (discount.Timing != DiscountTiming.Continuous)
            (_period, _shift) = (discount.PeriodInUnits(unit), discount.PeriodShift);
        HasMoney = money;
        IsTimed = money && _delta > 0;
        // What is worth less than 1e-17 now needs no drawing.
        Horizon = IsTimed ? Math.Min(horizon, 40 / _delta) : horizon;
    }

    /// <summary>False where purchases are only counted.</summary>
    public bool HasMoney { get; }

    /// <summary>Whether the moment of a purchase matters.</summary>
    public bool IsTimed { get; }

    /// <summary>How far ahead purchases are drawn, in the model's unit.</summary>
    public double Horizon { get; }

    /// <summary>What money at a moment is worth now.</summary>
    public double Weight(double time) => Math.Exp(-_delta * (_period > 0 ? (Math.Floor(time / _period) + _shift) * _period : time));
}

/// <summary>The purchases to come of one drawn member, counted and added up while they are drawn.</summary>
internal struct FutureSpend
{
    /// <summary>Of more purchases of one member only this many moments are drawn.</summary>
    private const int MostTimed = 10_000;

    private readonly FutureSpendRules _rules;
    private readonly GammaGammaModel? _model;
    private readonly double _shape; // of the member's rate of spend, given what they have spent
    private readonly double _rate;
    private readonly double _given; // what each purchase brings, without a model
    private double _own; // the member's rate of spend, drawn with the first purchase

    public FutureSpend(in FutureSpendRules rules, GammaGammaModel? model, double purchases, double money, double given)
    {
        _rules = rules;
        (_model, _given) = (model, given);
        if (model is not null)
            (_shape, _rate) = (model.Parameters.P * purchases + model.Parameters.Q, model.Parameters.V + money);
    }

    /// <summary>How many purchases.</summary>
    public double Count { get; private set; }

    /// <summary>Their money, worth now.</summary>
    public double Amount { get; private set; }

    public readonly bool IsTimed => _rules.IsTimed;

    /// <summary>The number of purchases has no bound: nobody leaves, and there is no end.</summary>
    public void MakeEndless() => (Count, Amount) = (double.NaN, double.NaN);

    /// <summary>Purchases whose moments do not matter.</summary>
    public void Add(ref CounterRandom random, double count)
    {
        Count += count;
        if (_rules.HasMoney && count > 0)
            Amount += Sum(ref random, count);
    }

    /// <summary>One purchase at a moment.</summary>
    public void AddAt(ref CounterRandom random, double time)
    {
        Count++;
        if (_rules.HasMoney)
            Amount += _rules.Weight(time) * Sum(ref random, 1);
    }

    /// <summary>Purchases at random over (0, until], the last of them at its end where that is when the member left.</summary>
    public void AddOver(ref CounterRandom random, double count, double until, bool lastAtEnd)
    {
        if (!IsTimed)
        {
            Add(ref random, count);
            return;
        }

        var timed = (int)Math.Min(count, MostTimed);
        var before = Amount;
        for (var i = 0; i < timed; i++)
            Amount += _rules.Weight(i == 0 && lastAtEnd ? until : until * (1 - random.Next01())) * Sum(ref random, 1);
        if (count > timed)
            Amount = before + (Amount - before) * (count / timed);
        Count += count;
    }

    // The sum of gamma amounts of one rate is a gamma amount.
    private double Sum(ref CounterRandom random, double count)
    {
        if (_model is null)
            return _given * count;
        if (_own == 0)
            _own = Math.Max(Sampling.Gamma(ref random, _shape, _rate), double.Epsilon);
        return Sampling.Gamma(ref random, _model.Parameters.P * count, _own);
    }
}
