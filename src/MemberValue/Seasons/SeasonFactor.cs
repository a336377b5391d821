using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Seasons;

/// <summary>One factor of a seasonal index. 1.8 for December: 80% more than on an average day of the year.</summary>
/// <param name="Part">What it belongs to.</param>
/// <param name="Number">Which: 1 for Monday to 7, 1 to 12, 1 to 53, or the promotion's place.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The factor, above 0. Those of weekdays and of a year have the mean 1; a promotion's is against the same days without it.</param>
/// <param name="Lower">The lower end of the interval; NaN where the factor was given.</param>
/// <param name="Upper">The upper end; NaN where the factor was given.</param>
/// <param name="Purchases">The purchases that it was fitted to; 0 where it was given.</param>
/// <param name="IsSeen">Whether the log has such a day with an active member; where it has none, the factor is about 1 and the interval wide.</param>
public sealed record SeasonFactor(
    SeasonPart Part, int Number, Text Name, [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Lower, [property: JsonConverter(typeof(ResultJsonConverter))] double Upper, long Purchases,
    bool IsSeen)
{
    private static readonly string[] ChineseDays = ["一", "二", "三", "四", "五", "六", "日"];

    private static readonly Text Fitted = Text.Of("{name}: {value} ({lower} to {upper})", "{name}：{value}（{lower} 至 {upper}）");

    private static readonly Text Given = Text.Of("{name}: {value}", "{name}：{value}");

    /// <summary>The factor in words, such as <c>December: 1.80 (1.62 to 2.00)</c>.</summary>
    [JsonIgnore]
    public Text Words => (double.IsNaN(Lower) ? Given : Fitted).Fill(
        new TextValue("name", Name), TextValue.Fixed("value", Value), TextValue.Fixed("lower", Lower), TextValue.Fixed("upper", Upper));

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Part = {Part}, Number = {Number}, Name = {Name}, Value = {Value}, Lower = {Lower}, Upper = {Upper}, Purchases = {Purchases}, IsSeen = {IsSeen}");

    internal static Text NameOf(SeasonPart part, int number, string[] promotions) => part switch
    {
        SeasonPart.Weekday => Text.Of(((DayOfWeek)(number % 7)).ToString(), "星期" + ChineseDays[number - 1]),
        SeasonPart.Month => Text.Of(
            CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number), string.Create(CultureInfo.InvariantCulture, $"{number}月")),
        SeasonPart.Week => Text.Of(
            string.Create(CultureInfo.InvariantCulture, $"week {number}"), string.Create(CultureInfo.InvariantCulture, $"第{number}周")),
        _ => Text.Of(promotions[number - 1]),
    };
}
