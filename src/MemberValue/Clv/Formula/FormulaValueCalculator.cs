using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// The formula value: average order value x purchase frequency x lifespan x margin rate, each the member's own, the cohort's or a given number.
/// Fit one with <see cref="Fit"/>, keep it with <see cref="ToJson()"/>, apply it to any later table: values of two months can be compared because the
/// cohort's numbers stay the same. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>The member's own numbers: order value = net spend / purchases (refunds netted, refund-only cells included), frequency = purchases /
/// tenure, lifespan = tenure, margin rate = margin / net spend. With all four the member's own, the value is the realised margin.</para>
/// <para>Special cases. No purchase: the member's own frequency is 0 and the value is 0, whatever refunds there are; with a frequency from
/// elsewhere, a member's own order value or margin rate does not exist and the value is NaN, and so with a member's own lifespan if no
/// registration says when it began. One purchase in the window's last cell: the tenure is that cell, or the least tenure of the options.
/// Refunds above sales: the order value is below 0, and so is the value. A margin rate of the member's own needs a net spend above 0, unless
/// the order value is the member's own too: then margin / purchases is taken.</para>
/// <para>A formula, not a model: it does not ask whether the member is still there.</para>
/// </remarks>
public sealed partial class FormulaValueCalculator : IClvCalculator, IRowByRow, IFitted
{
    private readonly FormulaValueOptions _options;
    private readonly double _orderValue;
    private readonly double _frequency;
    private readonly double _lifespan;
    private readonly double _marginRate;

    private FormulaValueCalculator(FormulaValueOptions options, FormulaCohort? cohort)
    {
        _options = options;
        Cohort = cohort;
        _orderValue = (options.OrderValueFrom == ValueSource.Given ? options.OrderValue : cohort?.OrderValue) ?? double.NaN;
        _frequency = (options.FrequencyFrom == ValueSource.Given ? options.Frequency : cohort?.Frequency) ?? double.NaN;
        _lifespan = options.LifespanFrom switch
        {
            LifespanSource.Given => options.Lifespan!.Value,
            LifespanSource.GivenChurn => 1 / options.ChurnRate!.Value,
            _ => cohort?.Lifespan ?? double.NaN,
        };
        _marginRate = options.MarginFrom == ValueSource.Given ? options.MarginRate ?? 1 : cohort?.MarginRate ?? double.NaN;
        ValueName = double.IsNaN(_lifespan) ? ClvWords.Lifetime : ClvWords.LifetimeOf(_lifespan, options.Unit);
        ValueName = ValueName.AtMargin(_marginRate);
    }

    /// <inheritdoc/>
    public Text ValueName { get; }

    /// <summary>What was learned from the cohort; null when no factor is the cohort's.</summary>
    public FormulaCohort? Cohort { get; }

    /// <summary>Always <c>FormulaValue</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The table of <see cref="Cohort"/>; null when no factor is the cohort's.</summary>
    public FitOrigin? Origin => Cohort?.Origin;

    /// <summary><see cref="FitStatus.Fitted"/>, or <see cref="FitStatus.Given"/> when no factor is the cohort's.</summary>
    public FitStatus Status => Cohort is null ? FitStatus.Given : FitStatus.Fitted;

    /// <summary>Empty: a cohort whose numbers do not exist is refused by <see cref="Fit"/>.</summary>
    public IReadOnlyList<Text> Warnings => [];

    /// <summary>The unit that frequency and lifespan count in.</summary>
    public TimeUnit Unit => _options.Unit;

    /// <summary>Creates a calculator that needs no cohort.</summary>
    /// <param name="options">Where the factors come from; copied.</param>
    /// <returns>The calculator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or a factor is the cohort's: <see cref="Fit"/> learns that one.</exception>
    public static FormulaValueCalculator Create(FormulaValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Checked();
        return NeedsCohort(settings)
            ? throw new ArgumentException("A factor of the options is the cohort's: use Fit, which learns it.", nameof(options))
            : new FormulaValueCalculator(settings, cohort: null);
    }

    /// <summary>The formula itself.</summary>
    /// <param name="orderValue">Average order value, in money; any sign.</param>
    /// <param name="frequency">Purchases or orders per unit of time, 0 or more.</param>
    /// <param name="lifespan">Lifespan in the same unit, above 0.</param>
    /// <param name="marginRate">Margin as a share of net spend, at most 1.</param>
    /// <returns>Money; 0 at a frequency of 0, whatever the other factors; otherwise NaN if a factor is.</returns>
    public static double Value(double orderValue, double frequency, double lifespan, double marginRate) =>
        frequency == 0 ? 0 : orderValue * (frequency * lifespan) * marginRate;

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing. Needs the columns that the options ask for: the member's own numbers are made of Net,
    /// Purchases or Orders, FirstPurchaseCell and Margin.</remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or the columns' calendar is another than that of the
    /// cohort; <paramref name="destination"/> is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        if (Cohort is not null && !columns.Window.Calendar.Equals(Cohort.Origin.Window!.Calendar))
        {
            throw Error.Argument(
                $"The cohort's purchases are cells of {Cohort.Origin.Window.Calendar}, the table's cells are {columns.Window.Calendar}; "
                    + "fit to a table of that calendar.",
                nameof(columns));
        }

        var member = new FormulaInputs(columns, _options);
        for (var i = 0; i < destination.Length; i++)
        {
            var row = i;
            var frequency = _options.FrequencyFrom == ValueSource.Member ? member.Frequency(row) : _frequency;
            var lifespan = _options.LifespanFrom == LifespanSource.Member ? member.Tenure(row) : _lifespan;
            var (orderValue, marginRate) = (_options.OrderValueFrom, _options.MarginFrom) switch
            {
                (ValueSource.Member, ValueSource.Member) => (member.OrderMargin(row), 1), // no division by a net spend that may be 0
                (ValueSource.Member, _) => (member.OrderValue(row), _marginRate),
                (_, ValueSource.Member) => (_orderValue, member.MarginRate(row)),
                _ => (_orderValue, _marginRate),
            };
            destination[i] = Value(orderValue, frequency, lifespan, marginRate);
        }
    }

    /// <summary>The formula with the source of every factor, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        string Factor(string name, string source, double value) => double.IsNaN(value)
            ? $"{name} of the {(source == "Member" ? "member" : source)}"
            : FormattableString.Invariant($"{name} {value} ({source})");
        var (order, unit) = (_options.CountedBy == FrequencyBasis.Orders ? "order" : "purchase", Unit.Name);
        return string.Join(" x ",
            Factor($"net spend per {order}", $"{_options.OrderValueFrom}", _orderValue),
            Factor($"{order}s per {unit}", $"{_options.FrequencyFrom}", _frequency),
            Factor($"lifespan in {unit}s", $"{_options.LifespanFrom}", _lifespan),
            Factor("margin rate", $"{_options.MarginFrom}", _marginRate));
    }

    internal static bool NeedsCohort(FormulaValueOptions options) =>
        options.OrderValueFrom == ValueSource.Cohort || options.FrequencyFrom == ValueSource.Cohort || options.MarginFrom == ValueSource.Cohort
        || options.LifespanFrom is LifespanSource.Cohort or LifespanSource.CohortChurn;
}
