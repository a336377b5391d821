using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What an attrition model knows about one member: how often they bought again, and when. Times are in the model's unit, counted from the
/// member's first purchase. The literature writes it (x, t_x, T).
/// </summary>
/// <param name="RepeatPurchases">x: purchases after the first; 0 or more.</param>
/// <param name="TimeOfLastPurchase">t_x: time from the first purchase to the last; 0 when x is 0, otherwise 0 to T.</param>
/// <param name="Age">T: time from the first purchase to the moment that the history is known up to; 0 or more.</param>
/// <remarks>Every function of a model answers NaN for a history that breaks these rules.</remarks>
public readonly record struct PurchaseHistory(
    int RepeatPurchases,
    [property: JsonConverter(typeof(ResultJsonConverter))] double TimeOfLastPurchase,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Age)
{
    /// <summary>A member who has just made the first purchase: (0, 0, 0).</summary>
    public static PurchaseHistory New => default;

    /// <summary>Whether the history keeps the rules: 0 &lt;= x, 0 &lt;= t_x &lt;= T, T finite, and t_x = 0 where x = 0.</summary>
    public bool IsValid => IsValidHistory(RepeatPurchases, TimeOfLastPurchase, Age);

    internal static bool IsValidHistory(double x, double tx, double age) =>
        x >= 0 && tx >= 0 && tx <= age && age <= double.MaxValue && (x > 0 || tx == 0);

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"RepeatPurchases = {RepeatPurchases}, TimeOfLastPurchase = {TimeOfLastPurchase}, Age = {Age}, IsValid = {IsValid}");
}
