using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>The condition of a rule of a tree on one column: a range above one number and up to another, or a missing value.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Above">Values must be above this; null: no lower limit.</param>
/// <param name="UpTo">Values must not be above this; null: no upper limit.</param>
/// <param name="KnownAllowed">Whether a known value can meet the condition; false where only a missing one does.</param>
/// <param name="MissingAllowed">Whether a missing value meets the condition.</param>
/// <param name="MissingSeen">Whether the column had a missing value in the fit; the text mentions missing values only then.</param>
public sealed record TreeCondition(
    string Feature,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? Above,
    [property: JsonConverter(typeof(ResultJsonConverter))] double? UpTo,
    bool KnownAllowed,
    bool MissingAllowed,
    bool MissingSeen)
{
    /// <summary>Whether a value meets the condition.</summary>
    /// <param name="value">The value; NaN where it is missing.</param>
    /// <returns>True if it does.</returns>
    public bool IsMetBy(double value) => double.IsNaN(value)
        ? MissingAllowed
        : KnownAllowed && !(value <= Above) && !(value > UpTo);

    /// <summary>The condition in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            if (!KnownAllowed)
                return Text.Of($"{Feature} is missing", $"{Feature}缺失");
            var takesMissing = MissingAllowed && MissingSeen;
            var range = (Above, UpTo) switch
            {
                ({ } above, { } upTo) => $"{TreeText.Number(above)} < {Feature} <= {TreeText.Number(upTo)}",
                ({ } above, null) => $"{Feature} > {TreeText.Number(above)}",
                (null, { } upTo) => $"{Feature} <= {TreeText.Number(upTo)}",
                _ => null,
            };
            if (range is null)
                return takesMissing ? Text.Of($"{Feature} is anything", $"{Feature}不限") : Text.Of($"{Feature} is known", $"{Feature}有值");
            return takesMissing ? Text.Of($"({range} or missing)", $"（{range}或缺失）") : Text.Of(range);
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
