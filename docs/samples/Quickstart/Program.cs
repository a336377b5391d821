// From a log of invoices to segment, stage, value and risk of every member. All of it is in this file.
using System.Globalization;
using System.Text;
using CsvHelper;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
if (args is not ([] or ["--lang", "en" or "zh"]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project docs/samples/Quickstart [-- --lang en|zh]");
    return 2;
}

var language = args is [_, var asked] ? asked : "en";
void Say(string english, string chinese) => Console.WriteLine(language == "zh" ? chinese : english);

// 1. The log: one row per invoice; an amount below zero is a refund. Every row is used, or counted with the reason why not.
using var file = new StreamReader(Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv"));
using var csv = new CsvReader(file, CultureInfo.InvariantCulture);
var rows = csv.GetRecords<Row>().Select(row => new Transaction<string>(row.Customer, row.Time, row.NetAmount) { OrderId = row.Invoice });
var log = MemberLog.Read(rows, new MemberTableOptions { TimeZone = "Europe/London", Currency = "GBP" });
var table = log.Table(); // one row per member, as of the last day
Say(
    $"{log.Report.Read:N0} rows; {table.Count:N0} members as of {table.Window.LastDay:yyyy-MM-dd}",
    $"流水{log.Report.Read:N0}行；截至{table.Window.LastDay:yyyy-MM-dd}，会员{table.Count:N0}位");
foreach (var warning in log.Report.Warnings)
    Console.WriteLine(warning.In(language));

// 2. What is to be known of each member.
var options = new MemberValuatorOptions
{
    Rfm = new RfmOptions(),
    Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits },
    Clv = new ClvOptions(),
    Churn = new ChurnOptions { Overdue = [new() { Weight = 0.7 }], Probability = [new() { Weight = 0.5 }], RfmLevel = [new() { Weight = 0.3 }] },
    Playbook = Playbook.Default,
};

// 3. Models learn from all members, in your application once a night; then everybody is assessed.
var models = MemberModels.Fit(table, options);
var all = MemberValuator.Create(options, models).Assess(table);
Say("\nbefore you trust it:", "\n使用前请先阅读：");
foreach (var warning in models.Warnings)
    Console.WriteLine($"- {warning.In(language)}");

// 4. The whole base: who they are and what they brought; what may be lost, and why.
Say("\nmembers    net spend, GBP   share  segment", "\n会员数     净消费（英镑）    占比  分群");
var map = all.Valuator.Segments!;
var definitions = ((RfmScale)all.Valuator.Scorer!).Definitions;
foreach (var row in SegmentSummary.Of(table.Columns, all.Scores!.Values, map, definitions).Rows)
    Console.WriteLine($"{row.Members,7:N0} {row.Revenue,17:N2} {row.RevenueShare,7:0.0%}  {row.Segment?.Name.In(language) ?? "-"}");
Say("\nmembers  value at risk, GBP  main sign of leaving", "\n会员数  可能流失的价值（英镑）  首要流失信号");
var atRisk = ValueAtRisk.Of(all)!;
foreach (var reason in atRisk.Reasons)
    Console.WriteLine($"{reason.Members,7:N0} {reason.AtRisk,19:N2}  {reason.Name.In(language)}");

// 5. The member with most to lose, in words: the reasons, whether they agree, and what to do.
var member = atRisk.Members[0].Key;
Console.WriteLine($"\n{member}: {all[member].Text.In(language)}");
return 0;

/// <summary>A line of the file.</summary>
internal sealed record Row(string Invoice, DateTime Time, string Customer, int Lines, decimal NetAmount);
