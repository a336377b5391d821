using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>What the definitions say of one member: the row, and the literature's three numbers counted by themselves.</summary>
internal sealed record OracleMember(MemberRow Row, int X, int? Tx, int? T);

/// <summary>
/// The numbers of a table, computed from the definitions in docs/glossary.md again, slowly and in the plainest way: all lines of a member are
/// grouped by calendar day, and every number is one question to those groups. Knows days only.
/// </summary>
internal sealed class LogOracle
{
    private readonly MemberTableOptions _options;
    private readonly List<(int Ordinal, int Gap)> _completed = [];
    private readonly List<(int Ordinal, int Gap)> _open = [];
    private readonly bool _anyMargin;
    private readonly bool _anyVisit;
    private readonly bool _anyRegistration;

    public LogOracle(IReadOnlyCollection<LogLine> log, MemberTableOptions options)
    {
        _options = options;
        foreach (var line in log)
        {
            if (ReasonToSkip(line) is { } reason)
                Skipped[reason] = Skipped.GetValueOrDefault(reason) + 1;
        }

        var used = log.Where(line => ReasonToSkip(line) is null).ToList();
        var counted = used.Where(line => !IsIgnored(line)).ToList();
        var transactions = counted.Where(line => line.Kind == LineKind.Transaction).ToList();
        _anyMargin = transactions.Any(line => line.Margin is not null);
        _anyVisit = used.Any(line => line.Kind == LineKind.Visit);
        _anyRegistration = used.Any(line => line.Kind == LineKind.Registration);
        SaleRows = transactions.Count(line => line.Amount >= 0);
        MergedRows = SaleRows - transactions.Where(line => line.Amount >= 0).Select(line => (line.Member, line.Day)).Distinct().Count();
        RefundRows = used.Count(line => line.Kind == LineKind.Transaction && line.Amount < 0);
        if (used.Count == 0 && (options.WindowFirst is null || options.WindowLast is null))
            return;

        var last = Day(options.WindowLast) ?? used.Max(line => line.Day);
        if (options.WindowLast is null && Day(options.WindowFirst) > last)
            last = Day(options.WindowFirst)!.Value;
        var first = Day(options.WindowFirst) ?? used.Min(line => line.Day);
        Window = ObservationWindow.OfDays(first < last ? first : last, last);
        foreach (var member in used.GroupBy(line => line.Member))
            Members[member.Key] = MemberOf(member.Where(line => !IsIgnored(line)).ToList(), last);
    }

    /// <summary>Null where there is no line and no window, so that there is no table.</summary>
    public ObservationWindow? Window { get; }

    public Dictionary<int, OracleMember> Members { get; } = [];

    public Dictionary<string, long> Skipped { get; } = [];

    public long SaleRows { get; }

    public long MergedRows { get; }

    public long RefundRows { get; }

    public List<GapCount> Completed(int ordinal) => Counted(_completed, ordinal);

    public List<GapCount> Open(int ordinal) => Counted(_open, ordinal);

    private static List<GapCount> Counted(List<(int Ordinal, int Gap)> gaps, int ordinal) => gaps
        .Where(gap => gap.Ordinal == ordinal).GroupBy(gap => gap.Gap).OrderBy(group => group.Key)
        .Select(group => new GapCount(group.Key, group.Count())).ToList();

    private static DateOnly? Day(DateTime? time) => time is { } known ? DateOnly.FromDateTime(known) : null;

    private bool IsIgnored(LogLine line) =>
        line.Kind == LineKind.Transaction && line.Amount < 0 && _options.Refunds == RefundPolicy.Ignore;

    private string? ReasonToSkip(LogLine line)
    {
        if (line.Day > Day(_options.WindowLast) || (line.Day < Day(_options.WindowFirst) && line.Kind != LineKind.Registration))
            return SkipReasons.OutsideWindow;
        if (line.Kind != LineKind.Transaction)
            return null;
        if (line.Amount == 0 && _options.ZeroAmounts == ZeroAmountPolicy.Skip)
            return SkipReasons.ZeroAmount;
        return line.Amount < 0 && _options.Refunds == RefundPolicy.Reject ? SkipReasons.RefundRejected : null;
    }

