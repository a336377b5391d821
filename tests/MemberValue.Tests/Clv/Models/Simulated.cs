using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Members drawn from a model.</summary>
internal static class Simulated
{
    /// <summary>One member: their history at an age, the purchases after it up to a later age, and when they left.</summary>
    public sealed record Member(PurchaseHistory History, IReadOnlyList<double> Later, double Left);

    public static IEnumerable<Member> Members(AttritionModel model, int members, Func<int, double> age, double ahead, int seed)
    {
        var random = new Random(seed);
        var purchases = new List<double>();
        for (var i = 0; i < members; i++)
        {
            purchases.Clear();
            var end = age(i);
            var left = model.Simulate(random, end + ahead, purchases);
            var before = purchases.TakeWhile(time => time <= end).ToList();
            yield return new Member(
                new PurchaseHistory(before.Count, before.LastOrDefault(), end), purchases.Skip(before.Count).Select(time => time - end).ToList(), left);
        }
    }

    public static PurchaseHistories Histories(AttritionModel model, int members, Func<int, double> age, int seed)
    {
        var drawn = Members(model, members, age, 0, seed).Select(member => member.History).ToList();
        return PurchaseHistories.From(
            [.. drawn.Select(history => history.RepeatPurchases)], [.. drawn.Select(history => history.TimeOfLastPurchase)],
            [.. drawn.Select(history => history.Age)],
            model.Unit, allowTies: true);
    }

    /// <summary>A table of weeks, joined in the first 20 of 60.</summary>
    public static MemberColumns Columns(AttritionModel model, int members, int seed)
    {
        var calendar = CellCalendar.Weeks(DayOfWeek.Monday);
        var first = calendar.CellOf(new DateOnly(2023, 1, 2));
        var window = new ObservationWindow(calendar, first, first + 59);
        var drawn = Members(model, members, i => 59 - i % 20, 0, seed).Select(member => member.History).ToList();
        int Cell(double week) => first + (int)week;
        return MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = [.. drawn.Select(history => history.RepeatPurchases + 1)],
            FirstPurchaseCell = [.. drawn.Select(history => (int?)Cell(59 - history.Age))],
            LastPurchaseCell = [.. drawn.Select(history => (int?)Cell(59 - history.Age + history.TimeOfLastPurchase))],
        });
    }

    /// <summary>Every log-parameter is within four standard errors of the truth.</summary>
    public static void AssertWithinErrors(AttritionModel truth, AttritionModel fitted)
    {
        Assert.Equal(FitStatus.Converged, fitted.Report!.Status);
        for (var k = 0; k < truth.ParameterValues.Count; k++)
        {
            var distance = Math.Log(fitted.ParameterValues[k] / truth.ParameterValues[k]) / Math.Sqrt(fitted.Report.LogCovariance[k][k]);
            Assert.True(Math.Abs(distance) < 4, FormattableString.Invariant(
                $"{truth.ParameterNames[k]} is {fitted.ParameterValues[k]:G5}, {distance:F1} standard errors from {truth.ParameterValues[k]}"));
        }
    }
}
