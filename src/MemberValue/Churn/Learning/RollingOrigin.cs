using MemberValue.Common;
using MemberValue.Metrics;

namespace MemberValue.Churn;

/// <summary>One split of rolling-origin validation: a test origin, and training origins whose label windows end by it.</summary>
public sealed record RollingOrigin
{
    private RollingOrigin(DateOnly test, DateOnly[] training) => (Test, Training) = (test, Array.AsReadOnly(training));

    /// <summary>The origin whose rows are predicted.</summary>
    public DateOnly Test { get; }

    /// <summary>The origins whose rows are learned from, ascending, at least one: each with its horizon ends on the test origin or before, so that all that
    /// is learned was known by then.</summary>
    public IReadOnlyList<DateOnly> Training { get; }

    /// <summary>The splits of a series of origins: one for each that has a training origin.</summary>
    /// <param name="origins">The origins, ascending, each once.</param>
    /// <param name="horizonDays">How many days after its origin a label looks at, 1 or more.</param>
    /// <param name="mostTrainingOrigins">The most training origins, the latest ones, 1 or more; null for all.</param>
    /// <returns>The splits, by test origin; empty where no label window ends by a later origin.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="origins"/> is null.</exception>
    /// <exception cref="ArgumentException">The origins do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static IReadOnlyList<RollingOrigin> All(IReadOnlyList<DateOnly> origins, int horizonDays, int? mostTrainingOrigins = null)
    {
        ArgumentNullException.ThrowIfNull(origins);
        Require.AtLeast(horizonDays, 1);
        if (mostTrainingOrigins < 1)
            throw Error.OutOfRange(nameof(mostTrainingOrigins), $"The number of training origins is {mostTrainingOrigins} and must be 1 or more.");
        for (var k = 1; k < origins.Count; k++)
        {
            if (origins[k] <= origins[k - 1])
                throw Error.Argument($"The origin at place {k}, {origins[k]}, does not lie after the one before.", nameof(origins));
        }

        var days = origins.Select(origin => origin.DayNumber).ToArray();
        var labelEnds = Array.ConvertAll(days, day => (int)Math.Min((long)day + horizonDays, int.MaxValue));
        return RollingSplit.All(days, labelEnds).Select(split => new RollingOrigin(
            origins[split.TestRows[0]], split.TrainRows.ToArray().TakeLast(mostTrainingOrigins ?? days.Length).Select(row => origins[row]).ToArray()))
                .ToList().AsReadOnly();
    }

    /// <summary>Whether both are the same split.</summary>
    /// <param name="other">The split to compare with.</param>
    /// <returns>True when test and training origins are equal.</returns>
    public bool Equals(RollingOrigin? other) => other is not null && Test == other.Test && Training.SequenceEqual(other.Training);

    /// <summary>A hash that equal splits share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Test, Training.Count);

    /// <summary>The test origin and the training origins.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Test:yyyy-MM-dd} after {string.Join(", ", Training.Select(day => FormattableString.Invariant($"{day:yyyy-MM-dd}")))}");
}
