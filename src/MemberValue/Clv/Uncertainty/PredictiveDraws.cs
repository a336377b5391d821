using System.Buffers;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// What members may actually do over the horizon of a calculator: who leaves, how many purchases, how much each, and the uncertainty of the fits, drawn with
/// a seed. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>Each draw takes parameters of the models, decides by P(alive) whether the member is still there, draws their rates from the distributions that
/// their history has moved, and then purchases, leaving and amounts: the model's own future, exact except for the randomness of the draws.</para>
/// <para>A member's draws depend on the seed and their history alone: two members with equal histories have equal intervals, in any row and with any number
/// of threads. The sums over a base draw every row on its own, with the same parameters in all rows of a draw, so that an error of the parameters does not
/// average out.</para>
/// <para>Left out: whether the models are right (seasons, trends), and what <see cref="Warnings"/> says.</para>
/// </remarks>
public sealed partial class PredictiveDraws
{
    private readonly ModelValueCalculator[] _calculators;
    private readonly FutureSpendRules _money;
    private readonly FutureSpendRules _counts;
    private readonly int _draws;
    private readonly long _seed;

    /// <summary>Draws with uncertain parameters.</summary>
    /// <param name="parameters">The draws of the parameters; draw i of a member takes the i-th of them, starting again after the last.</param>
    /// <param name="draws">How many futures of each member, 1 to 100,000; 1,000 give the ends of an interval of 80% to about 1% of its level.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    public PredictiveDraws(ValueDraws parameters, int draws, long seed)
        : this((parameters ?? throw new ArgumentNullException(nameof(parameters))).Calculator, parameters.Calculators, draws, seed, parameters.Warnings)
    {
    }

    /// <summary>Draws that treat the parameters as known exactly: for given parameters, and where the data of the fit are not available.</summary>
    /// <param name="calculator">The calculator.</param>
    /// <param name="draws">How many futures of each member, 1 to 100,000.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="calculator"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    public PredictiveDraws(ModelValueCalculator calculator, int draws, long seed)
        : this(
            calculator ?? throw new ArgumentNullException(nameof(calculator)), [calculator], draws, seed,
            [Text.Of(
                "The parameters are treated as known exactly: the interval of a whole base is too narrow.",
                "参数按确定值处理，未计入其不确定性；全体会员合计的区间会偏窄。")])
    {
    }

    private PredictiveDraws(
        ModelValueCalculator calculator, ReadOnlySpan<ModelValueCalculator> calculators, int draws, long seed, IReadOnlyList<Text> warnings)
    {
        DrawInterval.CheckDraws(draws);
        Calculator = calculator;
        _calculators = calculators.ToArray();
        (_draws, _seed) = (draws, seed);
        FutureSpendRules Rules(bool money) => new(calculator.Purchases.Unit, calculator.Options.Discount, calculator.HorizonInUnits, money);
        (_money, _counts) = (Rules(money: true), Rules(money: false));
        var leftOut = warnings.ToList();
        if (calculator.Spend is null && calculator.Options.SpendPerPurchase is null)
        {
            leftOut.Add(Text.Of(
                "Without a spend model every purchase counts as the member's own mean spend: the intervals leave out how much purchases differ.",
                "没有消费金额模型，每次购买都按会员自己的客单价计算：区间不含各次消费金额的差异。"));
        }

        if (calculator.Returns is not null)
        {
            leftOut.Add(Text.Of(
                "The expected share of every purchase is returned: the intervals leave out the chance in returns.",
                "每次购买都按预期的退货比例扣减：区间不含退货的随机性。"));
        }

        Warnings = leftOut;
    }

    /// <summary>The calculator at the estimates: its horizon, discount and margin are those of the intervals.</summary>
    public ModelValueCalculator Calculator { get; }

    /// <summary>Warnings: what the intervals leave out; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    /// <summary>The interval of the number of purchases of a member.</summary>
    /// <param name="history">The member, in the model's unit.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>
    /// Whole numbers, but for the mean: each end is the smallest count that the given share of draws does not exceed. NaN for an invalid history.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public PredictiveInterval Purchases(PurchaseHistory history, double level = 0.8) => One(history, default, level, _counts);

