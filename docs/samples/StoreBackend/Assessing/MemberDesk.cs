using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Members;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Assessing;

/// <summary>Writes states and assessments to members' rows. The caller holds the members' locks.</summary>
public sealed class MemberDesk(ShopCalendar calendar)
{
    /// <summary>The stored state, if it can be gone on with: null where there is none, and where it was made under other options of the log.</summary>
    public MemberState? StateOf(Member member)
    {
        if (member.State is null)
            return null;
        try
        {
            var state = MemberState.FromJson(member.State);
            return state.Calendar == calendar.Rules.Calendar && state.RecentCells == calendar.Rules.RecentCells ? state : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The state made again from the member's orders, where the stored one does not hold all of them.</summary>
    public async Task<(MemberState State, int Orders)> RebuildAsync(StoreContext db, string id, CancellationToken cancellationToken)
    {
        var (builder, orders) = (new MemberTableBuilder<string>(calendar.Rules), 0);
        await foreach (var order in db.Orders.AsNoTracking().Where(order => order.Member == id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            builder.Add(ToTransaction(order));
            orders++;
        }

        return (builder.StateOf(id) ?? MemberState.Empty(calendar.Rules), orders);
    }

    /// <summary>Forgets a member: the row with state and assessment goes, and the orders stay without a name, as those of a guest. False without such a
    /// member.</summary>
    public static async Task<bool> ForgetAsync(StoreContext db, string id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isKnown = (await db.LockMembersAsync([id], cancellationToken)).ContainsKey(id);
        var orders = await db.Orders.Where(order => order.Member == id).ExecuteUpdateAsync(
            set => set.SetProperty(order => order.Member, (string?)null), cancellationToken);
        await db.Members.Where(member => member.Id == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isKnown || orders > 0;
    }

    /// <summary>A new state: the member is assessed as of today, and the alarm goes on or off by the risk before and after.</summary>
    public void Write(Member member, MemberState state, int rows, ModelsInUse models)
    {
        var day = calendar.Today;
        if (state.LastCell is { } last && calendar.Rules.Calendar.CellOf(day) < last)
            day = DateOnly.FromDateTime(calendar.Rules.Calendar.StartOf(last)); // a state knows no day before its last order
        var row = state.AsOf(day);
        var assessment = models.Valuator.Assess(row);
        MemberWarning? warning = null;
        if (models.Warning is not null)
        {
            var before = StateOf(member) is { } stored && !(stored.LastCell > state.LastCell) ? models.Valuator.WithResults(stored.AsOf(day)) : null;
            warning = models.Warning.Compare(
                before, models.Valuator.WithResults(row), assessment.Value ?? double.NaN, member.AsOf is null ? null : member.AlarmOn);
        }

        Write(member, state, rows, models, assessment, warning is null ? null : new Alarm(warning.IsAlarmed, warning.RuleId), day);
    }

    /// <summary>Writes what is known; saves nothing.</summary>
    public static void Write(Member member, MemberState state, int rows, ModelsInUse models, MemberAssessment assessment, Alarm? alarm, DateOnly day)
    {
        var row = assessment.Row;
        member.State = state.ToJson();
        member.RowsHeld = rows;
        member.Orders = row.Orders ?? 0;
        member.AsOf = day;
        member.ModelRun = models.Run;
        member.Purchases = row.Purchases;
        member.LastPurchase = row.LastPurchaseCell is { } last ? DateOnly.FromDateTime(row.Window.Calendar.StartOf(last)) : null;
        member.Net = row.Net ?? 0;
        member.Score = assessment.Score is { IsScored: true } score ? score.ToString() : null;
        member.Segment = assessment.Segment?.Segment.Id;
        member.Stage = assessment.Stage?.ToString();
        member.ProbabilityAlive = Number(assessment.ProbabilityAlive);
        member.ProbabilityOfPurchase = Number(assessment.ProbabilityOfPurchase);
        member.ExpectedPurchases = Number(assessment.ExpectedPurchases);
        member.Value = Number(assessment.Value);
        member.Risk = assessment.Risk?.Risk.Value;
        member.RiskLevel = assessment.Risk?.Risk.Level.ToString();
        member.ValueAtRisk = member.Risk * member.Value;
        member.Action = assessment.Action?.Action.Id;
        member.Reasons = Reasons.Of(assessment).ToJson();
        var wasOn = member.AlarmOn;
        member.AlarmOn = alarm is { IsOn: true };
        if (!member.AlarmOn)
            (member.AlarmSince, member.AlarmRule) = (null, null);
        else if (!wasOn)
            (member.AlarmSince, member.AlarmRule) = (day, alarm!.Rule);
    }

    public static Transaction<string> ToTransaction(Order order) => new(order.Member, order.OrderedAt, order.Amount)
    {
        OrderId = order.Number,
        RowId = order.Number, // an order that reaches a state twice counts once
    };

    private static double? Number(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}

/// <summary>Whether an alarm is on from now, and the rule that tipped it.</summary>
public sealed record Alarm(bool IsOn, string? Rule);
