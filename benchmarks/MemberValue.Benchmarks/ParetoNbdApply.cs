using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>The Pareto/NBD's span doors, against P(alive) one member at a time.</summary>
[MemoryDiagnoser]
public class ParetoNbdApply
{
    private MemberColumns _columns = null!;
    private double[] _result = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = ParetoNbdBenchmarkData.Columns(Members);
        _result = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoop()
    {
        var weeks = _columns.In(TimeUnit.Week);
        for (var i = 0; i < _result.Length; i++)
            _result[i] = ParetoNbdBenchmarkData.Model.ProbabilityAlive(new PurchaseHistory(weeks.RepeatPurchases(i), weeks.TimeOfLastPurchase(i), weeks.Age(i)));
        return _result;
    }

    [Benchmark]
    public double[] Spans()
    {
        ParetoNbdBenchmarkData.Model.ProbabilityAlive(_columns.In(TimeUnit.Week), _result);
        return _result;
    }

    [Benchmark]
    public double[] SpansExpectedPurchases()
    {
        ParetoNbdBenchmarkData.Model.ExpectedPurchases(_columns.In(TimeUnit.Week), 52, _result);
        return _result;
    }

    [Benchmark]
    public double[] SpansProbabilityOfPurchase()
    {
        ParetoNbdBenchmarkData.Model.ProbabilityOfPurchase(_columns.In(TimeUnit.Week), 52, _result);
        return _result;
    }

    [Benchmark]
    public double[] SpansDiscounted()
    {
        AttritionModel.Fill(_columns.In(TimeUnit.Week), _result, new Discounted());
        return _result;
    }

    private readonly struct Discounted : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => ParetoNbdBenchmarkData.Model.FillDiscounted(block, 0.0027, 52, destination);
    }
}
