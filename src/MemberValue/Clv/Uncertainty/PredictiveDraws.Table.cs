using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <content>A whole table, and the sums over it.</content>
public sealed partial class PredictiveDraws
{
    /// <summary>The intervals of the numbers of purchases of every member of a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One interval per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, PredictiveInterval> Purchases<TKey>(
        MemberTable<TKey> table, double level = 0.8, CancellationToken cancellationToken = default)
        where TKey : notnull => Intervals(table, level, _counts, cancellationToken);

    /// <summary>The intervals of the values of every member of a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One interval per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, PredictiveInterval> Values<TKey>(
        MemberTable<TKey> table, double level = 0.8, CancellationToken cancellationToken = default)
        where TKey : notnull => Intervals(table, level, _money, cancellationToken);

    /// <summary>The interval of the purchases of a whole base.</summary>
    /// <param name="columns">The members; those who never bought, or with invalid data, are left out.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The interval of the sum: chance averages out over the members, what the parameters leave open does not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public PredictiveInterval TotalPurchases(MemberColumns columns, double level = 0.8, CancellationToken cancellationToken = default) =>
        IntervalOf(Totals(columns, level, _counts, cancellationToken), level, isMoney: false);

    /// <summary>The interval of the value of a whole base.</summary>
    /// <param name="columns">The members; those who never bought, or with invalid data, are left out.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The interval of the sum: chance averages out over the members, what the parameters leave open does not.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public PredictiveInterval TotalValue(MemberColumns columns, double level = 0.8, CancellationToken cancellationToken = default) =>
        IntervalOf(Totals(columns, level, _money, cancellationToken), level, isMoney: true);

    private MemberResults<TKey, PredictiveInterval> Intervals<TKey>(
        MemberTable<TKey> table, double level, FutureSpendRules rules, CancellationToken cancellationToken)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        DrawInterval.CheckLevel(level);
        var columns = table.Columns;
        var intervals = new PredictiveInterval[columns.Count];
        Block(columns, 0, [], level, rules); // a column that was not fed is an error also of a table without members
        ParallelLoop.For((columns.Count + BlockRows - 1) / BlockRows, block =>
        {
            var start = block * BlockRows;
            Block(columns, start, intervals.AsSpan(start, Math.Min(BlockRows, intervals.Length - start)), level, rules);
        }, cancellationToken);
        return table.WithKeys(intervals);
    }

    /// <summary>Draws of the sum: each chunk of rows has its own sums, which are added in the order of the rows.</summary>
    private double[] Totals(MemberColumns columns, double level, FutureSpendRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        DrawInterval.CheckLevel(level);
        cancellationToken.ThrowIfCancellationRequested();
        _ = new RowBlock(this, columns, 0, 0, rules.HasMoney);
        var chunkRows = Math.Max(BlockRows, columns.Count / 512 / BlockRows * BlockRows);
        var sums = new double[(columns.Count + chunkRows - 1) / chunkRows][];
        ParallelLoop.For(sums.Length, chunk =>
        {
            var (start, draws) = (chunk * chunkRows, new double[_draws]);
            var own = sums[chunk] = new double[_draws];
            for (var end = Math.Min(columns.Count, start + chunkRows); start < end; start += BlockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = new RowBlock(this, columns, start, Math.Min(BlockRows, end - start), rules.HasMoney);
                for (var i = 0; i < rows.Count; i++)
                {
                    // A stream of its own per row: members with equal histories buy independently.
                    var seed = (long)CounterRandom.Mix((ulong)_seed + CounterRandom.Mix((ulong)(start + i) + 1));
                    Fill(rows.History(i), rows.Alive(i), rows.Count, rows.Spend(i), seed, rules, draws);
                    if (!double.IsNaN(draws[0]))
                    {
                        for (var draw = 0; draw < own.Length; draw++)
                            own[draw] += draws[draw];
                    }
                }

                rows.Return();
            }
        }, cancellationToken);

        var totals = new double[_draws];
        foreach (var own in sums)
        {
            for (var draw = 0; draw < totals.Length; draw++)
                totals[draw] += own[draw];
        }

        return totals;
    }
}
