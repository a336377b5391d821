using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Baseline;

/// <summary>A log with all that a table can be made of.</summary>
/// <param name="Name">The name in files.</param>
/// <param name="Transactions">Sales and refunds.</param>
/// <param name="Events">Visits and registrations.</param>
/// <param name="First">The first day of the window.</param>
/// <param name="Cut">The last day of the calibration.</param>
/// <param name="Last">The last day.</param>
internal sealed record BaselineLog<TKey>(
    string Name, IReadOnlyList<Transaction<TKey>> Transactions, IReadOnlyList<MemberEvent<TKey>> Events, DateOnly First, DateOnly Cut, DateOnly Last)
    where TKey : notnull
{
    private readonly Dictionary<(EventGrain, DateOnly), MemberTable<TKey>> _tables = [];

    /// <summary>The table that most files are about: days, as of the last one.</summary>
    public MemberTable<TKey> Table => At(Last);

    public MemberTableOptions Options(DateOnly last, EventGrain grain = EventGrain.Day) => new()
    {
        Grain = grain,
        WindowFirst = First.ToDateTime(TimeOnly.MinValue),
        WindowLast = last.ToDateTime(TimeOnly.MinValue).AddDays(1).AddSeconds(-1),
        RecentCells = grain switch { EventGrain.Day => 60, EventGrain.Week => 9, EventGrain.Hour => 1_440, _ => 86_400 },
    };

    public MemberTable<TKey> At(DateOnly last, EventGrain grain = EventGrain.Day)
    {
        if (!_tables.TryGetValue((grain, last), out var table))
            _tables[(grain, last)] = table = Build(Options(last, grain));
        return table;
    }

    /// <summary>The log, read for questions through its last day.</summary>
    public MemberLog<TKey> Read() => Read(Options(Last));

    public MemberLog<TKey> Read(MemberTableOptions options) => MemberLog.Read(Transactions, options, Events);

    /// <summary>The table of a builder that streams the log.</summary>
    private MemberTable<TKey> Build(MemberTableOptions options)
    {
        var builder = new MemberTableBuilder<TKey>(options);
        builder.AddRange(Transactions);
        builder.AddRange(Events);
        return builder.Build();
    }
}

/// <summary>The two logs.</summary>
internal static class Logs
{
    /// <summary>Online Retail, with margins, visits and registrations made up by a rule, and one member who never bought.</summary>
    public static BaselineLog<string> Retail()
    {
        var invoices = OnlineRetailData.Invoices();
        var sales = invoices.Select((row, i) => new Transaction<string>(row.Customer, row.Time, row.NetAmount)
        {
            OrderId = row.Invoice,
            Margin = i % 500 == 0 ? null : decimal.Round(row.NetAmount * (20 + i % 20) / 100, 2),
        });
        var visits = invoices.Where((row, i) => row.Customer.Length > 0 && i % 4 == 0)
            .Select((row, i) => new MemberEvent<string>(row.Customer, row.Time.AddDays(i % 45), MemberEventKind.Visit));
        var registrations = invoices.Where(row => row.Customer.Length > 0).DistinctBy(row => row.Customer).Where((_, i) => i % 3 == 0)
            .Select((row, i) => new MemberEvent<string>(row.Customer, row.Time.AddDays(-(i % 20)), MemberEventKind.Registration))
            .Append(new MemberEvent<string>("visitor", new DateTime(2011, 6, 1), MemberEventKind.Registration));
        return new BaselineLog<string>("retail", [.. sales], [.. visits, .. registrations], new DateOnly(2010, 12, 1), new DateOnly(2011, 9, 9),
            new DateOnly(2011, 12, 9));
    }

    /// <summary>The CDNOW sample as published.</summary>
    public static BaselineLog<int> Cdnow() => new("cdnow", [.. CdnowTables.Log], [], CdnowData.FirstDay, CdnowData.LastCalibrationDay, CdnowData.LastDay);
}
