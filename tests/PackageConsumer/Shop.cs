using MemberValue.Clv;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>A year and a half of a small shop that does not exist: simulated purchases by seed, returns of some of them, and visits.</summary>
internal sealed class Shop
{
    public static readonly DateOnly FirstDay = new(2023, 1, 1);
    public static readonly DateOnly LastDay = new(2024, 6, 30);

    private Shop(List<Transaction<string>> log, List<MemberEvent<string>> visits)
    {
        Log = log;
        Visits = visits;
        Read = MemberLog.Read(log, Options(), visits);
        Table = Read.Table();
    }

    public IReadOnlyList<Transaction<string>> Log { get; }

    public IReadOnlyList<MemberEvent<string>> Visits { get; }

    /// <summary>The log with the visits, read once.</summary>
    public MemberLog<string> Read { get; }

    public MemberTable<string> Table { get; }

    public static MemberTableOptions Options() => new()
    {
        TimeZone = "UTC",
        WindowLast = LastDay.ToDateTime(TimeOnly.MinValue),
        RecentCells = 60,
    };

    public static Shop Simulate(int members, int seed)
    {
        var purchases = new ParetoNbdModel(new ParetoNbdParameters(r: 0.9, alpha: 7, s: 0.7, beta: 14), TimeUnit.Week);
        var simulator = new LogSimulator(purchases, new LogSimulationOptions
        {
            FirstDay = FirstDay,
            LastDay = LastDay,
            JoinDays = 300,
            Members = members,
            Spend = new GammaGammaModel(new GammaGammaParameters(p: 6, q: 4, v: 16)),
        });
        var log = new List<Transaction<string>>();
        var visits = new List<MemberEvent<string>>();
        foreach (var row in simulator.Log(seed))
        {
            var member = $"m{row.Member:0000}";
            log.Add(new Transaction<string>(member, row.Time, row.Amount) { OrderId = $"o{log.Count}", Margin = row.Amount * 0.3m });
            if (log.Count % 17 == 0)
                log.Add(new Transaction<string>(member, LastDay.AddDays(-(log.Count % 90)), -row.Amount / 2) { Margin = -row.Amount * 0.15m });
            if (log.Count % 5 == 0)
                visits.Add(new MemberEvent<string>(member, LastDay.AddDays(-(log.Count % 200)), MemberEventKind.Visit));
        }

        return new Shop(log, visits);
    }
}
