using MemberValue.Members;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Orders;

namespace StoreBackend.Endpoints;

/// <summary>One page of the early-warning list.</summary>
public sealed record WarningPage(int Page, int Size, int Total, double ValueAtRisk, IReadOnlyList<MemberResponse> Members);

/// <summary>One segment or stage.</summary>
public sealed record SummaryLine(string Id, Text Name, int Members, double Share, decimal Net, double? Value);

/// <summary>Reads assessments: one member, and the whole base by segment, by stage and by value at risk.</summary>
public sealed class MemberReader(StoreContext db)
{
    public async Task<MemberResponse?> FindAsync(string id, CancellationToken cancellationToken) =>
        OrderCheck.IsId(id) && await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } member
            ? MemberResponse.Of(member) : null;

    /// <summary>Members with an alarm on, the most value at risk first, those of unknown value last.</summary>
    public async Task<WarningPage> WarningsAsync(int page, int size, CancellationToken cancellationToken)
    {
        var alarmed = db.Members.AsNoTracking().Where(row => row.AlarmOn);
        var rows = await alarmed.OrderBy(row => row.ValueAtRisk == null).ThenByDescending(row => row.ValueAtRisk).ThenBy(row => row.Id)
            .Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new WarningPage(
            page, size, await alarmed.CountAsync(cancellationToken), await alarmed.SumAsync(row => row.ValueAtRisk, cancellationToken) ?? 0,
            [.. rows.Select(MemberResponse.Of)]);
    }

    public Task<IReadOnlyList<SummaryLine>> SegmentsAsync(Func<string, Text> name, CancellationToken cancellationToken) =>
        SummaryAsync(db.Members.Where(row => row.Segment != null).GroupBy(row => row.Segment!), name, cancellationToken);

    public Task<IReadOnlyList<SummaryLine>> StagesAsync(Func<string, Text> name, CancellationToken cancellationToken) =>
        SummaryAsync(db.Members.Where(row => row.Stage != null).GroupBy(row => row.Stage!), name, cancellationToken);

    private static async Task<IReadOnlyList<SummaryLine>> SummaryAsync(
        IQueryable<IGrouping<string, Member>> groups, Func<string, Text> name, CancellationToken cancellationToken)
    {
        var rows = await groups.Select(
            group => new { group.Key, Members = group.Count(), Net = group.Sum(row => row.Net), Value = group.Sum(row => row.Value) })
            .ToListAsync(cancellationToken);
        var all = rows.Sum(row => row.Members);
        return [.. rows.OrderByDescending(row => row.Net).Select(row =>
            new SummaryLine(row.Key, name(row.Key), row.Members, (double)row.Members / all, row.Net, row.Value))];
    }
}
