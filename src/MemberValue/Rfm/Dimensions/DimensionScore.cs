using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// A member's levels in any number of dimensions, 1 (worst) to the number of levels (best); or <see cref="Unscored"/>. Written <c>R5 F3 M2 L4</c>, with
/// <c>-</c> where the member has no level in a dimension: <c>R5 F1 M2 V-</c>; and <c>-</c> alone when unscored. A value of 16 bytes.
/// </summary>
[JsonConverter(typeof(ResultJsonConverter))]
public readonly struct DimensionScore : IEquatable<DimensionScore>, IWritesJson
{
    /// <summary>The most dimensions of a score.</summary>
    public const int MostDimensions = 16;

    internal const int Bits = 4;

    private const ulong Mask = (1 << Bits) - 1;

    private readonly string[]? _letters; // shared by all scores of a scale
    private readonly ulong _levels;

    internal DimensionScore(string[] letters, ulong levels) => (_letters, _levels) = (letters, levels);

    /// <summary>The score of a member who is not scored: the <c>default</c> value.</summary>
    public static DimensionScore Unscored => default;

    /// <summary>Whether there is a level in any dimension.</summary>
    public bool IsScored => _levels != 0;

    /// <summary>Whether there is a level in every dimension.</summary>
    public bool IsComplete
    {
        get
        {
            for (var j = 0; j < Count; j++)
            {
                if (LevelAt(j) == 0)
                    return false;
            }

            return IsScored;
        }
    }

    /// <summary>How many dimensions the score has; 0 for the default value.</summary>
    public int Count => _letters?.Length ?? 0;

    /// <summary>The letters of the dimensions, in order.</summary>
    public IReadOnlyList<string> Letters => Array.AsReadOnly(_letters ?? []);

    /// <summary>The level in a dimension, from 1; 0 where the member has none.</summary>
    /// <param name="dimension">Its place, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int this[int dimension] => (uint)dimension < (uint)Count
        ? LevelAt(dimension)
        : throw Error.OutOfRange(nameof(dimension), $"The dimension is {dimension} and must be 0 to {Count - 1}.");

    /// <summary>The level in a dimension, from 1; 0 where the member has none, and for an unscored member.</summary>
    /// <param name="letter">Its letter.</param>
    /// <exception cref="ArgumentException">The score has dimensions, and none with that letter.</exception>
    [SuppressMessage("Design", "CA1043:Use Integral Or String Argument For Indexers", Justification = "A level is looked up by its letter.")]
    public int this[string letter] => _letters is null ? 0
        : Array.IndexOf(_letters, letter) is >= 0 and var place ? LevelAt(place)
        : throw Error.Argument($"There is no dimension '{letter}'; there are: {ErrorText.List(_letters)}.", nameof(letter));

    internal ulong Levels => _levels;

    /// <summary>Whether both scores are written alike.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator ==(DimensionScore left, DimensionScore right) => left.Equals(right);

    /// <summary>Whether the scores are written differently.</summary>
    /// <param name="left">A score.</param>
    /// <param name="right">Another.</param>
    /// <returns><see langword="true"/> if it is so.</returns>
    public static bool operator !=(DimensionScore left, DimensionScore right) => !left.Equals(right);

    /// <summary>Reads what <see cref="ToString"/> writes, such as <c>R5 F3 M2 L4</c> or <c>-</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a score.</exception>
    public static DimensionScore Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var score) ? score
            : throw Error.Format($"'{text}' is not a score; it must be a letter and a level 1 to 10, or -, per dimension, such as R5 F3 V-, or - alone.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes, without throwing.</summary>
    /// <param name="text">The text; may be null.</param>
    /// <param name="score">The score; unscored when the text is not a score.</param>
    /// <returns><see langword="false"/> when the text is not a score.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DimensionScore score)
    {
        score = default;
        if (text == "-")
            return true;
        var parts = text?.Split(' ') ?? [];
        if (parts.Length is 0 or > MostDimensions)
            return false;
        var (letters, levels) = (new string[parts.Length], 0UL);
        for (var j = 0; j < parts.Length; j++)
        {
            letters[j] = string.Concat(parts[j].TakeWhile(char.IsLetter));
            var level = parts[j][letters[j].Length..];
            if (letters[j].Length is 0 or > 3 || Array.IndexOf(letters, letters[j]) < j)
                return false;
            var number = 0;
            if (level != "-" && (level.StartsWith('0') || !int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                || number is < 1 or > RfmLevels.Max))
            {
                return false;
            }

            levels |= (ulong)number << (j * Bits);
        }

        score = levels == 0 ? default : new DimensionScore(letters, levels);
        return levels != 0;
    }

    /// <inheritdoc/>
    public bool Equals(DimensionScore other) => _levels == other._levels
        && (_levels == 0 || ReferenceEquals(_letters, other._letters) || _letters.AsSpan().SequenceEqual(other._letters));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DimensionScore other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _levels.GetHashCode();

    /// <summary>The levels as text that is the same in every culture: <c>R5 F3 M2 L4</c>, <c>R5 V-</c> or <c>-</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (!IsScored)
            return "-";
        var text = new StringBuilder();
        for (var j = 0; j < Count; j++)
        {
            text.Append(j == 0 ? "" : " ").Append(_letters![j]);
            _ = LevelAt(j) == 0 ? text.Append('-') : text.Append(CultureInfo.InvariantCulture, $"{LevelAt(j)}");
        }

        return text.ToString();
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Plain(ToString());

    internal int LevelAt(int dimension) => (int)((_levels >> (dimension * Bits)) & Mask);
}
