using System.Globalization;
using System.Text;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The machine's culture changes neither a number nor a text.</summary>
public class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")] // another calendar and another minus sign
    [InlineData("sv-SE")]
    public void Numbers_and_texts_are_the_same_under(string culture)
    {
        var expected = Texts();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Texts());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private static List<string> Texts()
    {
        var builder = new MemberTableBuilder<string>(
            new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1), RecentCells = 9, TimeZone = "Europe/Istanbul" });
        builder.Add(new Transaction<string>("I", new DateTimeOffset(2024, 1, 9, 23, 30, 0, TimeSpan.Zero), 1_234.5m) { OrderId = -7 });
        builder.Add(new Transaction<string>("ı", new DateOnly(2024, 1, 1), -1_234.56m));
        builder.Add(new Transaction<string>("i", new DateOnly(2023, 1, 1), -1_234.56m));
        builder.Skip("Zeile ohne Datum");
        var table = builder.Build();
        using var stream = new MemoryStream();
        builder.Save(stream);
        return
        [
            string.Join('|', table.Keys.Select(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)))),
            table.Report!.ToString(),
            table.Window.ToString(),
            Encoding.UTF8.GetString(stream.ToArray()),
            builder.StateOf("I")!.ToJson(),
            builder.StateOf("I")!.ToSummary().ToJson(),
            builder.StateOf("I")!.AsOf(new DateOnly(2024, 1, 31)).Net!.Value.ToString(CultureInfo.InvariantCulture),
            TimeUnit.OfDays("fortnight", 14.5).ToString(),
            CellCalendar.Weeks(DayOfWeek.Sunday).Format(100_000),
            ((EventTime)new DateOnly(2024, 2, 29)).ToString(),
            ((OrderId)(-5)).ToString(),
            Message(() => LogRules.From(new MemberTableOptions { RecentCells = -1 })),
            Message(() => LogRules.From(new MemberTableOptions { WindowFirst = new DateTime(2024, 3, 1), WindowLast = new DateTime(2024, 2, 1) })),
            Message(() => builder.StateOf("I")!.ToSummary().AsOf(new DateOnly(2023, 1, 1))),
            Message(() => builder.StateOf("I")!.With(new Transaction<string>("I", new DateOnly(2024, 2, 1), decimal.MaxValue), builder.Rules)),
            Message(() => Columns(data => data.RecentCells = -1)),
            Message(() => Columns(data => data.RegistrationCell = [int.MinValue])),
            Message(() => Columns(data => data.SumOfLogGaps = [-0.5])),
            Message(() => Columns(data => (data.Sales, data.Refunds, data.Net) = ([1.5m], [2.75m], [9]))),
            Message(() => throw new BadRowException(1_234_567, "late")),
        ];
    }

    private static void Columns(Action<MemberColumnData> spoil)
    {
        var data = new MemberColumnData { Purchases = [1] };
        spoil(data);
        MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)), data);
    }

    private static string Message(Action wrong) => Assert.ThrowsAny<Exception>(wrong).Message;
}
