using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// Two fitted or given lines that put members into the four cells of current value by potential value. Fit once, keep as JSON, apply to any
/// later values: a member who changed cells did so by their values, not because the lines moved. Immutable and thread-safe.
/// </summary>
/// <remarks>The values are the caller's: any calculator's, a model's, or those of <see cref="ValueDecomposition"/>.</remarks>
public sealed partial class ValueQuadrantMap : IFitted
{
    private ValueQuadrantMap(HighLowLine currentLineFrom, double currentLine, HighLowLine potentialLineFrom, double potentialLine, FitOrigin? origin)
    {
        (CurrentLineFrom, CurrentLine, PotentialLineFrom, PotentialLine, Origin) = (currentLineFrom, currentLine, potentialLineFrom, potentialLine, origin);
    }

    /// <summary>How the line of current value came about.</summary>
    public HighLowLine CurrentLineFrom { get; }

    /// <summary>The line of current value, in money.</summary>
    public double CurrentLine { get; }

    /// <summary>How the line of potential value came about.</summary>
    public HighLowLine PotentialLineFrom { get; }

    /// <summary>The line of potential value, in money.</summary>
    public double PotentialLine { get; }

    /// <summary>Always <c>ValueQuadrantMap</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>How many members the lines were fitted to; null when both lines were given.</summary>
    public FitOrigin? Origin { get; }

    /// <summary><see cref="FitStatus.Fitted"/>, or <see cref="FitStatus.Given"/> when both lines were given.</summary>
    public FitStatus Status => Origin is null ? FitStatus.Given : FitStatus.Fitted;

    /// <summary>Empty: values without a line are refused by <see cref="Fit"/>.</summary>
    public IReadOnlyList<Text> Warnings => [];

    /// <summary>Fits the lines.</summary>
    /// <param name="current">Current value, one per member.</param>
    /// <param name="potential">Potential value, of the same members in the same order.</param>
    /// <param name="options">The lines; null for both means.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">The values are not of equal number, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">A line is to be fitted, and no member has both values.</exception>
    /// <remarks>Members with a value that is not finite stay outside the fit. Sorts a copy: n log n time, 16 bytes per member; row order does not matter.
    /// The median is the middle value, or halfway between the two middle ones.</remarks>
    public static ValueQuadrantMap Fit(ReadOnlySpan<double> current, ReadOnlySpan<double> potential, ValueQuadrantOptions? options = null)
    {
        options ??= new ValueQuadrantOptions();
        options.Check();
        CheckLengths(current.Length, potential.Length);
        if (options.CurrentLine == HighLowLine.Given && options.PotentialLine == HighLowLine.Given)
            return new ValueQuadrantMap(HighLowLine.Given, options.CurrentValue!.Value, HighLowLine.Given, options.PotentialValue!.Value, origin: null);
        var (firsts, seconds) = (new double[current.Length], new double[current.Length]);
        var n = 0;
        for (var i = 0; i < current.Length; i++)
        {
            if (!double.IsFinite(current[i]) || !double.IsFinite(potential[i]))
                continue;
            (firsts[n], seconds[n]) = (current[i], potential[i]);
            n++;
        }

        if (n == 0)
        {
            throw Error.State($"None of the {current.Length} members has both a current and a potential value, so there is nothing to fit a line to.");
        }

        var fingerprint = default(Fingerprint);
        fingerprint.AddRows([firsts, seconds], n, CancellationToken.None);
        var origin = new FitOrigin { Members = n, Rows = n, Fingerprint = fingerprint.ToString(), Options = options.InWords() };
        return new ValueQuadrantMap(
            options.CurrentLine, Line(options.CurrentLine, options.CurrentValue, firsts.AsSpan(0, n)),
            options.PotentialLine, Line(options.PotentialLine, options.PotentialValue, seconds.AsSpan(0, n)), origin);
    }

    /// <summary>The cell of one pair of values: the definition that the other form agrees with.</summary>
    /// <param name="current">Current value, in money.</param>
    /// <param name="potential">Potential value, in money.</param>
    /// <returns>The cell; a value on its line is high. <see cref="ValueQuadrant.Unclassified"/> if one of them is NaN.</returns>
    public ValueQuadrant Classify(double current, double potential)
    {
        if (double.IsNaN(current) || double.IsNaN(potential))
            return ValueQuadrant.Unclassified;
        return (current >= CurrentLine, potential >= PotentialLine) switch
        {
            (true, true) => ValueQuadrant.Core,
            (true, false) => ValueQuadrant.Keep,
            (false, true) => ValueQuadrant.Grow,
            _ => ValueQuadrant.Marginal,
        };
    }

    /// <summary>The cells of many members.</summary>
    /// <param name="current">Current value, one per member.</param>
    /// <param name="potential">Potential value, of the same members in the same order.</param>
    /// <param name="destination">Receives one cell per member; at least as long.</param>
    /// <exception cref="ArgumentException">The values are not of equal number, or <paramref name="destination"/> is too short; it is unchanged
    /// then.</exception>
    /// <remarks>Single-threaded; allocates nothing.</remarks>
    public void Classify(ReadOnlySpan<double> current, ReadOnlySpan<double> potential, Span<ValueQuadrant> destination)
    {
        CheckLengths(current.Length, potential.Length);
        Require.Destination(destination.Length, current.Length);
        for (var i = 0; i < current.Length; i++)
            destination[i] = Classify(current[i], potential[i]);
    }

    /// <summary>The cells of the members of a table, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="current">Current values.</param>
    /// <param name="potential">Potential values, of the same table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One cell per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The values belong to two different tables.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, ValueQuadrant> Classify<TKey>(
        MemberResults<TKey, double> current, MemberResults<TKey, double> potential, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(potential);
        if (!ReferenceEquals(current.Keys, potential.Keys))
            throw new ArgumentException("The current and the potential values must be results over the same table.", nameof(potential));
        return current.KeySet.Fill<ValueQuadrant>(
            (start, destination) => Classify(
                current.Values.Slice(start, destination.Length), potential.Values.Slice(start, destination.Length), destination),
            inParts: true, cancellationToken);
    }

    /// <summary>Both lines and their origin.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Value quadrants: current value from {CurrentLine} ({CurrentLineFrom}), potential value from {PotentialLine} ({PotentialLineFrom}), ")
        + FormattableString.Invariant($"{Origin?.Members ?? 0} members");

    private static double Line(HighLowLine line, double? given, Span<double> values)
    {
        if (line == HighLowLine.Given)
            return given!.Value;
        values.Sort();
        if (line == HighLowLine.Median)
            return Type7.Cuts(values, 2)[0];
        var (first, beyond) = (values[0], 0.0); // the differences' sum is exactly 0 where all are equal: everybody is on the line then
        foreach (var value in values)
            beyond += value - first;
        return first + beyond / values.Length;
    }

    private static void CheckLengths(int current, int potential)
    {
        if (current != potential)
        {
            throw Error.Argument(
                $"There are {current} current values and {potential} potential values; they must be of the same members.", nameof(potential));
        }
    }
}
