using BenchmarkDotNet.Attributes;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>
/// All parts of a base in one call, against the same parts called one after another on their table doors: what the valuator itself costs. And one member alone, as after an
/// order. The goals: the call within 1.2 times the parts, and a member with reasons within 0.1 ms.
/// </summary>
[MemoryDiagnoser]
public class AssessMembers
{
    private readonly MemberValuatorOptions _options = ShopBenchmarkData.AllParts();

    private MemberTable<int> _table = null!;
    private MemberValuator _valuator = null!;
    private AttritionModel _model = null!;
    private MemberRow _row = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _table = ShopBenchmarkData.Table(Members);
        _valuator = MemberValuator.Create(_options, MemberModels.Fit(_table, _options));
        _model = (AttritionModel)_valuator.Purchases!;
        _row = _table.Columns.Row(_table.Count / 2);
    }

    [Benchmark(Baseline = true)]
    public object[] PartByPart()
    {
        const double horizon = 90 / 7.0;
        var scores = _valuator.Scorer!.Score(_table);
        var stages = _valuator.Classifier!.Classify(_table);
        var alive = _model.ProbabilityAlive(_table);
        var purchase = _model.ProbabilityOfPurchase(_table, horizon);
        var note = new ColumnNote { Model = _model.Name, HorizonDays = 90 };
        var joined = _table.With(RfmColumns.Score, scores).With(LifecycleColumns.Stage, stages)
            .With(ClvColumns.ProbabilityAlive, alive, note).With(ClvColumns.ProbabilityOfPurchase, purchase, note);
        return
        [
            _valuator.Segments!.Apply(scores), _model.ExpectedPurchases(_table, horizon), _valuator.Calculator!.Calculate(_table), _valuator.Assessor!.Assess(joined),
        ];
    }

    [Benchmark]
    public MemberAssessments<int> Together() => _valuator.Assess(_table);

    [Benchmark]
    public string OneMemberWithReasons() => _valuator.Assess(_row).Text.English;
}
