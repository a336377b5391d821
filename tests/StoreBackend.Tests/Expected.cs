using System.Globalization;
using System.Text.Json;
using CsvHelper;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace StoreBackend.Tests;

/// <summary>What the store must answer, by the library called directly on the file of invoices: no database, no configuration, no facade.</summary>
internal sealed class Expected
{
    public static readonly DateOnly LastDay = new(2011, 12, 9);

    private static readonly Lazy<Expected> LazyBase = new(() => new Expected());
    private readonly RfmScale _scale;
    private readonly MbgNbdModel _purchases;
    private readonly ModelValueCalculator _value;
    private readonly ThresholdStageClassifier _classifier;

    private Expected()
    {
        Invoices = [.. Read()];
        Table = TableOf(LastDay);
        _scale = RfmScale.FitQuantiles(Table.Columns);
        _purchases = MbgNbdModel.Fit(Table.In(TimeUnit.Week));
        _value = new ModelValueCalculator(
            _purchases, GammaGammaModel.Fit(Table.Columns), ReturnModel.Fit(Table.Columns),
            new ModelValueOptions { Horizon = 365.25 / 7, HorizonUnit = TimeUnit.Week, Discount = DiscountRate.Annual(0.15) });
        _classifier = new ThresholdStageClassifier(ThresholdStageOptions.Of(LearnedLimits.Fit(Table).ToLimits()));
        Assessor = AssessorOf(Table);
    }

    /// <summary>Models fitted through the last day of the file.</summary>
    public static Expected Base => LazyBase.Value;

    public IReadOnlyList<Transaction<string>> Invoices { get; }

    public MemberTable<string> Table { get; }

    public ChurnRiskAssessor Assessor { get; }

    public static ChurnRiskAssessor AssessorOf(MemberTable<string> table) => new(new ChurnRiskOptions
    {
        Rules =
        [
            new(new OverdueRule(PurchaseRhythm.Fit(table.Columns)), 0.7),
            new(new FrequencyDropRule(), 0.6),
            new(new SpendDropRule(), 0.3),
            new(new RefundShareRule(), 0.2),
        ],
    });

    /// <summary>The whole log with more orders, read again.</summary>
    public MemberTable<string> TableOf(DateOnly day, params IEnumerable<Transaction<string>> more)
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions
        {
            TimeZone = "Europe/London",
            RecentCells = 60,
            WindowLast = day.ToDateTime(TimeOnly.MinValue),
        });
        builder.AddRange(Invoices.Concat(more));
        return builder.Build();
    }

    public double[] Values(MemberTable<string> table) => [.. _value.Residuals(table).Select(pair => pair.Value.Amount)];

    /// <summary>Compares what the store says of a member with that member's row in a table, assessed with the models of <see cref="Base"/>.</summary>
    public void Check(MemberTable<string> table, string key, JsonElement actual)
    {
        var row = table[key];
        var risk = Assessor.Assess(row);
        Assert.Equal(key, actual.GetProperty("id").GetString());
        Assert.Equal(row.Orders, actual.GetProperty("orders").GetInt32());
        Assert.Equal(row.Purchases, actual.GetProperty("purchases").GetInt32());
        Assert.Equal(row.Net, actual.GetProperty("net").GetDecimal());
        Assert.Equal(row.LastPurchaseCell is { } last ? table.Window.Calendar.Format(last) : null, actual.GetProperty("lastPurchase").GetString());
        Assert.Equal(table.Window.Calendar.Format(table.Window.LastCell), actual.GetProperty("asOf").GetString());
        var score = _scale.Score(table)[key];
        Assert.Equal(score.IsScored ? score.ToString() : null, actual.GetProperty("score").GetString());
        Assert.Equal(SegmentMaps.TenCells.Apply(_scale.Score(table))[key]?.Id, actual.GetProperty("segment").GetString());
        Assert.Equal(_classifier.Classify(table)[key].ToString(), actual.GetProperty("stage").GetString());
        Close(_purchases.ProbabilityAlive(table)[key], actual.GetProperty("probabilityAlive"));
        Close(_purchases.ProbabilityOfPurchase(table, 90.0 / 7)[key], actual.GetProperty("probabilityOfPurchase"));
        Close(_purchases.ExpectedPurchases(table, 90.0 / 7)[key], actual.GetProperty("expectedPurchases"));
        Close(_value.Residuals(table)[key].Amount, actual.GetProperty("value"));
        Close(risk.Value, actual.GetProperty("risk"));
        Assert.Equal(risk.Level.ToString(), actual.GetProperty("riskLevel").GetString());
    }

    private static void Close(double expected, JsonElement actual)
    {
        if (double.IsNaN(expected))
            Assert.Equal(JsonValueKind.Null, actual.ValueKind);
        else
            Assert.True(Math.Abs(expected - actual.GetDouble()) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected:R}");
    }

    private static IEnumerable<Transaction<string>> Read()
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(AppContext.BaseDirectory, "data", "online-retail-invoices.csv")), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            // The shop's own clock, read as such: the store goes by way of UTC.
            var time = DateTime.ParseExact(csv.GetField("Time")!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            yield return new Transaction<string>(csv.GetField("Customer") is { Length: > 0 } member ? member : null, time, csv.GetField<decimal>("NetAmount"))
            {
                OrderId = csv.GetField("Invoice"),
            };
        }
    }
}

internal static class MemberRowExtensions
{
    /// <summary>A table of one member.</summary>
    public static MemberTable<string> ToTable(this MemberRow row, string key) => MemberTable.FromColumns([key], row.ToColumns());
}
