using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class FormulaValueCalculator : IWritesJson
{
    private static readonly StoredKind Stored = new("FormulaValue", 1);

    /// <summary>Settings and cohort as JSON text, about a kilobyte; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes settings and cohort as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a calculator that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>A calculator whose values are equal in every bit to those of the one written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a formula value, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static FormulaValueCalculator FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a calculator that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from; read to its end, stays open.</param>
    /// <returns>A calculator whose values are equal in every bit to those of the one written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a formula value, is damaged, or was written by a newer version; the message says what is
    /// wrong.</exception>
    public static FormulaValueCalculator FromJson(Stream stream) => Stored.Read(stream, Read);

    private static FormulaValueCalculator Read(DocumentReader from)
    {
        var options = new FormulaValueOptions
        {
            CountedBy = from.Name<FrequencyBasis>("countedBy"),
            Unit = from.Unit("unit"),
            OrderValueFrom = from.Name<ValueSource>("orderValueFrom"),
            OrderValue = from.NumberOrNull("orderValue"),
            FrequencyFrom = from.Name<ValueSource>("frequencyFrom"),
            Frequency = from.NumberOrNull("frequency"),
            LifespanFrom = from.Name<LifespanSource>("lifespanFrom"),
            Lifespan = from.NumberOrNull("lifespan"),
            ChurnRate = from.NumberOrNull("churnRate"),
            MarginFrom = from.Name<ValueSource>("marginFrom"),
            MarginRate = from.NumberOrNull("marginRate"),
            TenureStart = from.Name<TenureStart>("tenureStart"),
            MinimumTenureInDays = from.Number("minimumTenureInDays"),
        }.Checked();
        if (NeedsCohort(options) != from.Has("cohort"))
            throw from.Damaged("cohort must be there exactly when a factor is the cohort's");
        return new FormulaValueCalculator(options, from.PartOrNull("cohort", part => ReadCohort(part, options)));
    }

    private static FormulaCohort ReadCohort(DocumentReader from, FormulaValueOptions options)
    {
        double? Number(string name, bool isNeeded, NumberRange range) => isNeeded ? from.Number(name, range)
            : from.Has(name) ? throw from.Damaged($"{name} must not be there: no factor asks for it") : null;
        var origin = from.Origin();
        if (origin.Members < 1 || origin.Window is null)
            throw from.Damaged("origin must have a window and 1 member or more");
        return new FormulaCohort
        {
            Origin = origin,
            OrderValue = Number("orderValue", options.OrderValueFrom == ValueSource.Cohort, NumberRange.Finite),
            Frequency = Number("frequency", options.FrequencyFrom == ValueSource.Cohort, NumberRange.AboveZero),
            Lifespan = Number("lifespan", options.LifespanFrom is LifespanSource.Cohort or LifespanSource.CohortChurn, NumberRange.AboveZero),
            ChurnRate = Number("churnRate", options.LifespanFrom == LifespanSource.CohortChurn, NumberRange.ShareAboveZero),
            MarginRate = Number("marginRate", options.MarginFrom == ValueSource.Cohort, NumberRange.Finite),
        };
    }

    private void Write(DocumentWriter to)
    {
        to.Name("countedBy", _options.CountedBy);
        to.Unit("unit", _options.Unit);
        to.Name("orderValueFrom", _options.OrderValueFrom);
        to.Number("orderValue", _options.OrderValue);
        to.Name("frequencyFrom", _options.FrequencyFrom);
        to.Number("frequency", _options.Frequency);
        to.Name("lifespanFrom", _options.LifespanFrom);
        to.Number("lifespan", _options.Lifespan);
        to.Number("churnRate", _options.ChurnRate);
        to.Name("marginFrom", _options.MarginFrom);
        to.Number("marginRate", _options.MarginRate);
        to.Name("tenureStart", _options.TenureStart);
        to.Number("minimumTenureInDays", _options.MinimumTenureInDays);
        to.Part("cohort", Cohort, static (part, cohort) =>
        {
            part.Origin(cohort.Origin);
            part.Number("orderValue", cohort.OrderValue);
            part.Number("frequency", cohort.Frequency);
            part.Number("lifespan", cohort.Lifespan);
            part.Number("churnRate", cohort.ChurnRate);
            part.Number("marginRate", cohort.MarginRate);
        });
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
