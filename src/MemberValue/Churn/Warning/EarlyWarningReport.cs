using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Who crossed the danger line between two assessments of a base. Immutable.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed record EarlyWarningReport<TKey> : IWritesJson
    where TKey : notnull
{
    /// <summary>
    /// The members who crossed the line upwards, most value at risk first, those of unknown value last; equal ones by larger risk, then by smaller key
    /// (strings ordinal; keys without an order in row order).
    /// </summary>
    public required IReadOnlyList<ChurnAlarm<TKey>> Alarms { get; init; }

    /// <summary>Members only in the later assessment, ranked the same way. They are not alarms, because there is no earlier risk to compare with.</summary>
    public required IReadOnlyList<ChurnAlarm<TKey>> NewMembers { get; init; }

    /// <summary>Members only in the earlier assessment, in its row order.</summary>
    public required IReadOnlyList<VanishedMember<TKey>> Vanished { get; init; }

    /// <summary>
    /// The members whose alarm is on, in row order: new alarms, earlier ones that are not over yet, and new members at or above the line. Keep it and pass
    /// it to the next comparison.
    /// </summary>
    public required IReadOnlyList<TKey> Alarmed { get; init; }

    /// <summary>How many alarms from before are over: the risk has fallen below the line that clears them.</summary>
    public required int Cleared { get; init; }

    /// <summary>The value at risk of all alarms whose value is known.</summary>
    public required double ValueAtRisk { get; init; }

    /// <summary>How many alarms are of members whose expected value is not known (NaN); they are not in <see cref="ValueAtRisk"/>.</summary>
    public required int AlarmsWithoutValue { get; init; }

    /// <summary>Alarms and value at risk in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Alarms.Count} alarms, {NewMembers.Count} new members, {Vanished.Count} vanished, {Cleared} cleared; value at risk {ValueAtRisk:0.##}");

    /// <summary>Whether both say the same, in lists as well.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(EarlyWarningReport<TKey>? other) =>
        other is not null && Alarms.SequenceEqual(other.Alarms) && NewMembers.SequenceEqual(other.NewMembers)
        && Vanished.SequenceEqual(other.Vanished) && Alarmed.SequenceEqual(other.Alarmed) && Cleared == other.Cleared
        && ValueAtRisk.Equals(other.ValueAtRisk) && AlarmsWithoutValue == other.AlarmsWithoutValue;

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Alarms.Count, NewMembers.Count, Cleared, ValueAtRisk);

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, report) =>
    {
        to.Items(nameof(Alarms), report.Alarms);
        to.Items(nameof(NewMembers), report.NewMembers);
        to.Items(nameof(Vanished), report.Vanished);
        to.Items(nameof(Alarmed), report.Alarmed);
        to.Property(nameof(Cleared), report.Cleared);
        to.Property(nameof(ValueAtRisk), report.ValueAtRisk);
        to.Property(nameof(AlarmsWithoutValue), report.AlarmsWithoutValue);
    });
}
