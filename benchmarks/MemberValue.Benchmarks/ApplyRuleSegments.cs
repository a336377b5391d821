using BenchmarkDotNet.Attributes;

namespace MemberValue.Benchmarks;

/// <summary>Seven rules over four columns, one of texts, through the span overload, against the same rules in C#.</summary>
[MemoryDiagnoser]
public class ApplyRuleSegments
{
    private RuleSegmentBenchmarkData _data = null!;
    private int[] _segments = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup() => (_data, _segments) = (RuleSegmentBenchmarkData.Of(Members), new int[Members]);

    [Benchmark(Baseline = true)]
    public int[] PlainLoop()
    {
        _data.Plain(_segments);
        return _segments;
    }

    [Benchmark]
    public int[] Spans()
    {
        RuleSegmentBenchmarkData.Map.Apply(_data.Columns, _segments);
        return _segments;
    }
}
