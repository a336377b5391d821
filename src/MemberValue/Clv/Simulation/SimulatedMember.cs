using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>One member that a <see cref="LogSimulator"/> drew, with what a log does not show: when they left.</summary>
public sealed class SimulatedMember
{
    internal SimulatedMember(
        int key, DateTimeOffset firstPurchase, PurchaseHistory history, IReadOnlyList<double> purchaseTimes, double leftAt, IReadOnlyList<decimal> amounts,
        IReadOnlyList<DateTimeOffset> moments)
    {
        (Key, FirstPurchase, History, PurchaseTimes, LeftAt, Amounts, Moments) = (key, firstPurchase, history, purchaseTimes, leftAt, amounts, moments);
    }

    /// <summary>The member's key in the log, from 1.</summary>
    public int Key { get; }

    /// <summary>When the member first bought: all other times are counted from it.</summary>
    public DateTimeOffset FirstPurchase { get; }

    /// <summary>What a model knows about the member at the end of the log, in the model's unit and not rounded to seconds.</summary>
    public PurchaseHistory History { get; }

    /// <summary>The times of the purchases after the first, in the model's unit, ascending; a model of opportunities gives whole numbers.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> PurchaseTimes { get; }

    /// <summary>
    /// When the member left, in the model's unit from the first purchase on; it may lie after the end of the log, and is infinite for one who never
    /// does. With a model of opportunities, the first opportunity that the member is no longer there for.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LeftAt { get; }

    /// <summary>Whether the member is still there at the end of the log.</summary>
    public bool IsAlive => LeftAt > History.Age;

    /// <summary>What each purchase cost, the first one too.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<decimal> Amounts { get; }

    /// <summary>When each purchase was made, the first one too, to the second: the times in the log.</summary>
    public IReadOnlyList<DateTimeOffset> Moments { get; }

    /// <summary>Key, purchases and whether the member is still there, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Member {Key}: {Moments.Count} purchases from {FirstPurchase:yyyy-MM-dd} on, {(IsAlive ? "alive" : "gone")}");
}
