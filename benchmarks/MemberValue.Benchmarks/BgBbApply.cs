using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>BG/BB over weekly opportunities through the span doors and its fit, against one member at a time.</summary>
[MemoryDiagnoser]
public class BgBbApply
{
    private readonly BgBbModel _model = new(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week);
    private MemberColumns _columns = null!;
    private PurchaseHistories _histories = null!;
    private double[] _results = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    [Params(52, 400)]
    public int Weeks { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var calendar = CellCalendar.Weeks(DayOfWeek.Monday);
        var end = calendar.CellOf(new DateOnly(2024, 12, 30));
        var random = new Random(1);
        var (purchases, first, last) = (new int[Members], new int?[Members], new int?[Members]);
        var times = new List<double>();
        for (var i = 0; i < Members; i++)
        {
            // Joined over the first quarter of the window.
            var age = Weeks - random.Next(Weeks / 4);
            times.Clear();
            _model.Simulate(random, age, times);
            (purchases[i], first[i], last[i]) = (times.Count + 1, end - age, end - age + (times.Count == 0 ? 0 : (int)times[^1]));
        }

        _columns = MemberColumns.FromColumns(
            new ObservationWindow(calendar, end - Weeks, end), new MemberColumnData { Purchases = purchases, FirstPurchaseCell = first, LastPurchaseCell = last });
        _histories = PurchaseHistories.From(_columns.Opportunities());
        _results = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoopAlive()
    {
        var members = _columns.Opportunities();
        for (var i = 0; i < members.Count; i++)
            _results[i] = _model.ProbabilityAlive(new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i)));
        return _results;
    }

    [Benchmark]
    public double[] SpansAlive()
    {
        _model.ProbabilityAlive(_columns.Opportunities(), _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansExpected26()
    {
        _model.ExpectedPurchases(_columns.Opportunities(), 26, _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansPurchase26()
    {
        _model.ProbabilityOfPurchase(_columns.Opportunities(), 26, _results);
        return _results;
    }

    [Benchmark]
    public BgBbModel Fit() => BgBbModel.Fit(_histories);
}