    private OracleMember MemberOf(List<LogLine> lines, DateOnly last)
    {
        var transactions = lines.Where(line => line.Kind == LineKind.Transaction).ToList();
        var cells = transactions.GroupBy(line => line.Day).OrderBy(cell => cell.Key).ToList();
        var purchases = cells.Where(IsPurchase).ToList();
        var gaps = purchases.Zip(purchases.Skip(1), (before, after) => after.Key.DayNumber - before.Key.DayNumber).ToList();
        for (var k = 1; k <= gaps.Count; k++)
            _completed.Add((Math.Min(k, _options.GapOrdinals), gaps[k - 1]));
        if (purchases.Count > 0)
            _open.Add((Math.Min(purchases.Count, _options.GapOrdinals), last.DayNumber - purchases[^1].Key.DayNumber));

        var w = _options.RecentCells;
        var recent = cells.Where(cell => last.DayNumber - cell.Key.DayNumber < w).ToList();
        var earlier = cells.Where(cell => last.DayNumber - cell.Key.DayNumber is var age && age >= w && age < 2 * w).ToList();
        var visits = lines.Where(line => line.Kind == LineKind.Visit).Select(line => line.Day.DayNumber).ToList();
        var registrations = lines.Where(line => line.Kind == LineKind.Registration).Select(line => line.Day.DayNumber).ToList();
        var row = MemberColumns.FromColumns(Window!, new MemberColumnData
        {
            RecentCells = w,
            Purchases = [purchases.Count],
            Orders = [cells.Sum(Orders)],
            FirstPurchaseCell = [purchases.FirstOrDefault()?.Key.DayNumber],
            LastPurchaseCell = [purchases.LastOrDefault()?.Key.DayNumber],
            PreviousPurchaseCell = [purchases.Count < 2 ? null : purchases[^2].Key.DayNumber],
            RegistrationCell = [_anyRegistration && registrations.Count > 0 ? registrations.Min() : null],
            SumOfLogGaps = [gaps.Sum(gap => Math.Log(gap))],
            Sales = [transactions.Where(line => line.Amount >= 0).Sum(line => line.Amount)],
            Refunds = [-transactions.Where(line => line.Amount < 0).Sum(line => line.Amount)],
            Net = [transactions.Sum(line => line.Amount)],
            Margin = [_anyMargin && transactions.All(line => line.Margin is not null) ? transactions.Sum(line => line.Margin) : null],
            PurchaseSpend = [purchases.Sum(Net)],
            FirstPurchaseSpend = [purchases.Count == 0 ? 0 : Net(purchases[0])],
            RecentPurchases = w == 0 ? null : [recent.Count(IsPurchase)],
            RecentSpend = w == 0 ? null : [recent.Sum(Net)],
            EarlierPurchases = w == 0 ? null : [earlier.Count(IsPurchase)],
            EarlierSpend = w == 0 ? null : [earlier.Sum(Net)],
            LastVisitCell = [visits.Count == 0 ? null : visits.Max()],
            RecentVisits = w == 0 || !_anyVisit ? null : [visits.Count(day => last.DayNumber - day < w)],
            EarlierVisits = w == 0 || !_anyVisit ? null : [visits.Count(day => last.DayNumber - day is var age && age >= w && age < 2 * w)],
        }).Row(0);
        var x = purchases.Count == 0 ? 0 : purchases.Count - 1;
        return purchases.Count == 0
            ? new OracleMember(row, x, null, null)
            : new OracleMember(row, x, purchases[^1].Key.DayNumber - purchases[0].Key.DayNumber, last.DayNumber - purchases[0].Key.DayNumber);
    }

    private static decimal Net(IEnumerable<LogLine> cell) => cell.Sum(line => line.Amount);

    private static bool IsPurchase(IEnumerable<LogLine> cell) =>
        cell.Any(line => line.Amount >= 0) && (!cell.Any(line => line.Amount < 0) || Net(cell) > 0);

    private static int Orders(IEnumerable<LogLine> cell)
    {
        var sales = cell.Where(line => line.Amount >= 0).ToList();
        return sales.Count(line => string.IsNullOrEmpty(line.Order))
            + sales.Where(line => !string.IsNullOrEmpty(line.Order)).Select(line => line.Order).Distinct().Count();
    }
}
