using BenchmarkDotNet.Attributes;
using MemberValue.Churn;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// Risk by all built-in rules through the span door, model probabilities given as columns, against the same rules asked member by member. The goal: at most
/// 150 ns per member of a million, 0 bytes.
/// </summary>
[MemoryDiagnoser]
public class AssessChurn
{
    private readonly ChurnRiskAssessor _assessor = ChurnBenchmarkData.Assessor();
    private MemberColumns _columns = null!;
    private double[] _risks = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = ChurnBenchmarkData.Columns(Members);
        _risks = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoop()
    {
        var severity = 0.0;
        for (var row = 0; row < _risks.Length; row++)
        {
            var staying = 1.0;
            foreach (var each in _assessor.Rules)
            {
                each.Rule.Evaluate(_columns, row, new Span<double>(ref severity));
                staying *= 1 - each.Weight * (severity > 0 ? severity : 0);
            }

            _risks[row] = 1 - staying;
        }

        return _risks;
    }

    [Benchmark]
    public double[] Spans()
    {
        _assessor.Assess(_columns, _risks);
        return _risks;
    }
}
