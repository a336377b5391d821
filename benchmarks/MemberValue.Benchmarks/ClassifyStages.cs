using BenchmarkDotNet.Attributes;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Stages by rules through the span door, against the scalar definition member by member. The goal: at most 12 ns per member of ten million.</summary>
[MemoryDiagnoser]
public class ClassifyStages
{
    private MemberColumns _columns = null!;
    private ThresholdStageClassifier _thresholds = null!;
    private RhythmStageClassifier _rhythm = null!;
    private LifecycleStage[] _stages = [];

    public enum Rules
    {
        OneClass,
        ThreeClasses,
        Rhythm,
    }

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    [ParamsAllValues]
    public Rules By { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000, 10_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = StageBenchmarkData.Columns(Members);
        _stages = new LifecycleStage[Members];
        _rhythm = new RhythmStageClassifier(PurchaseRhythm.Of(60, 1.5), new RhythmStageOptions { LoyalSpend = 200m });
        _thresholds = new ThresholdStageClassifier(new ThresholdStageOptions
        {
            Limits = By == Rules.ThreeClasses ? [new(1, 2, 40, 120), new(3, 7, 35, 100), new(8, null, 30, 90)] : null,
            LoyalSpend = 200m,
        });
    }

    [Benchmark(Baseline = true)]
    public LifecycleStage[] ScalarLoop()
    {
        if (By == Rules.Rhythm)
            _rhythm.ClassifyScalar(_columns, _stages);
        else
            _thresholds.ClassifyScalar(_columns, _stages);
        return _stages;
    }

    [Benchmark]
    public LifecycleStage[] Spans()
    {
        if (By == Rules.Rhythm)
            _rhythm.Classify(_columns, _stages);
        else
            _thresholds.Classify(_columns, _stages);
        return _stages;
    }
}
