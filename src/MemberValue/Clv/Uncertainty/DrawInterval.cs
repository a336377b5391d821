using System.Buffers;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Turns draws of a quantity into its interval.</summary>
internal static class DrawInterval
{
    /// <summary>What one model says about a block of members.</summary>
    public delegate void BlockQuantity(AttritionModel model, in HistoryBlock block, double horizon, Span<double> destination);

    /// <summary>The interval; sorts the values.</summary>
    public static ParameterInterval Of(Span<double> values, double level)
    {
        CheckLevel(level);
        values.Sort();
        if (double.IsNaN(values[0])) // NaN sorts first
            return new ParameterInterval(double.NaN, double.NaN, double.NaN, level);
        return new ParameterInterval(Type7.At(values, (1 - level) / 2), Type7.At(values, 0.5), Type7.At(values, (1 + level) / 2), level);
    }

    /// <summary>The intervals of the rows of a view.</summary>
    public static void Fill(
        in MemberTimeView members, ReadOnlySpan<AttritionModel> models, BlockQuantity quantity, double horizon, double level,
        Span<ParameterInterval> destination)
    {
        CheckLevel(level);
        // Few rows at a time where there are many draws: the buffer stays in the second-level cache, and is rented.
        var most = Math.Min(Math.Clamp(16_384 / models.Length, 8, AttritionModel.BlockSize), members.Count);
        var rented = ArrayPool<double>.Shared.Rent(Math.Max(1, models.Length * most + models.Length + 3 * most));
        try
        {
            var values = rented.AsSpan(0, models.Length);
            var buffer = rented.AsSpan(models.Length, 3 * most);
            var draws = rented.AsSpan(models.Length + 3 * most, models.Length * most);
            for (var done = 0; done < members.Count; done += most)
            {
                var count = Math.Min(most, members.Count - done);
                var block = HistoryBlock.Read(members, done, count, buffer);
                for (var draw = 0; draw < models.Length; draw++)
                    quantity(models[draw], block, horizon, draws.Slice(draw * count, count));
                for (var i = 0; i < count; i++)
                {
                    for (var draw = 0; draw < values.Length; draw++)
                        values[draw] = draws[draw * count + i];
                    destination[done + i] = Of(values, level);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    public static void CheckLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw Error.OutOfRange(nameof(level), $"The level is {level} and must be above 0 and below 1.");
    }

    public static void CheckDraws(int draws)
    {
        if (draws is < 1 or > LikelihoodDraws.MostDraws)
            throw Error.OutOfRange(nameof(draws), $"The number of draws is {draws} and must be 1 to {LikelihoodDraws.MostDraws}.");
    }
}
