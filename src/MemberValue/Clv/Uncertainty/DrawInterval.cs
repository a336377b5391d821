using System.Buffers;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Turns draws of a quantity into its interval.</summary>
internal static class DrawInterval
{
    /// <summary>What one model says of a block of members.</summary>
    public delegate void BlockQuantity(AttritionModel model, in HistoryBlock block, double horizon, Span<double> destination);

    /// <summary>The interval; sorts the values.</summary>
    public static Interval Of(Span<double> values, double level)
    {
        CheckLevel(level);
        values.Sort();
        if (double.IsNaN(values[0])) // NaN sorts first
            return new Interval(double.NaN, double.NaN, double.NaN, level);
        return new Interval(Type7.At(values, (1 - level) / 2), Type7.At(values, 0.5), Type7.At(values, (1 + level) / 2), level);
    }

    /// <summary>The intervals of the rows of a view.</summary>
    public static void Fill(
        in MemberTimeView members, ReadOnlySpan<AttritionModel> models, BlockQuantity quantity, double horizon, double level, Span<Interval> destination)
    {
        CheckLevel(level);
        var draws = ArrayPool<double>.Shared.Rent(models.Length * Math.Min(AttritionModel.BlockSize, members.Count));
        var values = new double[models.Length];
        Span<double> buffer = stackalloc double[3 * AttritionModel.BlockSize];
        for (var done = 0; done < members.Count; done += AttritionModel.BlockSize)
        {
            var count = Math.Min(AttritionModel.BlockSize, members.Count - done);
            var block = HistoryBlock.Read(members, done, count, buffer);
            for (var draw = 0; draw < models.Length; draw++)
                quantity(models[draw], block, horizon, draws.AsSpan(draw * count, count));
            for (var i = 0; i < count; i++)
            {
                for (var draw = 0; draw < values.Length; draw++)
                    values[draw] = draws[draw * count + i];
                destination[done + i] = Of(values, level);
            }
        }

        ArrayPool<double>.Shared.Return(draws); // after an exception it is the collector's
    }

    private static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw Error.OutOfRange(nameof(level), $"The level is {level} and must be above 0 and below 1.");
    }
}
