using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What each member contributed to profit: revenue less the costs that they cause, as columns, shares of money, amounts per activity, or the same for all.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Over the window of the table; below 0 for a member who costs more than they bring. The values feed <see cref="ValueQuadrantMap"/>, and
/// <c>WhaleCurve</c> shows how profit is spread over the base.
/// </remarks>
public sealed class ContributionCalculator : IClvCalculator, IRowByRow
{
    private const int Block = 512;

    private readonly CostLine[] _costs;

    /// <summary>Creates a calculator.</summary>
    /// <param name="costs">The costs, in the order in which they are told; may be empty.</param>
    /// <param name="revenue">The column of revenue; net spend by default, which has returns taken off. With <c>Sales</c>, returns are a cost line of the column
    /// <c>Refunds</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="costs"/> or a line is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="revenue"/> is empty.</exception>
    public ContributionCalculator(IReadOnlyList<CostLine> costs, string revenue = "Net")
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentException.ThrowIfNullOrWhiteSpace(revenue);
        foreach (var cost in costs)
            ArgumentNullException.ThrowIfNull(cost, nameof(costs));
        (_costs, Revenue) = ([.. costs], revenue);
    }

    /// <summary>The column of revenue.</summary>
    public string Revenue { get; }

    /// <summary>The costs.</summary>
    public IReadOnlyList<CostLine> Costs => Array.AsReadOnly(_costs);

    /// <inheritdoc/>
    public Text ValueName => Text.Of("Profit contribution", "利润贡献");

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing. NaN for a member who lacks the revenue or a number that a cost needs.</remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or a column has texts; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        Check(columns);
        Require.Destination(destination.Length, columns.Count);
        Span<double> buffer = stackalloc double[Block];
        for (var start = 0; start < columns.Count; start += Block)
        {
            var profits = destination.Slice(start, Math.Min(Block, columns.Count - start));
            MeasureReader.Read(columns, Revenue, start, buffer[..profits.Length]).CopyTo(profits);
            foreach (var cost in _costs)
            {
                var amounts = Amounts(columns, cost, start, buffer[..profits.Length]);
                for (var i = 0; i < profits.Length; i++)
                    profits[i] -= amounts[i];
            }
        }
    }

    /// <summary>Where one member's profit comes from.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>Revenue, each cost, the profit, and a sentence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column that is needed.</exception>
    public ContributionSummary Explain(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Sum(row.ToColumns());
    }

    /// <summary>Revenue, each cost and the profit of all members together.</summary>
    /// <param name="columns">The members; those who lack a number that is needed are left out and counted.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    public ContributionSummary Sum(MemberColumns columns)
    {
        Check(columns);
        var (profits, revenues) = (new double[columns.Count], new double[columns.Count]);
        Calculate(columns, profits);
        MeasureReader.Read(columns, Revenue, 0, revenues).CopyTo(revenues);
        var members = profits.Count(double.IsFinite);
        var lines = new ContributionLine[_costs.Length];
        for (var k = 0; k < lines.Length; k++)
        {
            var amounts = new double[columns.Count];
            Amounts(columns, _costs[k], 0, amounts);
            lines[k] = new ContributionLine(_costs[k].Label, Total(profits, amounts));
        }

        return new ContributionSummary(members, columns.Count - members, Total(profits, revenues), lines, Total(profits, profits));
    }

    /// <summary>The revenue and the costs.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => $"{Revenue} less {string.Join(", ", _costs.Select(cost => cost.Measure is { } measure
        ? string.Create(CultureInfo.InvariantCulture, $"{cost.Label} {cost.Factor} x {measure}")
        : string.Create(CultureInfo.InvariantCulture, $"{cost.Label} {cost.Factor}")))}";

    private static double Total(double[] profits, double[] amounts)
    {
        var sum = default(Numerics.CompensatedSum);
        for (var i = 0; i < profits.Length; i++)
        {
            if (double.IsFinite(profits[i]))
                sum.Add(amounts[i]);
        }

        return sum.Value;
    }

    private static Span<double> Amounts(MemberColumns columns, CostLine cost, int start, Span<double> buffer)
    {
        if (cost.Measure is null)
        {
            buffer.Fill(cost.Factor);
            return buffer;
        }

        var read = MeasureReader.Read(columns, cost.Measure, start, buffer);
        for (var i = 0; i < buffer.Length; i++)
            buffer[i] = cost.Factor * (double.IsNaN(read[i]) && cost.MissingAs is { } given ? given : read[i]);
        return buffer;
    }

    private void Check(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        MeasureReader.Require(columns, Revenue);
        foreach (var cost in _costs)
        {
            if (cost.Measure is { } measure)
                MeasureReader.Require(columns, measure);
        }
    }
}