    /// <summary>The interval of the value of a member.</summary>
    /// <param name="history">The member, in the model's unit.</param>
    /// <param name="meanSpend">The member's mean spend, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="ownReturnShare">The member's own share of returns, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>Money that stays, discounted, times the margin rate; NaN throughout for a member with invalid data.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public PredictiveInterval Value(PurchaseHistory history, double meanSpend, double ownReturnShare = double.NaN, double level = 0.8)
    {
        var purchases = history.RepeatPurchases + (Calculator.Spend is null or { Basis: SpendBasis.AllPurchases } ? 1 : 0);
        var stays = 1 - (Calculator.Returns?.ExpectedShare(history.RepeatPurchases + 1, ownReturnShare) ?? 0);
        var row = Calculator.Spend is null ? new Spend(0, 0, Calculator.Options.SpendPerPurchase ?? meanSpend, stays)
            : new Spend(purchases, purchases * meanSpend, 0, stays);
        return One(history, row, level, _money);
    }

    /// <summary>Number of draws and calculator in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{_draws} futures by: {Calculator}");

    private PredictiveInterval One(PurchaseHistory history, in Spend known, double level, in FutureSpendRules rules)
    {
        DrawInterval.CheckLevel(level);
        var draws = ArrayPool<double>.Shared.Rent(_draws);
        var alive = ArrayPool<double>.Shared.Rent(_calculators.Length);
        for (var i = 0; i < _calculators.Length; i++)
            alive[i] = _calculators[i].Purchases.ProbabilityAlive(history);
        Fill(history, alive.AsSpan(0, _calculators.Length), 1, known, SeedOf(history), rules, draws.AsSpan(0, _draws));
        var interval = IntervalOf(draws.AsSpan(0, _draws), level, rules.HasMoney);
        ArrayPool<double>.Shared.Return(alive);
        ArrayPool<double>.Shared.Return(draws);
        return interval;
    }

    /// <summary>The draws of one member; P(alive) by parameters is every <paramref name="stride"/> places.</summary>
    private void Fill(
        PurchaseHistory history, ReadOnlySpan<double> alive, int stride, in Spend known, long seed, in FutureSpendRules rules, Span<double> draws)
    {
        if (double.IsNaN(alive[0]) || (rules.HasMoney && !known.IsKnown))
        {
            draws.Fill(double.NaN);
            return;
        }

        var (parameters, worth) = (0, Calculator.Options.MarginRate * known.Stays);
        for (var i = 0; i < draws.Length; i++)
        {
            var calculator = _calculators[parameters];
            var random = new CounterRandom(seed, i);
            draws[i] = 0;
            if (random.Next01() < alive[parameters * stride])
            {
                var spend = new FutureSpend(rules, calculator.Spend, known.Purchases, known.Money, known.Given);
                calculator.Purchases.DrawFuture(ref random, calculator.Purchases.After(history.RepeatPurchases, history.Age), rules.Horizon, ref spend);
                draws[i] = rules.HasMoney ? spend.Amount * worth : spend.Count;
            }

            if (++parameters == _calculators.Length)
                parameters = 0;
        }
    }

    /// <summary>What is known about a member's spend: for a model of spend, or the amount of each purchase; and the share that is expected to stay.</summary>
    private readonly record struct Spend(double Purchases, double Money, double Given, double Stays)
    {
        public bool IsKnown => Money >= 0 && Money <= double.MaxValue && double.IsFinite(Given) && double.IsFinite(Stays);
    }

    private long SeedOf(PurchaseHistory history) => (long)CounterRandom.Mix(
        (ulong)_seed + CounterRandom.Mix(
            (ulong)history.RepeatPurchases + CounterRandom.Mix(
                BitConverter.DoubleToUInt64Bits(history.TimeOfLastPurchase) + CounterRandom.Mix(BitConverter.DoubleToUInt64Bits(history.Age)))));

    /// <summary>The interval of draws; sorts them. Counts and money alike: the smallest draw that the share does not exceed.</summary>
    private static PredictiveInterval IntervalOf(Span<double> draws, double level, bool isMoney)
    {
        var sum = 0.0;
        foreach (var draw in draws)
            sum += draw;
        if (double.IsNaN(sum))
            return new PredictiveInterval(double.NaN, double.NaN, double.NaN, double.NaN, level);
        draws.Sort();
        return new PredictiveInterval(
            Quantile(draws, (1 - level) / 2, isMoney), Quantile(draws, 0.5, isMoney), sum / draws.Length, Quantile(draws, (1 + level) / 2, isMoney), level);
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double share, bool isMoney) => isMoney
        ? Type7.At(sorted, share)
        : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
