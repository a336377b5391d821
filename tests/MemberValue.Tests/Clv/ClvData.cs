using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>One member of a generated table. Cells count back from the window's last cell; below 0 there is no such cell.</summary>
public sealed record ClvMember(int Purchases, int FirstBack, int LastBack, decimal Net, decimal? Margin, int RegisteredBack, int Earlier, int Recent)
{
    /// <summary>The same with no more purchases than there is room for.</summary>
    public ClvMember Possible()
    {
        var last = Math.Min(FirstBack, LastBack);
        var purchases = Math.Min(Purchases, FirstBack - last + 1);
        var earlier = Math.Min(Earlier, purchases);
        return this with { Purchases = purchases, FirstBack = purchases == 1 ? last : FirstBack, LastBack = last, Earlier = earlier, Recent = Math.Min(Recent, purchases - earlier) };
    }
}

/// <summary>Member columns for the tests of the pillar.</summary>
internal static class ClvData
{
    public const int RecentCells = 90;

    public static readonly ObservationWindow Year = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));

    public static int Day(int month, int day) => new DateOnly(2024, month, day).DayNumber;

    public static MemberColumns Columns(params IReadOnlyList<ClvMember> members) => Columns(Year, members);

    public static MemberColumns Columns(ObservationWindow window, IReadOnlyList<ClvMember> members) => MemberColumns.FromColumns(window, new MemberColumnData
    {
        Purchases = members.Select(member => member.Purchases).ToArray(),
        Orders = members.Select(member => member.Purchases * 2).ToArray(),
        FirstPurchaseCell = members.Select(member => Cell(window, member.Purchases == 0 ? -1 : member.FirstBack)).ToArray(),
        LastPurchaseCell = members.Select(member => Cell(window, member.Purchases == 0 ? -1 : member.LastBack)).ToArray(),
        RegistrationCell = members.Select(member => Cell(window, member.RegisteredBack)).ToArray(),
        Net = members.Select(member => member.Net).ToArray(),
        Margin = members.Select(member => member.Margin).ToArray(),
        RecentCells = RecentCells,
        EarlierPurchases = members.Select(member => member.Earlier).ToArray(),
        RecentPurchases = members.Select(member => member.Recent).ToArray(),
    });

    public static MemberTable<int> Table(MemberColumns columns) => MemberTable.FromColumns(Enumerable.Range(0, columns.Count).ToArray(), columns);

    /// <summary>Generated members, of whom at least one bought, at least one of the active ones left, and total net spend is above 0.</summary>
    public static Arbitrary<ClvMember[]> Members() =>
        (from rest in Member().ArrayOf()
         from one in Member()
         select rest.Append((one with { Purchases = one.Purchases + 1, Net = 1_000_000, Margin = 250_000, Earlier = 1, Recent = 0, LastBack = 91, FirstBack = 300 }).Possible()).ToArray()).ToArbitrary();

    public static ClvMember[] Random(int n, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, n).Select(_ =>
        {
            var last = random.Next(366);
            var purchases = random.Next(5) == 0 ? 0 : random.Next(1, 12);
            var net = random.Next(-2_000, 90_000) / 100m;
            return new ClvMember(purchases, random.Next(last, 366), last, net, random.Next(4) == 0 ? null : net / 4, random.Next(-200, 800), random.Next(3), random.Next(3)).Possible();
        }).ToArray();
    }

    /// <summary>Every calculator of this library that needs no model, with each of its ways through the columns.</summary>
    public static TheoryData<string> Names => [.. Calculators(Columns(Random(50, 1))).Keys];

    public static Dictionary<string, IClvCalculator> Calculators(MemberColumns cohort)
    {
        var calculators = new Dictionary<string, IClvCalculator>
        {
            ["historic revenue"] = new HistoricValueCalculator(),
            ["historic margin"] = new HistoricValueCalculator(new HistoricValueOptions { Basis = ValueBasis.Margin }),
            ["historic per month"] = new HistoricValueCalculator(new HistoricValueOptions { Basis = ValueBasis.Margin, MarginRate = 0.3, PerMonthOfTenure = true, TenureStart = TenureStart.Registration }),
            ["retention, own margin"] = new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.9, Discount = DiscountRate.Annual(0.15), Basis = ValueBasis.Margin }),
            ["retention, given margin"] = new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.9, MarginPerPeriod = 12.5, Periods = 24 }),
        };
        foreach (var source in Enum.GetValues<ValueSource>())
        {
            foreach (var lifespan in Enum.GetValues<LifespanSource>())
                calculators.Add($"formula {source} {lifespan}", FormulaValueCalculator.Fit(cohort, Options(source, lifespan)));
        }

        return calculators;
    }

    public static FormulaValueOptions Options(ValueSource source, LifespanSource lifespan) => new()
    {
        CountedBy = source == ValueSource.Cohort ? FrequencyBasis.Orders : FrequencyBasis.Purchases,
        OrderValueFrom = source,
        OrderValue = source == ValueSource.Given ? 20 : null,
        FrequencyFrom = source,
        Frequency = source == ValueSource.Given ? 0.5 : null,
        LifespanFrom = lifespan,
        Lifespan = lifespan == LifespanSource.Given ? 36 : null,
        ChurnRate = lifespan == LifespanSource.GivenChurn ? 0.03 : null,
        MarginFrom = source,
        MarginRate = source == ValueSource.Given ? 0.3 : null,
    };

    public static void Near(double expected, double actual, double tolerance)
    {
        if (double.IsNaN(expected) ? !double.IsNaN(actual) : !(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected)))
            Assert.Fail(FormattableString.Invariant($"Expected {expected:R}, got {actual:R}, relative difference {(actual - expected) / expected:E2}"));
    }

    private static Gen<ClvMember> Member() =>
        from purchases in Gen.Choose(0, 12)
        from last in Gen.Choose(0, 365)
        from first in Gen.Choose(last, 365)
        from cents in Gen.OneOf(Gen.Choose(-5_000, 90_000), Gen.Elements(0, 1_999))
        from margin in Gen.OneOf(Gen.Constant<decimal?>(null), Gen.Choose(-2_000, 20_000).Select(amount => (decimal?)(amount / 100m)))
        from registered in Gen.Choose(-100, 800)
        from earlier in Gen.Choose(0, 2)
        from recent in Gen.Choose(0, 2)
        select new ClvMember(purchases, first, last, cents / 100m, margin, registered, earlier, recent).Possible();

    private static int? Cell(ObservationWindow window, int back) => back < 0 ? null : window.LastCell - back;
}
