using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Members;

namespace MemberValue.RuleSegments;

/// <summary>A condition as it is evaluated: on which column, and for which of its numbers it holds. A column of texts has places in its texts.</summary>
internal sealed class RuleCondition
{
    private readonly double _least = double.NegativeInfinity;
    private readonly double _most = double.PositiveInfinity;
    private readonly bool[]? _allowed; // by place + 1, of a column of texts
    private readonly bool _holdsMissing;

    public RuleCondition(SegmentConditionOptions options, int column, string[] texts)
    {
        (Options, Column) = (options, column);
        if (options.IsMissing == true)
        {
            (_holdsMissing, _least, _most) = (true, _most, _least); // and for no number
        }
        else if (options.Listed is { } listed)
        {
            _allowed = [options.NoneOf is not null, .. texts.Select(text => listed.Contains(text, StringComparer.Ordinal) == options.OneOf is not null)];
        }
        else if (options.HasLimits)
        {
            _least = -options.WithinDays ?? options.AtLeast ?? _least;
            _most = options.AtMost ?? (options.Below is { } below ? Math.BitDecrement(below) : _most);
        }
    }

    public SegmentConditionOptions Options { get; }

    /// <summary>The column's place among those of all rules.</summary>
    public int Column { get; }

    /// <summary>The ends of the numbers for which it holds, both included; infinite where there is none.</summary>
    public (double Least, double Most) Ends => (_least, _most);

    /// <summary>The definition: whether it holds for a number of its column.</summary>
    public bool Holds(double value) =>
        double.IsNaN(value) ? _holdsMissing : _allowed is { } allowed ? allowed[(int)value + 1] : value >= _least && value <= _most;

    /// <summary>Clears the mask of the rows for which it does not hold.</summary>
    public void Keep(ReadOnlySpan<double> values, Span<long> mask)
    {
        if (_holdsMissing || _allowed is not null)
        {
            for (var i = 0; i < values.Length; i++)
                mask[i] = Holds(values[i]) ? mask[i] : 0;
            return;
        }

        var (wide, i0) = (Vector<double>.Count, 0);
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(mask);
        var (least, most) = (new Vector<double>(_least), new Vector<double>(_most));
        for (; i0 <= values.Length - wide; i0 += wide)
        {
            var value = Vector.LoadUnsafe(ref from, (nuint)i0);
            var holds = Vector.GreaterThanOrEqual(value, least) & Vector.LessThanOrEqual(value, most);
            (Vector.LoadUnsafe(ref to, (nuint)i0) & holds).StoreUnsafe(ref to, (nuint)i0);
        }

        for (; i0 < values.Length; i0++)
            mask[i0] = Holds(values[i0]) ? mask[i0] : 0;
    }
}
