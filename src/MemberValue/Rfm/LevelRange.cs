using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>A range of levels, both ends included. A range of the mean of F and M may have bounds in halves, such as 2.5.</summary>
/// <param name="From">The lowest level.</param>
/// <param name="Through">The highest level.</param>
public readonly record struct LevelRange(
    [property: JsonConverter(typeof(ResultJsonConverter))] double From,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Through)
{
    /// <summary>One level alone.</summary>
    /// <param name="level">The level.</param>
    /// <returns>The range.</returns>
    public static LevelRange Only(double level) => new(level, level);

    /// <summary>The range, such as <c>3-5</c>, or <c>5</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => From.Equals(Through)
        ? string.Create(CultureInfo.InvariantCulture, $"{From}")
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{Through}");

    /// <summary>Whether the range holds a value that is given in halves: exact, since twice a checked bound is a whole number.</summary>
    internal bool HoldsHalves(int halves) => 2 * From <= halves && halves <= 2 * Through;
}
