using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Reporting.Page;

/// <summary>Words of the page and of all figures.</summary>
internal static class ReportTexts
{
    private static readonly Printer English = new("en", null);
    private static readonly Printer Chinese = new("zh", null);

    public static readonly Text Title = Text.Of("What members are worth", "会员价值报告");
    public static readonly Text Contents = Text.Of("Contents", "目录");
    public static readonly Text Numbers = Text.Of("Numbers", "数据");

    public static Text Of(ReportSection section) => section switch
    {
        ReportSection.Log => Text.Of("What came in", "读入了什么"),
        ReportSection.Members => Text.Of("Who they are", "会员是谁"),
        ReportSection.Movement => Text.Of("Where they move", "会员如何流动"),
        ReportSection.Value => Text.Of("What they are worth", "会员值多少"),
        ReportSection.Risk => Text.Of("Who is leaving, and why", "谁在流失，为什么"),
        ReportSection.Actions => Text.Of("What to do", "该做什么"),
        _ => Text.Of("Can the models be trusted?", "模型可信吗"),
    };

    public static Text Day(DateOnly day) => Text.Of(English.Day(day), Chinese.Day(day));

    public static Text Month(DateOnly day) => Text.Of(English.Month(day), Chinese.Month(day));

    /// <summary>A unit in the plural, as the name of an axis.</summary>
    public static Text Units(TimeUnit unit) => Text.Of(unit.Name + "s", ChineseOf(unit) is var name && name.StartsWith('个') ? name[1..] : name);

    /// <summary>A length of time in words.</summary>
    public static Text Amount(double amount, TimeUnit unit)
    {
        var number = Printer.Number(amount);
        return Text.Of($"{number} {unit.Name}{(number == "1" ? "" : "s")}", number + ChineseOf(unit));
    }

    private static string ChineseOf(TimeUnit unit) => unit.Name switch
    {
        "second" => "秒",
        "hour" => "小时",
        "day" => "天",
        "week" => "周",
        "month" => "个月",
        "year" => "年",
        var own => own,
    };

    public static Text FurtherRows(int rows) =>
        Text.Of(string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} further rows are left out."),
            string.Create(CultureInfo.InvariantCulture, $"另有 {rows:#,0} 行未列出。"));
}
