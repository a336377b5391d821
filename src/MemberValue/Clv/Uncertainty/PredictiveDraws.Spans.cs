using System.Buffers;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>Many members at a time.</content>
public sealed partial class PredictiveDraws
{
    private const int BlockRows = 32; // at 1,000 draws of a member some 100 microseconds each: short enough for a cancellation to be noticed soon

    /// <summary>The intervals of the numbers of purchases of many members.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="destination">Receives one interval per member, NaN throughout for one who never bought; at least as long as the columns. Unchanged when
    /// an argument is wrong.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing once its buffers were rented. With the same bits as for one member at a time.</remarks>
    public void Purchases(MemberColumns columns, Span<PredictiveInterval> destination, double level = 0.8) =>
        Intervals(columns, destination, level, _counts);

    /// <summary>The intervals of the values of many members.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="destination">Receives one interval per member, NaN throughout for one who never bought; at least as long as the columns. Unchanged when
    /// an argument is wrong.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing once its buffers were rented.</remarks>
    public void Values(MemberColumns columns, Span<PredictiveInterval> destination, double level = 0.8) =>
        Intervals(columns, destination, level, _money);

    private void Intervals(MemberColumns columns, Span<PredictiveInterval> destination, double level, in FutureSpendRules rules)
    {
        ArgumentNullException.ThrowIfNull(columns);
        DrawInterval.CheckLevel(level);
        Require.Destination(destination.Length, columns.Count);
        for (var done = 0; done < columns.Count; done += BlockRows)
            Block(columns, done, destination.Slice(done, Math.Min(BlockRows, columns.Count - done)), level, rules);
    }

    /// <summary>The intervals of some rows.</summary>
    private void Block(MemberColumns columns, int start, Span<PredictiveInterval> destination, double level, in FutureSpendRules rules)
    {
        var draws = ArrayPool<double>.Shared.Rent(_draws);
        var rows = new RowBlock(this, columns, start, destination.Length, rules.HasMoney);
        for (var i = 0; i < destination.Length; i++)
        {
            var history = rows.History(i);
            Fill(history, rows.Alive(i), rows.Count, rows.Spend(i), SeedOf(history), rules, draws.AsSpan(0, _draws));
            destination[i] = IntervalOf(draws.AsSpan(0, _draws), level, rules.HasMoney);
        }

        rows.Return();
        ArrayPool<double>.Shared.Return(draws);
    }

    /// <summary>Some rows with P(alive) at each of the parameters, row by row.</summary>
    private readonly ref struct RowBlock
    {
        private readonly double[] _rented;
        private readonly HistoryBlock _histories;
        private readonly Span<double> _alive;
        private readonly SpendColumns _spends;
        private readonly Span<double> _given;
        private readonly Span<double> _returned;
        private readonly bool _hasModel;
        private readonly int _start;

        public RowBlock(PredictiveDraws draws, MemberColumns columns, int start, int count, bool money)
        {
            var models = draws._calculators;
            _rented = ArrayPool<double>.Shared.Rent((models.Length + 5) * count);
            var x = _rented.AsSpan(0, count);
            var tx = _rented.AsSpan(count, count);
            var age = _rented.AsSpan(2 * count, count);
            draws.Calculator.Members(columns).CopyTo(start, x, tx, age);
            _histories = new HistoryBlock(x, tx, age);
            _alive = _rented.AsSpan(3 * count, models.Length * count);
            for (var i = 0; i < models.Length; i++)
                models[i].Purchases.FillAlive(_histories, _alive.Slice(i * count, count));
            _given = _rented.AsSpan((models.Length + 3) * count, count);
            _returned = _rented.AsSpan((models.Length + 4) * count, count);
            _hasModel = money && draws.Calculator.Spend is not null;
            _spends = money ? draws.Calculator.Spends(columns) : default;
            _start = start;
            if (money)
                draws.Calculator.FillMoney(columns, _spends, start, _given, _returned);
        }

        public int Count => _histories.Count;

        public PurchaseHistory History(int row) => _histories[row];

        /// <summary>P(alive) by parameters, <see cref="Count"/> places apart.</summary>
        public ReadOnlySpan<double> Alive(int row) => _alive[row..];

        /// <summary>What is known about a row's spend.</summary>
        public Spend Spend(int row)
        {
            var purchases = _hasModel ? _spends.Purchases(_start + row) : 0;
            return new Spend(purchases, purchases > 0 ? _spends.Money(_start + row) : 0, _hasModel ? 0 : _given[row], 1 - _returned[row]);
        }

        public void Return() => ArrayPool<double>.Shared.Return(_rented);
    }
}
