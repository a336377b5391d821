using MemberValue.Common;

namespace MemberValue.Rfm;

/// <summary>How many levels each of the three dimensions has, 2 to 10.</summary>
public readonly record struct RfmLevels
{
    /// <summary>The fewest levels of a dimension.</summary>
    public const int Min = 2;

    /// <summary>The most levels of a dimension.</summary>
    public const int Max = 10;

    /// <summary>Creates the three numbers of levels.</summary>
    /// <param name="recency">Levels of recency, 2 to 10.</param>
    /// <param name="frequency">Levels of frequency, 2 to 10.</param>
    /// <param name="monetary">Levels of monetary value, 2 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside 2 to 10.</exception>
    public RfmLevels(int recency, int frequency, int monetary)
    {
        Recency = Checked(recency, nameof(recency));
        Frequency = Checked(frequency, nameof(frequency));
        Monetary = Checked(monetary, nameof(monetary));
    }

    /// <summary>Levels of recency.</summary>
    public int Recency { get; }

    /// <summary>Levels of frequency.</summary>
    public int Frequency { get; }

    /// <summary>Levels of monetary value.</summary>
    public int Monetary { get; }

    /// <summary>How many different scores there are.</summary>
    public int Codes => Recency * Frequency * Monetary;

    /// <summary>Whether a dimension has ten levels, so that scores are written with dashes.</summary>
    internal bool IsWide => Recency == Max || Frequency == Max || Monetary == Max;

    /// <summary>The same number of levels in each dimension.</summary>
    /// <param name="levels">Levels, 2 to 10.</param>
    /// <returns>The three numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside 2 to 10.</exception>
    public static RfmLevels Of(int levels) => new(Checked(levels, nameof(levels)), levels, levels);

    /// <summary>The three numbers, such as <c>5 x 5 x 5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Recency} x {Frequency} x {Monetary}");

    /// <summary>Every score of these levels, ascending.</summary>
    internal IEnumerable<RfmScore> AllScores()
    {
        for (var r = 1; r <= Recency; r++)
        {
            for (var f = 1; f <= Frequency; f++)
            {
                for (var m = 1; m <= Monetary; m++)
                    yield return new RfmScore(r, f, m, this);
            }
        }
    }

    private static int Checked(int levels, string name) => levels is >= Min and <= Max
        ? levels
        : throw Error.OutOfRange(name, $"The number of levels of a dimension is {levels} and must be {Min} to {Max}.");
}
