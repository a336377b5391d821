using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>A weight for each member of a snapshot, money or plain numbers, and its sums by cell.</summary>
internal sealed class WeightColumn
{
    private readonly MoneyColumn? _money;
    private readonly double[]? _numbers;

    public WeightColumn(MoneyColumn weights, int members, string parameter)
    {
        ArgumentNullException.ThrowIfNull(weights, parameter);
        Check(weights.Count, members, parameter);
        _money = weights;
    }

    public WeightColumn(ReadOnlySpan<double> weights, int members, string parameter)
    {
        Check(weights.Length, members, parameter);
        _numbers = weights.ToArray();
    }

    /// <summary>How many members' weights are missing: not finite, or missing money.</summary>
    public long Missing()
    {
        var missing = 0L;
        if (_money is not null)
        {
            for (var row = 0; row < _money.Count; row++)
                missing += _money.IsMissing(row) ? 1 : 0;
        }
        else
        {
            foreach (var weight in _numbers!)
                missing += double.IsFinite(weight) ? 0 : 1;
        }

        return missing;
    }

    /// <summary>
    /// The sum of the weights of each cell, missing ones left out. Money is summed exactly and rounded once; plain numbers with a correction.
    /// </summary>
    public double[] Sums<TCell>(TCell[] cellOf, int cells)
        where TCell : struct, IConvertible
    {
        var sums = new double[cells];
        if (_money is { IsScaled: true })
        {
            var exact = new Int128[cells];
            var scaled = _money.Scaled;
            for (var row = 0; row < cellOf.Length; row++)
            {
                if (scaled[row] != MoneyColumn.MissingScaled)
                    exact[Cell(cellOf[row])] += scaled[row];
            }

            for (var cell = 0; cell < cells; cell++)
                sums[cell] = (double)ExactMoney.ToDecimal(exact[cell], _money.Decimals);
        }
        else if (_money is not null)
        {
            var exact = new decimal[cells];
            for (var row = 0; row < cellOf.Length; row++)
                exact[Cell(cellOf[row])] += _money.GetOrNull(row) ?? 0;
            for (var cell = 0; cell < cells; cell++)
                sums[cell] = (double)exact[cell];
        }
        else
        {
            AddNumbers(_numbers!, cellOf, sums);
        }

        return sums;
    }

    /// <summary>The order of members moves the last digit at most.</summary>
    private static void AddNumbers<TCell>(double[] numbers, TCell[] cellOf, double[] sums)
        where TCell : struct, IConvertible
    {
        var exact = new CompensatedSum[sums.Length];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (double.IsFinite(numbers[row]))
                exact[Cell(cellOf[row])].Add(numbers[row]);
        }

        for (var cell = 0; cell < sums.Length; cell++)
            sums[cell] = exact[cell].Value;
    }

    private static int Cell<TCell>(TCell cell)
        where TCell : struct => typeof(TCell) == typeof(ushort) ? (ushort)(object)cell : (int)(object)cell;

    private static void Check(int weights, int members, string parameter)
    {
        if (weights != members)
            throw Error.Argument($"There are {weights} weights for {members} members.", parameter);
    }
}
