using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Assessment;

/// <summary>A real shop's base for tests of whole assessments: Online Retail, with visits and registrations of some members made up by a rule.</summary>
internal static class Shop
{
    private const int RecentDays = 60;

    private static readonly Lazy<MemberTableBuilder<string>> Built = new(() => Builder(null));

    private static readonly Lazy<MemberTable<string>> Whole = new(() => Built.Value.Build());

    public static MemberTable<string> Table => Whole.Value;

    public static MemberTableBuilder<string> States => Built.Value;

    /// <summary>The base as it was on a day.</summary>
    public static MemberTable<string> AsOf(DateTime day) => Builder(day).Build();

    /// <summary>Every part, with rules that look at everything a valuator has.</summary>
    public static MemberValuatorOptions Everything() => new()
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits },
        Clv = new ClvOptions { AnnualDiscountRate = 0.15, MarginRate = 0.3 },
        Churn = new ChurnOptions
        {
            Overdue = [new() { Weight = 0.7 }],
            FrequencyDrop = [new() { Weight = 0.6 }],
            Probability = [new() { Weight = 0.5 }],
            RfmLevel = [new() { Weight = 0.3 }],
            RfmFall = [new() { Weight = 0.4 }],
            StageEntered = [new() { Weight = 0.2 }],
        },
    };

    private static MemberTableBuilder<string> Builder(DateTime? last)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = RecentDays, WindowLast = last });
        foreach (var invoice in OnlineRetailData.Invoices())
        {
            if (invoice.Customer.Length > 0)
                builder.Add(new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice });
        }

        builder.Add(new MemberEvent<string>("visitor", new DateTime(2011, 6, 1), MemberEventKind.Registration));
        return builder;
    }
}
