using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>
/// One step of validation through time: learn from rows whose outcome was known at a date, test on the rows of that date. Immutable and thread-safe.
/// </summary>
public sealed class RollingSplit
{
    private readonly int[] _train;
    private readonly int[] _test;

    private RollingSplit(int origin, int[] train, int[] test, int unfinished) => (Origin, _train, _test, UnfinishedRows) = (origin, train, test, unfinished);

    /// <summary>The cell that the test rows' features are as of.</summary>
    public int Origin { get; }

    /// <summary>The rows to learn from: their label windows end by <see cref="Origin"/>. Ascending, at least one.</summary>
    public ReadOnlySpan<int> TrainRows => _train;

    /// <summary>The rows to test on: those of <see cref="Origin"/>. Ascending, at least one.</summary>
    public ReadOnlySpan<int> TestRows => _test;

    /// <summary>Rows of earlier origins that are left out because their outcome was not known yet at <see cref="Origin"/>.</summary>
    public int UnfinishedRows { get; }

    /// <summary>Creates the splits of rows of several dates: one for each origin by which some earlier row's label window has ended.</summary>
    /// <param name="origins">The cell that each row's features are as of: nothing in them is later.</param>
    /// <param name="labelEnds">The last cell of each row's label window, after its origin; as many as origins.</param>
    /// <returns>The splits by ascending origin; none where no window ends by a later origin.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a label window does not end after its origin (the message names the row).</exception>
    /// <remarks>
    /// With a horizon of h cells, an origin is tested with rows learned from origins at least h earlier: with a nearer one, labels would depend on days
    /// after the test's origin. The same members may be on both sides, as in use: learned from in spring, predicted in summer.
    /// </remarks>
    public static IReadOnlyList<RollingSplit> All(ReadOnlySpan<int> origins, ReadOnlySpan<int> labelEnds)
    {
        if (labelEnds.Length != origins.Length)
            throw Error.Argument($"There are {labelEnds.Length} ends of label windows for {origins.Length} origins.", nameof(labelEnds));
        for (var row = 0; row < origins.Length; row++)
        {
            if (labelEnds[row] <= origins[row])
            {
                throw Error.Argument(
                    $"The label window of row {row} ends with cell {labelEnds[row]}; it must end after its origin, {origins[row]}.", nameof(labelEnds));
            }
        }

        var splits = new List<RollingSplit>();
        foreach (var origin in new SortedSet<int>(origins.ToArray()))
        {
            var (train, test, unfinished) = (new List<int>(), new List<int>(), 0);
            for (var row = 0; row < origins.Length; row++)
            {
                if (labelEnds[row] <= origin)
                    train.Add(row);
                else if (origins[row] == origin)
                    test.Add(row);
                else if (origins[row] < origin)
                    unfinished++;
            }

            if (train.Count > 0)
                splits.Add(new RollingSplit(origin, [.. train], [.. test], unfinished));
        }

        return splits.AsReadOnly();
    }

    /// <summary>The split in short.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"origin {Origin}: learn from {_train.Length} rows, test on {_test.Length}; {UnfinishedRows} left out, their outcome not known yet");
}
