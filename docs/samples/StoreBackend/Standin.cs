#pragma warning disable
using MemberValue.Churn; using MemberValue.Clv; using MemberValue.Clv.Models; using MemberValue.Lifecycle; using MemberValue.Members; using MemberValue.Rfm;
namespace MemberValue.Assessment
{
    public interface IMemberValuator { MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, ChurnInputs? known = null, CancellationToken cancellationToken = default) where TKey : notnull; }
    public sealed record MemberModels { public RfmScale? Scale; public MbgNbdModel? Purchases; public GammaGammaModel? Spend; public PurchaseRhythm? Rhythm; public LearnedLimits? Limits;
        public IReadOnlyList<string> Warnings => [];
        public string ToJson() { return System.Text.Json.JsonSerializer.Serialize(new[]{Scale!.ToJson(), Purchases!.ToJson(), Spend!.ToJson(), Rhythm!.ToJson(), Limits!.ToJson()}); }
        public static MemberModels FromJson(string s) { var a = System.Text.Json.JsonSerializer.Deserialize<string[]>(s)!; return new MemberModels { Scale = RfmScale.FromJson(a[0]), Purchases = (MbgNbdModel)AttritionModel.FromJson(a[1]), Spend = GammaGammaModel.FromJson(a[2]), Rhythm = PurchaseRhythm.FromJson(a[3]), Limits = LearnedLimits.FromJson(a[4]) }; } }
    public sealed class MemberModelHolder { public MemberModels Models { get; private set; } = new(); public MemberValuator Current { get; private set; } = new(new());
        public MemberModels Fit<TKey>(MemberTable<TKey> t, CancellationToken ct = default) where TKey : notnull => new MemberModels { Scale = RfmScale.FitQuantiles(t.Columns), Purchases = MbgNbdModel.Fit(t.In(TimeUnit.Week)), Spend = GammaGammaModel.Fit(t.Columns), Rhythm = PurchaseRhythm.Fit(t.Columns), Limits = LearnedLimits.Fit(t) };
        public void Replace(MemberModels m) { Models = m; Current = new(m); } }
    public sealed class MemberValuator : IMemberValuator { readonly MemberModels m; public ChurnRiskAssessor? Assessor { get; } ThresholdStageClassifier? c; ModelValueCalculator? v;
        public MemberValuator(MemberModels m) { this.m = m; if (m.Scale is null) return; Assessor = new(new ChurnRiskOptions { Rules = [new(new OverdueRule(m.Rhythm!), 0.7), new(new FrequencyDropRule(), 0.6), new(new SpendDropRule(), 0.3), new(new RefundShareRule(), 0.2)] });
            c = new(ThresholdStageOptions.Of(m.Limits!.ToLimits())); v = new(m.Purchases!, m.Spend!, new ModelValueOptions { Discount = DiscountRate.Annual(0.15) }); }
        public MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> t, ChurnInputs? known = null, CancellationToken cancellationToken = default) where TKey : notnull {
            var a = new MemberAssessments<TKey> { Table = t, Inputs = ChurnInputs.Of(t.Columns) };
            if (m.Scale is null) return a;
            a.Scores = m.Scale.Score(t); a.Stages = c!.Classify(t); a.Values = t.WithKeys(v!.Residuals(t).Values.ToArray().Select(x => x.Amount).ToArray()); a.ProbabilityAlive = m.Purchases!.ProbabilityAlive(t);
            a.Churn = Assessor!.Assess(t, a.Inputs); return a; } }
    public sealed record MemberAssessment { public MemberRow Row; public RfmScore? Score; public SegmentMatch? Segment; public LifecycleStage? Stage; public StageExplanation? StageReason; public double? ProbabilityAlive, ProbabilityOfPurchase, ExpectedPurchases, HorizonDays, Value; public ChurnExplanation? Risk; public PlaybookMatch? Action; public IReadOnlyList<string> Missing = []; public string English = ""; public string Chinese = ""; }
    public sealed class MemberAssessments<TKey> where TKey : notnull { public MemberTable<TKey> Table; public MemberResults<TKey, RfmScore>? Scores; public MemberResults<TKey, LifecycleStage>? Stages; public MemberResults<TKey, double>? ProbabilityAlive, Values; public ChurnAssessment<TKey>? Churn; public ChurnInputs Inputs;
        public MemberAssessment Of(TKey key) { Table.TryGetIndex(key, out var i); return this[i]; }
        public MemberAssessment this[int i] { get { var s = Scores is null ? (RfmScore?)null : Scores[i].Value; return new MemberAssessment { Row = Table.Columns.Row(i), Score = s, Segment = s is { } k ? SegmentMaps.TenCells.Match(k) : null, Stage = Stages is null ? null : Stages[i].Value, ProbabilityAlive = ProbabilityAlive?[i].Value, Value = Values?[i].Value, Risk = Churn?.Explain(Table.Keys[i]), English = "en", Chinese = "中" }; } } }
}
namespace Microsoft.Extensions.DependencyInjection { public static class X { public static void AddMemberValue(this IServiceCollection s, Microsoft.Extensions.Configuration.IConfiguration c) { s.AddSingleton<MemberValue.Assessment.MemberModelHolder>(); s.AddSingleton(SegmentMaps.TenCells); } } }
