using System.Text;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

public sealed partial class FormulaValueCalculator
{
    private const string JsonType = "FormulaValue";
    private const int JsonVersion = 1;

    /// <summary>Settings and cohort as JSON text, about a kilobyte; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => ClvJson.Write(Document(), ClvJson.Default.FormulaValueDocument);

    /// <summary>Writes settings and cohort as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => ClvJson.Write(stream, Document(), ClvJson.Default.FormulaValueDocument);

    /// <summary>Reads a calculator that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A calculator that values as the one written did, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is no formula value, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static FormulaValueCalculator FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(new MemoryStream(Encoding.UTF8.GetBytes(json), writable: false));
    }

    /// <summary>Reads a calculator that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A calculator that values as the one written did, to the last bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is no formula value, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static FormulaValueCalculator FromJson(Stream stream)
    {
        var document = ClvJson.Read(stream, JsonType, JsonVersion, ClvJson.Default.FormulaValueDocument);
        try
        {
            return FromDocument(document);
        }
        catch (ArgumentException error)
        {
            throw ClvJson.Damaged(JsonType, error.Message, error);
        }
    }

    private static FormulaValueCalculator FromDocument(FormulaValueDocument document)
    {
        var options = new FormulaValueOptions
        {
            CountedBy = ClvJson.Name<FrequencyBasis>(JsonType, "countedBy", document.CountedBy),
            Unit = ClvJson.Unit(JsonType, "unit", document.Unit),
            OrderValueFrom = ClvJson.Name<ValueSource>(JsonType, "orderValueFrom", document.OrderValueFrom),
            OrderValue = document.OrderValue,
            FrequencyFrom = ClvJson.Name<ValueSource>(JsonType, "frequencyFrom", document.FrequencyFrom),
            Frequency = document.Frequency,
            LifespanFrom = ClvJson.Name<LifespanSource>(JsonType, "lifespanFrom", document.LifespanFrom),
            Lifespan = document.Lifespan,
            ChurnRate = document.ChurnRate,
            MarginFrom = ClvJson.Name<ValueSource>(JsonType, "marginFrom", document.MarginFrom),
            MarginRate = document.MarginRate,
            TenureStart = ClvJson.Name<TenureStart>(JsonType, "tenureStart", document.TenureStart),
            MinimumTenureInDays = document.MinimumTenureInDays ?? throw ClvJson.Damaged(JsonType, "minimumTenureInDays is missing"),
        }.Checked();
        if (NeedsCohort(options) != document.Cohort is not null)
            throw ClvJson.Damaged(JsonType, "cohort must be there exactly when a factor is the cohort's");
        return new FormulaValueCalculator(options, document.Cohort is { } cohort ? CohortOf(cohort, options) : null);
    }

    private static FormulaCohort CohortOf(FormulaCohortDocument document, FormulaValueOptions options)
    {
        double? Number(string name, double? value, bool isNeeded, double above, double most = double.MaxValue) =>
            (isNeeded ? value > above && value <= most : value is null)
                ? value
                : throw ClvJson.Damaged(JsonType, FormattableString.Invariant(
                    $"cohort.{name} is {(value is { } known ? FormattableString.Invariant($"{known}") : "null")} and must be {(isNeeded ? "a finite number in its range" : "absent, because no factor asks for it")}"));
        var origin = (document.Origin ?? throw ClvJson.Damaged(JsonType, "cohort.origin is missing")).Restore(JsonType);
        if (origin.Members < 1 || origin.Window is null)
            throw ClvJson.Damaged(JsonType, "cohort.origin must have a window and 1 member or more");
        return new FormulaCohort
        {
            Origin = origin,
            OrderValue = Number("orderValue", document.OrderValue, options.OrderValueFrom == ValueSource.Cohort, double.NegativeInfinity),
            Frequency = Number("frequency", document.Frequency, options.FrequencyFrom == ValueSource.Cohort, 0),
            Lifespan = Number("lifespan", document.Lifespan, options.LifespanFrom is LifespanSource.Cohort or LifespanSource.CohortChurn, 0),
            ChurnRate = Number("churnRate", document.ChurnRate, options.LifespanFrom == LifespanSource.CohortChurn, 0, 1),
            MarginRate = Number("marginRate", document.MarginRate, options.MarginFrom == ValueSource.Cohort, double.NegativeInfinity),
        };
    }

    private FormulaValueDocument Document() => new()
    {
        Type = JsonType,
        Version = JsonVersion,
        CountedBy = _options.CountedBy.ToString(),
        Unit = ClvJson.Document(_options.Unit),
        OrderValueFrom = _options.OrderValueFrom.ToString(),
        OrderValue = _options.OrderValue,
        FrequencyFrom = _options.FrequencyFrom.ToString(),
        Frequency = _options.Frequency,
        LifespanFrom = _options.LifespanFrom.ToString(),
        Lifespan = _options.Lifespan,
        ChurnRate = _options.ChurnRate,
        MarginFrom = _options.MarginFrom.ToString(),
        MarginRate = _options.MarginRate,
        TenureStart = _options.TenureStart.ToString(),
        MinimumTenureInDays = _options.MinimumTenureInDays,
        Cohort = Cohort is null ? null : new FormulaCohortDocument
        {
            Origin = OriginDocument.Of(Cohort.Origin),
            OrderValue = Cohort.OrderValue,
            Frequency = Cohort.Frequency,
            Lifespan = Cohort.Lifespan,
            ChurnRate = Cohort.ChurnRate,
            MarginRate = Cohort.MarginRate,
        },
    };
}
