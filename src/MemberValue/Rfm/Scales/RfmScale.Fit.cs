using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

public sealed partial class RfmScale
{
    /// <summary>
    /// Fits a quantile scale: the cut points of a dimension with L levels are its type-7 quantiles 1/L to (L - 1)/L over the scorable members.
    /// </summary>
    /// <param name="columns">The members; those without a purchase, or without the margin if that is the monetary value, are left out.</param>
    /// <param name="options">Levels and definitions; null for five levels, purchases and net spend.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">No member is scorable, or a needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>Selection, not sorting: time linear in the members, memory independent of them; the same bits for any thread count and row order.</remarks>
    public static RfmScale FitQuantiles(MemberColumns columns, RfmQuantileOptions? options = null, CancellationToken cancellationToken = default) =>
        FitByQuantiles(RfmScaleMethod.Quantiles, columns, options, cancellationToken);

    /// <summary>
    /// Fits a nested scale: quantiles of recency over all scorable members, of frequency within each recency level, of monetary value within
    /// each pair of recency and frequency level. A group that holds no member uses its parent's cut points, and is listed in
    /// <see cref="NestedFallbacks"/>.
    /// </summary>
    /// <param name="columns">The members; those without a purchase, or without the margin if that is the monetary value, are left out.</param>
    /// <param name="options">Levels and definitions; null for five levels, purchases and net spend.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">No member is scorable, or a needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>Sorts the groups: n log n time, 21 bytes per member.</remarks>
    public static RfmScale FitNested(MemberColumns columns, RfmQuantileOptions? options = null, CancellationToken cancellationToken = default) =>
        FitByQuantiles(RfmScaleMethod.Nested, columns, options, cancellationToken);

    /// <summary>Fits a high/low scale: two levels per dimension, 2 = high, against the mean, the median or a set value. Equal to the line is high.</summary>
    /// <param name="columns">The members; those without a purchase, or without the margin if that is the monetary value, are left out.</param>
    /// <param name="options">Lines and definitions; null for the means of recency, purchases and net spend.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">No member is scorable, or a needed column was not fed.</exception>
    /// <exception cref="OperationCanceledException">The fit was stopped.</exception>
    /// <remarks>Means are of exact sums, or of sorted values where a column holds no whole numbers of its smallest unit: row order does not matter.</remarks>
    public static RfmScale FitHighLow(MemberColumns columns, RfmHighLowOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new RfmHighLowOptions();
        options.Check();
        var definitions = new RfmDefinitions { Frequency = options.Frequency, Monetary = options.Monetary };
        var inputs = new RfmInputs(columns, definitions, meanIsNearest: true);
        var statistics = Statistics(inputs, RfmDimension.Recency, cancellationToken);
        double[] Line(RfmDimension dimension, HighLowLine line, double? value) => line switch
        {
            HighLowLine.Given => [value!.Value],
            HighLowLine.Median => Cuts(inputs, dimension, 2, cancellationToken).Cuts,
            _ => [MeanOf.Column(inputs, dimension)],
        };
        return new RfmScale(RfmScaleMethod.HighLow, definitions, columns.Window.Calendar,
            OriginOf(columns, inputs, statistics.Count,
                FormattableString.Invariant($"{options.RecencyLine} of recency, {options.FrequencyLine} of frequency, {options.MonetaryLine} of money"),
                cancellationToken),
            Line(RfmDimension.Recency, options.RecencyLine, options.RecencyUpToDays is { } days ? TimeConversion.FromDays(columns.Window.Calendar).Limit(days)
                : null),
            Line(RfmDimension.Frequency, options.FrequencyLine, options.FrequencyFrom),
            Line(RfmDimension.Monetary, options.MonetaryLine, options.MonetaryFrom));
    }

