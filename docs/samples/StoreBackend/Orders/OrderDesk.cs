using MemberValue.Members;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Assessing;
using StoreBackend.Data;

namespace StoreBackend.Orders;

public enum OrderOutcome
{
    /// <summary>The order is stored, and the member is assessed with it.</summary>
    Added,

    /// <summary>The very same order was stored before: nothing changed.</summary>
    Repeated,

    /// <summary>The number is taken by another order.</summary>
    NumberTaken,

    /// <summary>The log's rules do not take such an order.</summary>
    Refused,
}

/// <summary>Takes an order: stored, and its member's state and assessment brought up to date, in one transaction.</summary>
public sealed class OrderDesk(
    IDbContextFactory<StoreContext> contexts, MemberDesk desk, CurrentModels models, Shop.ShopCalendar calendar, StoreMetrics metrics)
{
    public async Task<(OrderOutcome Outcome, string? Reason)> TakeAsync(Order order, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        var member = await MemberOfAsync(db, order.Member!, cancellationToken);

        if (await db.Orders.AsNoTracking().FirstOrDefaultAsync(row => row.Number == order.Number, cancellationToken) is { } stored)
            return (IsSame(stored, order) ? OrderOutcome.Repeated : OrderOutcome.NumberTaken, null);

        var before = await db.Orders.CountAsync(row => row.Member == order.Member, cancellationToken);
        db.Orders.Add(order);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (IsTaken(order.Number))
        {
            return (OrderOutcome.NumberTaken, null); // another member's order of the same number, in the same moment
        }

        var state = member.RowsHeld == before ? (desk.StateOf(member) ?? (before == 0 ? MemberState.Empty(calendar.Rules) : null)) : null;
        _ = (state ?? MemberState.Empty(calendar.Rules)).With(MemberDesk.ToTransaction(order), calendar.Rules, out var skipped);
        if (skipped is not null)
            return (OrderOutcome.Refused, skipped);

        // A state that does not hold all orders is made again from them.
        var rows = before + 1;
        if (state is null)
            (state, rows) = await desk.RebuildAsync(db, member.Id, cancellationToken);
        else
            state = state.With(MemberDesk.ToTransaction(order), calendar.Rules);

        // The models are looked up under the lock: whoever stores models first and then locks the member to write finds this row, and does not miss it.
        var wasOn = member.AlarmOn;
        desk.Write(member, state, rows, await models.NewestAsync(db, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.Alarm(wasOn, member.AlarmOn, StoreMetrics.Order);
        return (OrderOutcome.Added, null);
    }

    /// <summary>A row to lock, then the lock: two orders of a member at once come one after the other from here on. Who is forgotten in between is
    /// new.</summary>
    private static async Task<Member> MemberOfAsync(StoreContext db, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO members (id, rows_held, orders, purchases, net, alarm_on) VALUES ({id}, 0, 0, 0, 0, false) ON CONFLICT (id) DO NOTHING
                """, cancellationToken);
            if ((await db.LockMembersAsync([id], cancellationToken)).TryGetValue(id, out var member))
                return member;
        }
    }

    private static bool IsSame(Order stored, Order order) =>
        (stored.Member, stored.OrderedAt, stored.Amount) == (order.Member, order.OrderedAt, order.Amount);

    private bool IsTaken(string number)
    {
        using var db = contexts.CreateDbContext();
        return db.Orders.Any(row => row.Number == number);
    }
}
