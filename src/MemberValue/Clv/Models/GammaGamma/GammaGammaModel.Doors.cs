using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <content>Many members at a time.</content>
public sealed partial class GammaGammaModel
{
    /// <summary>What each member spends per purchase in the long run, given what they have spent on the model's <see cref="Basis"/>.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="destination">
    /// Receives one mean per member, in money per purchase; at least as long as the columns. <see cref="PopulationMean"/> for a member without a
    /// purchase on the basis, so also for one who never bought; NaN for one whose purchases add up to less than 0.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing. 2 to 3 ns per member.</remarks>
    public void ExpectedMeanSpend(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var spend = new SpendColumns(columns, Basis);
        Require.Destination(destination.Length, columns.Count);
        Fill(spend, 0, destination[..columns.Count]);
    }

    /// <summary>The same for a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One mean per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Purchases or their spend were not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> ExpectedMeanSpend<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(this, ExpectedMeanSpend, cancellationToken);
    }

    // The means of the rows from start on: p (v + money) / (p x + q - 1), with whole numbers of cents converted to money.
    internal void Fill(in SpendColumns spend, int start, Span<double> destination)
    {
        var population = PopulationMean;
        for (var i = 0; i < destination.Length; i++)
        {
            var x = spend.Purchases(start + i);
            var money = x == 0 ? 0 : spend.Money(start + i);
            destination[i] = x == 0 ? population : money >= 0 ? GammaGamma.ExpectedMeanSpend(Parameters, x, money) : double.NaN;
        }
    }
}