    /// <summary>Creates a scale of limits set by the business: up to a number of days, from a number of purchases and from an amount of money on.</summary>
    /// <param name="options">Limits and definitions.</param>
    /// <param name="calendar">The calendar of the tables that it will score.</param>
    /// <returns>The scale.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Thresholds that are missing, too many, not finite or not ascending, or an undefined definition.</exception>
    public static RfmScale FromThresholds(RfmThresholdOptions options, CellCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(calendar);
        return new RfmScale(
            RfmScaleMethod.Thresholds, new RfmDefinitions { Frequency = options.Frequency, Monetary = options.Monetary }, calendar, origin: null,
            options.Checked(options.RecencyUpToDays, nameof(options.RecencyUpToDays), TimeConversion.FromDays(calendar)),
            options.Checked(options.FrequencyFrom, nameof(options.FrequencyFrom)),
            options.Checked(options.MonetaryFrom, nameof(options.MonetaryFrom)));
    }

    private static RfmScale FitByQuantiles(RfmScaleMethod kind, MemberColumns columns, RfmQuantileOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new RfmQuantileOptions();
        var levels = options.CheckedLevels();
        var definitions = new RfmDefinitions { Frequency = options.Frequency, Monetary = options.Monetary };
        var inputs = new RfmInputs(columns, definitions);
        var (recency, members) = Cuts(inputs, RfmDimension.Recency, levels.Recency, cancellationToken);
        var (frequency, _) = Cuts(inputs, RfmDimension.Frequency, levels.Frequency, cancellationToken);
        var (monetary, _) = Cuts(inputs, RfmDimension.Monetary, levels.Monetary, cancellationToken);
        var nested = kind == RfmScaleMethod.Nested ? NestedFit.Fit(inputs, levels, recency, frequency, monetary, cancellationToken) : null;
        return new RfmScale(kind, definitions, columns.Window.Calendar,
            OriginOf(columns, inputs, members, $"{levels} levels", cancellationToken), recency, frequency, monetary, nested);
    }

    private static FitOrigin OriginOf(MemberColumns columns, RfmInputs inputs, int members, string options, CancellationToken cancellationToken) => new()
    {
        Window = columns.Window,
        Members = members,
        Rows = members,
        Unit = columns.Window.Calendar.Unit,
        Fingerprint = FingerprintOf(inputs, cancellationToken),
        Options = options,
    };

    private static string FingerprintOf(RfmInputs inputs, CancellationToken cancellationToken)
    {
        IKeyColumn[] dimensions = [.. Enum.GetValues<RfmDimension>().Select(dimension => inputs.Keys(dimension, cancellationToken))];
        var fingerprint = default(Fingerprint);
        fingerprint.AddBag(inputs.Count, (start, hashes) =>
        {
            Span<long> keys = stackalloc long[hashes.Length];
            hashes.Clear();
            for (var d = 0; d < dimensions.Length; d++)
            {
                dimensions[d].Read(start, keys.Length, keys);
                for (var i = 0; i < keys.Length; i++)
                    hashes[i] += Fingerprint.Term(d, (ulong)keys[i]);
            }

            var count = 0;
            for (var i = 0; i < keys.Length; i++)
            {
                if (keys[i] != IKeyColumn.Missing)
                    hashes[count++] = hashes[i];
            }

            return count;
        }, cancellationToken);
        fingerprint.Add(inputs.MoneyIsScaled ? inputs.Money.Divisor : 0);
        return fingerprint.ToString();
    }

    private static (double[] Cuts, int Members) Cuts(RfmInputs inputs, RfmDimension dimension, int levels, CancellationToken cancellationToken)
    {
        var statistics = Statistics(inputs, dimension, cancellationToken);
        return (Type7.Cuts(statistics, key => inputs.ValueOf(dimension, key), levels), statistics.Count);
    }

    private static OrderStatistics Statistics(RfmInputs inputs, RfmDimension dimension, CancellationToken cancellationToken)
    {
        var statistics = new OrderStatistics(inputs.Keys(dimension, cancellationToken), cancellationToken);
        return statistics.Count > 0
            ? statistics
            : throw Error.State(
                $"None of the {inputs.Count} members can be scored, so there is nothing to fit a scale to: a member needs a purchase, and a margin if that "
                    + $"is the monetary value.");
    }
}
