using System.Text;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Playbooks;

namespace PackageConsumer;

/// <summary>The playbook and the lifecycle report.</summary>
internal static class Reports
{
    public static void Run(Shop shop)
    {
        var playbook = Output.RoundTrip(Playbook.Default, it => it.ToJson(), Playbook.FromJson);
        Output.Line("playbook", playbook);
        Output.Line("loyal and about to leave", playbook.Find(LifecycleStage.Loyal, risk: RiskLevel.High));
        foreach (var hole in playbook.Holes(segments: ["champions"]))
            Output.Line("hole", hole);

        var builder = new LifecycleReportBuilder<string>(new ThresholdStageClassifier(StagePresets.Apparel), playbook);
        foreach (var month in Rates.Months(shop))
            builder.Add(month);
        var report = builder.ToReport();
        Output.Line("report", report);
        Output.Line("report as JSON", report.ToJson());
        using var stream = new MemoryStream();
        report.ToJson(stream);
        Output.Line("the same as a stream", Encoding.UTF8.GetString(stream.ToArray()) == report.ToJson());
    }
}
