using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>The values of the dimensions of all members, NaN where a member has none; for a fit.</summary>
internal sealed class DimensionValues
{
    private readonly MemberColumns _members;
    private readonly ScoreDimensionOptions[] _dimensions;

    /// <param name="columns">The members.</param>
    /// <param name="dimensions">The dimensions, checked.</param>
    /// <param name="meanIsNearest">As in <see cref="RfmInputs"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public DimensionValues(MemberColumns columns, ScoreDimensionOptions[] dimensions, bool meanIsNearest, CancellationToken cancellationToken)
    {
        (_members, _dimensions) = (columns, dimensions);
        Columns = [.. dimensions.Select(_ => new double[columns.Count])];
        foreach (var dimension in dimensions)
            MeasureReader.Require(columns, dimension.Name);
        RowChunks.ForEach(columns.Count, (start, count) =>
        {
            for (var j = 0; j < dimensions.Length; j++)
            {
                var into = Columns[j].AsSpan(start, count);
                Read(columns, dimensions[j].Name, start, into, meanIsNearest).CopyTo(into);
                foreach (ref var value in into)
                    value = double.IsFinite(value) ? value + 0.0 : double.NaN; // -0 counts as 0
            }

            for (var row = start; row < start + count; row++)
            {
                if (IsUnscored(row))
                {
                    foreach (var column in Columns)
                        column[row] = double.NaN;
                }
            }
        }, cancellationToken);
        for (var row = 0; row < columns.Count; row++)
            Scored += Columns.Any(column => !double.IsNaN(column[row])) ? 1 : 0;
    }

    /// <summary>By dimension.</summary>
    public double[][] Columns { get; }

    /// <summary>Members with a value in some dimension who are not left out by another.</summary>
    public int Scored { get; }

    /// <summary>The numbers of some rows: those of the column itself where it has doubles, otherwise in the buffer.</summary>
    public static ReadOnlySpan<double> Read(MemberColumns columns, string name, int start, Span<double> buffer, bool meanIsNearest)
    {
        if (name != Measures.MeanSpend || !meanIsNearest || columns.Net is not { IsScaled: true } net)
            return MeasureReader.Read(columns, name, start, buffer);
        for (var i = 0; i < buffer.Length; i++)
        {
            var purchases = columns.Purchases[start + i];
            buffer[i] = purchases == 0 ? 0 : net.Scaled[start + i] / (net.Divisor * purchases);
        }

        return buffer;
    }

    /// <summary>The quantile cut points of a dimension.</summary>
    /// <exception cref="InvalidOperationException">No member has a value.</exception>
    public double[] Quantiles(int dimension, int levels, CancellationToken cancellationToken)
    {
        var (values, keys) = (Columns[dimension], new long[_members.Count]);
        for (var row = 0; row < keys.Length; row++)
            keys[row] = double.IsNaN(values[row]) ? IKeyColumn.Missing : SortableDouble.ToKey(values[row]);
        var statistics = new OrderStatistics(new RfmKeyColumn.Copy(keys), cancellationToken);
        return statistics.Count > 0 ? Type7.Cuts(statistics, SortableDouble.FromKey, levels) : throw NoValue(dimension);
    }

    /// <summary>The mean of a dimension: of exact sums where its values are whole numbers, or amounts of their smallest unit.</summary>
    /// <exception cref="InvalidOperationException">No member has a value.</exception>
    public double Mean(int dimension)
    {
        var known = Columns[dimension].Where(value => !double.IsNaN(value)).ToArray();
        if (known.Length == 0)
            throw NoValue(dimension);
        var money = (_members.Find(_dimensions[dimension].Name) as MoneyValues)?.Amounts(_members.Start, _members.Count);
        if (money is { IsScaled: true })
        {
            Int128 sum = 0;
            for (var row = 0; row < _members.Count; row++)
                sum += double.IsNaN(Columns[dimension][row]) ? 0 : money.Scaled[row];
            return MeanOf.Exact(sum, known.Length, money.Divisor);
        }

        if (known.All(value => Math.Abs(value) <= 1L << 53 && value == Math.Floor(value)))
            return MeanOf.Exact(known.Aggregate(Int128.Zero, (sum, value) => sum + (long)value), known.Length, 1);
        Array.Sort(known);
        return MeanOf.Sorted(known);
    }

    private bool IsUnscored(int row)
    {
        for (var j = 0; j < _dimensions.Length; j++)
        {
            if (_dimensions[j].Missing == MissingLevel.Unscored && double.IsNaN(Columns[j][row]))
                return true;
        }

        return false;
    }

    private InvalidOperationException NoValue(int dimension) => Error.State(
        $"None of the {_members.Count} members has a value of {_dimensions[dimension].Name} and can be scored, so there is nothing to fit its levels to.");
}
