using System.Collections.ObjectModel;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Reports which members crossed the danger line, which rule contributed most, by how much, and what is at stake: for a base between two dates, or for one
/// member before and after an event. Both use the same code for each member. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// An alarm is raised when the risk is at or above <see cref="Raise"/> and no alarm is on, and is over when the risk is below <see cref="Clear"/>. The
/// caller keeps whether one is on: <see cref="EarlyWarningReport{TKey}.Alarmed"/> or <see cref="MemberWarning.IsAlarmed"/>. Without it, an alarm is on where
/// the risk before was at or above Raise.
/// </remarks>
public sealed class EarlyWarning
{
    /// <summary>Creates an early warning.</summary>
    /// <param name="assessor">What assesses the members, before and now.</param>
    /// <param name="options">The danger line; checked and copied. Null for the defaults: 2/3, without hysteresis.</param>
    /// <exception cref="ArgumentNullException"><paramref name="assessor"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public EarlyWarning(ChurnRiskAssessor assessor, EarlyWarningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(assessor);
        (Raise, Clear) = (options ?? new EarlyWarningOptions()).Checked();
        Assessor = assessor;
    }

    /// <summary>What assesses the members.</summary>
    public ChurnRiskAssessor Assessor { get; }

    /// <summary>An alarm is raised at or above this risk.</summary>
    public double Raise { get; }

    /// <summary>An alarm is over below this risk.</summary>
    public double Clear { get; }

    /// <summary>Compares two assessments of the same base.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="before">The earlier assessment.</param>
    /// <param name="now">The later one; of the same date or a later one, by the same assessor.</param>
    /// <param name="expectedValues">What each member of <paramref name="now"/> is expected to be worth, in its row order; NaN where it is not known.</param>
    /// <param name="alarmed">The members whose alarm is on, from the last report; null at the first comparison. A key that is in neither assessment is
    /// ignored.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException">An assessment is null.</exception>
    /// <exception cref="ArgumentException">An assessment is by another assessor, the dates are the wrong way round or of different calendars, or there is not
    /// one value per member.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public EarlyWarningReport<TKey> Compare<TKey>(
        ChurnRisks<TKey> before, ChurnRisks<TKey> now, ReadOnlySpan<double> expectedValues, IEnumerable<TKey>? alarmed = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        Check(before, now, expectedValues.Length);
        var rows = before.Table.KeySet.RowsOf(now.Table.KeySet);
        var isOn = alarmed is null ? null : Flags(alarmed, now.Table);
        var wasSeen = new bool[before.Table.Count];
        var (alarms, newMembers, on, cleared) = (new List<ChurnAlarm<TKey>>(), new List<ChurnAlarm<TKey>>(), new List<TKey>(), 0);
        var risks = now.Risks.Values;
        var earlier = before.Risks.Values;
        for (var row = 0; row < rows.Length; row++)
        {
            if (row % 65_536 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            ChurnRisk? was = rows[row] < 0 ? null : earlier[rows[row]];
            var wasOn = WasOn(was, isOn?[row]);
            var (isAlarm, isAlarmed) = Step(was, risks[row], wasOn);
            if (rows[row] >= 0)
                wasSeen[rows[row]] = true;
            if (isAlarmed)
                on.Add(now.Table.Keys[row]);
            cleared += wasOn && !isAlarmed ? 1 : 0;
            if (isAlarm)
                alarms.Add(new ChurnAlarm<TKey>(now.Table.Keys[row], row,
                    Warning(before.Table.Columns, rows[row], was, now.Table.Columns, row, risks[row], expectedValues[row], isAlarm, isAlarmed)));
            else if (was is null)
                newMembers.Add(new ChurnAlarm<TKey>(
                    now.Table.Keys[row], row, Warning(null, -1, was, now.Table.Columns, row, risks[row], expectedValues[row], isAlarm, isAlarmed)));
        }

        var order = new AlarmOrder<TKey>();
        alarms.Sort(order);
        newMembers.Sort(order);
        return new EarlyWarningReport<TKey>
        {
            Alarms = alarms.AsReadOnly(),
            NewMembers = newMembers.AsReadOnly(),
            Vanished = Vanished(before, wasSeen),
            Alarmed = on.AsReadOnly(),
            Cleared = cleared,
            ValueAtRisk = alarms.Where(alarm => !double.IsNaN(alarm.Warning.ValueAtRisk)).Sum(alarm => alarm.Warning.ValueAtRisk),
            AlarmsWithoutValue = alarms.Count(alarm => double.IsNaN(alarm.Warning.ValueAtRisk)),
        };
    }

    /// <summary>
    /// Compares one member before and after an event, such as an order or the end of a day; the result is that of a comparison of the base.
    /// </summary>
    /// <param name="before">The member before. Null for a new member.</param>
    /// <param name="now">The member now.</param>
    /// <param name="expectedValue">What the member is expected to be worth; NaN where it is not known.</param>
    /// <param name="isAlarmed">Whether an alarm is on, from the last warning; null at the first comparison.</param>
    /// <returns>The risks, whether to alarm, and whether an alarm is on from now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="now"/> is null.</exception>
    /// <exception cref="ArgumentException">The dates are the wrong way round or of different calendars, or the rows are of two members; the message names
    /// both keys.</exception>
    /// <exception cref="InvalidOperationException">Something that a rule needs was not fed.</exception>
    public MemberWarning Compare(MemberRow? before, MemberRow now, double expectedValue = double.NaN, bool? isAlarmed = null)
    {
        ArgumentNullException.ThrowIfNull(now);
        ChurnRisk? was = null;
        if (before is not null)
        {
            before.RequireSameMember(now, nameof(before));
            CheckDates(before.Window, now.Window);
            was = Assessor.Assess(before);
        }

        var risk = Assessor.Assess(now);
        var (isAlarm, isOn) = Step(was, risk, WasOn(was, isAlarmed));
        return Warning(before?.ToColumns(), 0, was, now.ToColumns(), 0, risk, expectedValue, isAlarm, isOn);
    }

    private static bool[] Flags<TKey>(IEnumerable<TKey> alarmed, MemberTable<TKey> table)
        where TKey : notnull
    {
        var flags = new bool[table.Count];
        foreach (var key in alarmed)
        {
            if (table.TryGetIndex(key, out var row))
                flags[row] = true;
        }

        return flags;
    }

    private static ReadOnlyCollection<VanishedMember<TKey>> Vanished<TKey>(ChurnRisks<TKey> before, bool[] wasSeen)
        where TKey : notnull
    {
        var vanished = new List<VanishedMember<TKey>>();
        for (var row = 0; row < wasSeen.Length; row++)
        {
            if (!wasSeen[row])
                vanished.Add(new VanishedMember<TKey>(before.Table.Keys[row], row, before.Risks.Values[row]));
        }

        return vanished.AsReadOnly();
    }

    private bool WasOn(ChurnRisk? before, bool? kept) => kept ?? before?.Value >= Raise;

    /// <summary>Whether to alarm, and whether an alarm is on afterwards. A new member raises no alarm, having no earlier risk.</summary>
    private (bool IsAlarm, bool IsAlarmed) Step(ChurnRisk? before, ChurnRisk now, bool wasOn)
    {
        var isOn = now.Value >= (wasOn ? Clear : Raise);
        return (isOn && !wasOn && before is not null, isOn);
    }

    private MemberWarning Warning(
        MemberColumns? before, int rowBefore, ChurnRisk? was, MemberColumns now, int row, ChurnRisk risk, double value, bool isAlarm, bool isAlarmed)
    {
        var (rule, rise) = isAlarm ? Tipped(before!, rowBefore, now, row) : (null, 0);
        return new MemberWarning
        {
            Before = was,
            Now = risk,
            IsAlarm = isAlarm,
            IsAlarmed = isAlarmed,
            RuleId = rule,
            RuleRise = rise,
            ValueAtRisk = risk.Value * value,
        };
    }

    private (string? Rule, double Rise) Tipped(MemberColumns before, int rowBefore, MemberColumns now, int row)
    {
        Span<double> contributions = stackalloc double[Assessor.Rules.Count];
        Span<double> earlier = stackalloc double[Assessor.Rules.Count];
        Assessor.Contributions(now, row, contributions);
        Assessor.Contributions(before, rowBefore, earlier);
        var (rule, most) = ((string?)null, 0.0);
        for (var i = 0; i < contributions.Length; i++)
        {
            if (contributions[i] - earlier[i] > most)
                (rule, most) = (Assessor.Rules[i].Rule.Id, contributions[i] - earlier[i]);
        }

        return (rule, most);
    }

    private void Check<TKey>(ChurnRisks<TKey> before, ChurnRisks<TKey> now, int values)
        where TKey : notnull
    {
        if (!ReferenceEquals(before.Assessor, Assessor))
            throw new ArgumentException("The assessment is by another assessor, so its risks cannot be compared.", nameof(before));
        if (!ReferenceEquals(now.Assessor, Assessor))
            throw new ArgumentException("The assessment is by another assessor, so its risks cannot be compared.", nameof(now));
        if (values != now.Table.Count)
            throw Error.Argument($"There are {values} values for {now.Table.Count} members.", "expectedValues");
        CheckDates(before.Table.Window, now.Table.Window);
    }

    private static void CheckDates(ObservationWindow before, ObservationWindow now)
    {
        if (before.Calendar != now.Calendar)
            throw Error.Argument($"The earlier assessment has cells of {before.Calendar}, the later one of {now.Calendar}.", nameof(before));
        if (before.LastCell > now.LastCell)
        {
            throw Error.Argument(
                $"The earlier assessment is of {before.Calendar.Format(before.LastCell)}, after the later one of {now.Calendar.Format(now.LastCell)}.",
                nameof(before));
        }
    }

    /// <summary>Both lines and the risk in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Alarm from {Raise:0.###}, clear below {Clear:0.###}; {Assessor}");
}
