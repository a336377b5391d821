using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// A member's levels of recency, frequency and monetary value, 1 (worst) to the scale's number of levels (best, recency included); or
/// <see cref="Unscored"/>, for a member without a purchase. A value of 4 bytes.
/// </summary>
/// <remarks>
/// Ordered by R, then F, then M, with unscored below all. Written <c>543</c>, or <c>10-5-3</c> in a scale that has ten levels in some
/// dimension (then with dashes even where no level is 10: <c>5-4-3</c>), or <c>-</c> when unscored. Two scores are equal when they are
/// written alike; how many levels their scales have is carried along, so that a <see cref="SegmentMap"/> can refuse scores of another
/// scale, and takes no part in equality or order.
/// </remarks>
[JsonConverter(typeof(RfmScoreJsonConverter))]
public readonly struct RfmScore : IEquatable<RfmScore>, IComparable<RfmScore>, IComparable, IWritesJson
{
    // Bits 31-28 R, 27-24 F, 23-20 M, 19 dashes; 11-8, 7-4, 3-0 the scale's levels of R, F and M, or 0 when no scale is known.
    internal const int RShift = 28;
    internal const int FShift = 24;
    internal const int MShift = 20;
    private const uint Dashes = 1u << 19;
    private const int WrittenShift = 19;
    private const uint TagMask = 0xFFF;

    private readonly uint _bits;

    /// <summary>A score of no particular scale, to compare with or to name a rule's code; with a level of 10 it is written with dashes.</summary>
    /// <param name="r">Level of recency, 1 to 10; the most recent are best.</param>
    /// <param name="f">Level of frequency, 1 to 10.</param>
    /// <param name="m">Level of monetary value, 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">A level outside 1 to 10.</exception>
    public RfmScore(int r, int f, int m)
        : this(Pack(r, f, m, RfmLevels.Max, RfmLevels.Max, RfmLevels.Max) | (r == RfmLevels.Max || f == RfmLevels.Max || m == RfmLevels.Max ? Dashes : 0))
    {
    }

    /// <summary>A score of a scale with the given levels: what a scorer of your own makes.</summary>
    /// <param name="r">Level of recency, 1 to the scale's; the most recent are best.</param>
    /// <param name="f">Level of frequency, 1 to the scale's.</param>
    /// <param name="m">Level of monetary value, 1 to the scale's.</param>
    /// <param name="levels">The scale's number of levels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A level outside 1 to the scale's.</exception>
    public RfmScore(int r, int f, int m, RfmLevels levels)
        : this(Pack(r, f, m, levels.Recency, levels.Frequency, levels.Monetary) | TagOf(levels))
    {
    }

    private RfmScore(uint bits) => _bits = bits;

    /// <summary>The score of a member who cannot be scored: the <c>default</c> value.</summary>
    public static RfmScore Unscored => default;

    /// <summary>Whether there is a score.</summary>
    public bool IsScored => _bits != 0;

    /// <summary>Level of recency, from 1; 0 when unscored. Recent purchases give high levels.</summary>
    public int R => (int)(_bits >> RShift);

    /// <summary>Level of frequency, from 1; 0 when unscored.</summary>
    public int F => (int)(_bits >> FShift) & 0xF;

    /// <summary>Level of monetary value, from 1; 0 when unscored.</summary>
    public int M => (int)(_bits >> MShift) & 0xF;

    /// <summary>The levels of the scale that gave the score; null for one created by hand, parsed or unscored.</summary>
    public RfmLevels? Levels => Tag == 0 ? null : new RfmLevels((int)(Tag >> 8), (int)(Tag >> 4) & 0xF, (int)Tag & 0xF);

    /// <summary>R, F and M as a number below 4,096; 0 when unscored.</summary>
    internal int Code => (int)(_bits >> MShift);

    /// <summary>The scale's levels as 12 bits; 0 when unknown.</summary>
    internal uint Tag => _bits & TagMask;

    /// <summary>Whether the first score ranks below the second.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator <(RfmScore left, RfmScore right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first score ranks above the second.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator >(RfmScore left, RfmScore right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first score does not rank above the second.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator <=(RfmScore left, RfmScore right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first score does not rank below the second.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator >=(RfmScore left, RfmScore right) => left.CompareTo(right) >= 0;

    /// <summary>Whether both scores are written alike.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator ==(RfmScore left, RfmScore right) => left.Equals(right);

    /// <summary>Whether the scores are written differently.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator !=(RfmScore left, RfmScore right) => !left.Equals(right);

    /// <summary>Reads what <see cref="ToString"/> writes: <c>543</c>, <c>10-5-3</c> or <c>-</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The score, of no particular scale.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a score.</exception>
    public static RfmScore Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var score)
            ? score
            : throw Error.Format(
                $"'{text}' is no RFM score; it must be three levels 1 to 9 such as 543, levels 1 to 10 with dashes such as 10-5-3, or - for unscored.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes, without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="score">The score, of no particular scale; unscored when the text is not a score.</param>
    /// <returns><see langword="false"/> when the text is not a score.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RfmScore score)
    {
        score = default;
        if (text == "-")
            return true;
        if (text is { Length: 3 } && text.All(letter => letter is >= '1' and <= '9'))
        {
            score = new RfmScore(text[0] - '0', text[1] - '0', text[2] - '0');
            return true;
        }

        var parts = text?.Split('-');
        if (parts is not { Length: 3 })
            return false;
        Span<int> levels = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out levels[i]) || levels[i] is < 1 or > RfmLevels.Max
                || parts[i].Length != (levels[i] == RfmLevels.Max ? 2 : 1))
            {
                return false;
            }
        }

        score = new RfmScore(new RfmScore(levels[0], levels[1], levels[2])._bits | Dashes);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(RfmScore other) => (_bits >> WrittenShift).CompareTo(other._bits >> WrittenShift);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        RfmScore other => CompareTo(other),
        _ => throw Error.Argument($"A score can be compared with a score, not with a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(RfmScore other) => _bits >> WrittenShift == other._bits >> WrittenShift;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RfmScore other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(_bits >> WrittenShift);

    /// <summary>The levels as text that is the same in every culture: <c>543</c>, <c>10-5-3</c> or <c>-</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (!IsScored)
            return "-";
        return (_bits & Dashes) != 0
            ? string.Create(CultureInfo.InvariantCulture, $"{R}-{F}-{M}")
            : string.Create(CultureInfo.InvariantCulture, $"{R}{F}{M}");
    }

    /// <summary>What every score of a scale has in common, to be or-ed with its levels.</summary>
    void IWritesJson.WriteJson(ResultWriter to) => to.Plain(ToString());

    internal static uint TagOf(RfmLevels levels) =>
        ((uint)levels.Recency << 8) | ((uint)levels.Frequency << 4) | (uint)levels.Monetary | (levels.IsWide ? Dashes : 0);

    /// <summary>A score of checked levels.</summary>
    internal static RfmScore Unchecked(int r, int f, int m, uint tag) => new(((uint)r << RShift) | ((uint)f << FShift) | ((uint)m << MShift) | tag);

    private static uint Pack(int r, int f, int m, int maxR, int maxF, int maxM)
    {
        static uint Level(int level, int max, string name) => level >= 1 && level <= max
            ? (uint)level
            : throw Error.OutOfRange(name, $"The level is {level} and must be 1 to {max}.");
        return (Level(r, maxR, nameof(r)) << RShift) | (Level(f, maxF, nameof(f)) << FShift) | (Level(m, maxM, nameof(m)) << MShift);
    }
}
