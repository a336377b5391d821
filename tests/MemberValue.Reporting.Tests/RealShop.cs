using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Reporting.Tests;

/// <summary>The invoices of a real shop that the quickstart comes with: a year, 4,372 members.</summary>
internal static class RealShop
{
    public static MemberReport Report(string language)
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv")).Skip(1).Select(line => line.Split(','));
        var log = MemberLog.Read(rows.Select(row => new Transaction<string>(
            row[2], DateTime.Parse(row[1], CultureInfo.InvariantCulture), decimal.Parse(row[4], CultureInfo.InvariantCulture))
        { OrderId = row[0] }));
        var table = log.Table();
        var options = new MemberValuatorOptions
        {
            Rfm = new RfmOptions(),
            Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits },
            Clv = new ClvOptions(),
            Churn = new ChurnOptions
            {
                Overdue = [new() { Weight = 0.7 }],
                Probability = [new() { Weight = 0.5 }],
                RfmLevel = [new() { Weight = 0.3 }],
            },
            Playbook = Playbook.Default,
        };
        var valuator = MemberValuator.Create(options, MemberModels.Fit(table, options));
        return MemberReport.Of(valuator.Assess(table), log, new ReportOptions { Language = language, Currency = "GBP" });
    }
}
