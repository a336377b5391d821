// The main job: a transaction log becomes a table of members, scored, put into segments and stages, and valued.
using System.Globalization;
using System.Text;
using CsvHelper;
using MemberValue.Members;
using MemberValue.Rfm;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
if (args is ["--help"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

try
{
    Run(Arguments.Parse(args));
    return 0;
}
catch (Exception error) when (
    error is UserError or ArgumentException or InvalidOperationException or CsvHelperException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error is CsvHelperException ? error.Message.Split('\n')[0] : error.Message);
    return 2;
}

static void Run(Arguments arguments)
{
    // 1. The log is read once; every table below is an answer of it.
    var options = new MemberTableOptions { TimeZone = arguments.TimeZone, WindowLast = arguments.Last, RecentCells = Risks.RecentDays };
    var log = MemberLog.Read(LogFile.Read(arguments), options, progress: new ConsoleProgress());
    var table = log.Table();
    if (arguments.Columns is not null)
        table = OwnColumns.Join(table, arguments.Columns);
    var screen = new Screen(arguments.Language);
    screen.Line(
        $"{Path.GetFileName(arguments.Input)}, {table.Window}: {table.Count:N0} members\n",
        $"{Path.GetFileName(arguments.Input)}，{Screen.Date(table.Window.FirstCell, table)}至{Screen.Date(table.Window.LastCell, table)}：{table.Count:N0}位会员\n");
    Print.Report(log.Report, screen);

    // 2. A scale fitted to these members, and their scores.
    var scale = RfmScale.FitQuantiles(table.Columns);
    var scores = scale.Score(table);
    Print.Distribution(scores, scale, screen);

    // 3. Segments: names, shares, money.
    var segments = SegmentMaps.TenCells.Apply(scores);
    Print.Segments(SegmentSummary.Of(table.Columns, scores.Values, SegmentMaps.TenCells, scale.Definitions), screen);
    Print.MostValuable(table, scores, segments, screen);

    // 4. Stages: who is active, fading or lost, how members move from month to month, and what to do about it.
    var stages = Stages.Make(log, table);
    if (stages is not null)
    {
        PrintStages.Limits(stages, screen);
        PrintStages.Counts(stages, screen);
        PrintStages.Playbook(stages, screen);
        PrintStages.Migration(stages, screen);
        PrintStages.Cohorts(stages, screen);
    }
    else
    {
        screen.Line(
            "\nThe log is too short for stages by month: it takes two ends of months, and members who came back.",
            "\n流水太短，无法按月划分生命周期阶段：至少需要两个月末，并且有会员复购。");
    }

    // 5. Models: which one foresees the last weeks best, and what it says of the time to come.
    var forecast = Forecast.Make(log, table);
    if (forecast is not null)
    {
        PrintForecast.Comparison(forecast, screen);
        PrintForecast.Parameters(forecast, screen);
        PrintForecast.Segments(forecast, segments, screen);
        PrintForecast.MostAtRisk(forecast, table, segments, screen);
    }
    else
    {
        screen.Line(
            "\nThe log is too short for a forecast: it takes 39 weeks to keep 13 of them back for a test.", "\n流水太短，无法预测：至少需要39周，其中13周留作检验。");
    }

    // 6. Risks: who may leave and why, and how well each method would have known.
    var risks = Risks.Make(log, table);
    PrintRisks.Levels(risks, screen);
    if (forecast is not null)
        PrintRisks.MostAtRisk(risks, forecast, table, segments, stages, screen);
    PrintRisks.Comparison(risks, screen);

    if (arguments.Out is null)
        return;
    ResultFile.Write(arguments.Out, table, scores, segments, stages, arguments.Language);
    screen.Line($"\n{table.Count:N0} rows written to {arguments.Out}", $"\n已将{table.Count:N0}行写入{arguments.Out}");
}

/// <summary>A line on the terminal that counts; silent where the output goes to a file.</summary>
internal sealed class ConsoleProgress : IProgress<long>
{
    public void Report(long value)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{value:N0} rows read ");
    }
}
