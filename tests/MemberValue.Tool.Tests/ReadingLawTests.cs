using System.Globalization;
using MemberValue.Tool.Profiles;
using MemberValue.Tool.Reading;

namespace MemberValue.Tool.Tests;

/// <summary>What .NET itself writes in a form is read back as the same day, time and amount.</summary>
public class ReadingLawTests
{
    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss")]
    [InlineData("yyyy/M/d H:mm")]
    [InlineData("yyyy.MM.dd")]
    [InlineData("yyyyMMdd")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fffffff")]
    [InlineData("MMM d, yyyy h:mm:ss tt")]
    [InlineData("MMMM d, yyyy")]
    [InlineData("d MMM yyyy HH:mm")]
    [InlineData("dd-MMM-yyyy")]
    [InlineData("dd/MM/yyyy HH:mm:ss")]
    [InlineData("d.M.yyyy")]
    [InlineData("M/d/yyyy  h:mm tt")]
    [InlineData("MM-dd-yyyy")]
    public void A_time_in_any_form_is_read_back(string form)
    {
        var order = form.StartsWith('M') ? DateOrder.MonthDay : DateOrder.DayMonth;
        for (var time = new DateTime(2023, 12, 25, 0, 0, 0); time.Year < 2026; time = time.AddHours(11).AddMinutes(7).AddSeconds(13))
        {
            var text = time.ToString(form, CultureInfo.InvariantCulture);
            Assert.Null(TimeText.Read(text, out var parts));
            var day = parts.Day(order)!.Value.ToDateTime(TimeOnly.MinValue);
            var read = parts.HasTime ? day.AddTicks(parts.TimeOfDay) : day;
            Assert.Equal(DateTime.ParseExact(text, form, CultureInfo.InvariantCulture), read);
            Assert.Null(parts.Offset);
        }
    }

    [Fact]
    public void An_offset_in_any_form_is_read_back()
    {
        for (var minutes = -14 * 60; minutes <= 14 * 60; minutes += 15)
        {
            var time = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromMinutes(minutes));
            var colon = time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
            foreach (var text in new[] { colon, colon.Remove(colon.Length - 3, 1), colon.Insert(19, " ") })
            {
                Assert.Null(TimeText.Read(text, out var parts));
                Assert.Equal(((short?)minutes, time.TimeOfDay.Ticks), (parts.Offset, parts.TimeOfDay));
            }
        }
    }

    [Theory]
    [InlineData('.', ',', "")]
    [InlineData(',', '.', " €")]
    [InlineData('.', '\'', " CHF")]
    [InlineData(',', ' ', " kr")]
    [InlineData('.', null, "$")]
    public void An_amount_with_any_marks_is_read_back(char mark, char? thousands, string symbol)
    {
        var amounts = new AmountText(mark, thousands);
        var format = new NumberFormatInfo { NumberDecimalSeparator = $"{mark}", NumberGroupSeparator = $"{thousands}" };
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var amount = new decimal(random.Next(), random.Next(1000), 0, random.Next(2) == 1, (byte)random.Next(5));
            var text = amount.ToString(thousands is null ? "0.####" : "#,##0.####", format);
            text = symbol == "$" ? text.Replace(text.TrimStart('-'), "$" + text.TrimStart('-'), StringComparison.Ordinal) : text + symbol;
            Assert.Null(amounts.Read(text, out var read, out var seen));
            Assert.Equal((amount, symbol.Trim()), (read, seen ?? ""));
        }
    }
}
