using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// Members as a Markov chain: the label of the next period depends on the label now and on nothing earlier. Created by
/// <see cref="MarkovChain.From{TLabel}"/> or <see cref="MarkovChain.FromMatrix{TLabel}"/>. Immutable and thread-safe.
/// </summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <remarks>
/// Pfeifer and Carraway 2000, "Modeling Customer Relationships as Markov Chains", Journal of Interactive Marketing 14(2), 43-55. Leaving is a
/// state outside the labels: nobody returns from it, and it is worth nothing. An unobserved row does not affect labels from which it cannot be reached; a
/// result that needs its probabilities throws an error that names it.
/// </remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class MarkovChain<TLabel> : IWritesJson
{
    /// <summary>The most periods that are computed one by one.</summary>
    private const int MostPeriods = 100_000;

    private readonly LabelSet<TLabel> _labels;
    private readonly double[,] _moves; // an unobserved row is all zeros
    private readonly double[] _leaving;
    private readonly bool[] _observed;

    internal MarkovChain(LabelSet<TLabel> labels, double[,] moves, double[] leaving, bool[] observed, double[] arrivals, MarkovWarning<TLabel>[] warnings)
    {
        _labels = labels;
        (_moves, _leaving, _observed) = (moves, leaving, observed);
        Arrivals = Array.AsReadOnly(arrivals);
        Warnings = Array.AsReadOnly(warnings);
    }

    /// <summary>The labels, in the order that was given.</summary>
    public IReadOnlyList<TLabel> Labels => _labels.Labels;

    /// <summary>Rows that rest on few members or none, in the order of <see cref="Labels"/>; empty for a chain of given probabilities.</summary>
    public IReadOnlyList<MarkovWarning<TLabel>> Warnings { get; }

    /// <summary>
    /// Members who entered at each label in a period, on average over the pairs of dates that were counted, in the order of <see cref="Labels"/>;
    /// zeros for a chain of given probabilities. Forecasts use them only when given as an argument.
    /// </summary>
    public IReadOnlyList<double> Arrivals { get; }

    /// <summary>The probability that a member with one label has another (or the same) a period later.</summary>
    /// <param name="from">The label now.</param>
    /// <param name="to">The label a period later.</param>
    /// <returns>0 to 1; NaN where the row was not observed.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double Probability(TLabel from, TLabel to)
    {
        var (row, column) = (_labels.PlaceOf(from, nameof(from)), _labels.PlaceOf(to, nameof(to)));
        return _observed[row] ? _moves[row, column] : double.NaN;
    }

    /// <summary>The probability that a member with a label leaves for good within a period.</summary>
    /// <param name="from">The label now.</param>
    /// <returns>0 to 1; NaN where the row was not observed. With the row's other probabilities it adds to 1.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    public double ProbabilityOfLeaving(TLabel from)
    {
        var row = _labels.PlaceOf(from, nameof(from));
        return _observed[row] ? _leaving[row] : double.NaN;
    }

    /// <summary>Expected members of each label over the next periods.</summary>
    /// <param name="start">The members now, over the chain's labels in the same order.</param>
    /// <param name="periods">How many periods ahead, 0 to 100,000.</param>
    /// <param name="arrivals">New members at each label in each period to come, in the order of <see cref="Labels"/>, such as <see cref="Arrivals"/>; null
    /// for none.</param>
    /// <returns>The forecast.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    /// <exception cref="ArgumentException">Labels or arrivals do not fit, or a number is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="periods"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">Members would reach an unobserved row; the message names it.</exception>
    public LabelForecast<TLabel> Forecast(LabelDistribution<TLabel> start, int periods, IReadOnlyList<double>? arrivals = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (!_labels.IsSame(start.Set))
            throw new ArgumentException("The members now are over other labels than the chain's, or in another order.", nameof(start));
        return Forecast([.. start.MembersByLabel.Select(members => (double)members)], periods, arrivals);
    }

    /// <summary>Expected members of each label over the next periods.</summary>
    /// <param name="start">The members now, 0 or more each, in the order of <see cref="Labels"/>; shares are allowed.</param>
    /// <param name="periods">How many periods ahead, 0 to 100,000.</param>
    /// <param name="arrivals">New members at each label in each period to come, in the order of <see cref="Labels"/>, such as <see cref="Arrivals"/>; null
    /// for none.</param>
    /// <returns>The forecast.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one number per label, or one that is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="periods"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">Members would reach an unobserved row; the message names it.</exception>
    /// <remarks>n(t + 1) = n(t) P + arrivals: those who arrive during a period first move in the next. Cost: labels squared per period.</remarks>
    public LabelForecast<TLabel> Forecast(IReadOnlyList<double> start, int periods, IReadOnlyList<double>? arrivals = null)
    {
        CheckNumbers(start, nameof(start), mustNotBeNegative: true);
        if (arrivals is not null)
            CheckNumbers(arrivals, nameof(arrivals), mustNotBeNegative: true);
        CheckPeriods(periods, nameof(periods));
        CheckStart(start, periods);
        if (arrivals is not null)
            CheckStart(arrivals, periods - 1);

        var n = _labels.Count;
        var members = new double[periods + 1][];
        var left = new double[periods + 1];
        members[0] = [.. start];
        for (var period = 1; period <= periods; period++)
        {
            var (now, next) = (members[period - 1], arrivals is null ? new double[n] : [.. arrivals]);
            left[period] = left[period - 1];
            for (var row = 0; row < n; row++)
            {
                for (var column = 0; column < n; column++)
                    next[column] += now[row] * _moves[row, column];
                left[period] += now[row] * _leaving[row];
            }

            members[period] = next;
        }

        return new LabelForecast<TLabel>(_labels, members, left);
    }

    /// <summary>How many of the next periods a member spends in each label, the current one included.</summary>
    /// <param name="from">The label now.</param>
    /// <param name="horizon">The last period that counts, 0 (now alone) to 100,000.</param>
    /// <returns>The expected number per label: the row of <paramref name="from"/> in the sum of P^t over t = 0 to the horizon. Together horizon + 1 less
    /// the periods after leaving.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">An unobserved row can be reached within the horizon; the message names it.</exception>
    public LabelValues<TLabel> ExpectedPeriods(TLabel from, int horizon)
    {
        CheckPeriods(horizon, nameof(horizon));
        var place = _labels.PlaceOf(from, nameof(from));
        var start = new double[_labels.Count];
        start[place] = 1;
        CheckStart(start, horizon);
        var periods = new double[start.Length];
        var now = start;
        for (var period = 0; ; period++)
        {
            for (var label = 0; label < periods.Length; label++)
                periods[label] += now[label];
            if (period == horizon)
                return new LabelValues<TLabel>(_labels, periods);
            var next = new double[now.Length];
            for (var row = 0; row < now.Length; row++)
            {
                for (var column = 0; column < now.Length; column++)
                    next[column] += now[row] * _moves[row, column];
            }

            now = next;
        }
    }

    /// <summary>How many periods a member spends in each label from now on without end, discounted.</summary>
    /// <param name="from">The label now.</param>
    /// <param name="discountRatePerPeriod">d, finite and above 0: a period t ahead counts (1 + d)^-t.</param>
    /// <returns>The discounted expected number per label: the row of <paramref name="from"/> in (I - P / (1 + d))^-1. Together at most (1 + d) / d, and
    /// exactly that where nobody leaves.</returns>
    /// <exception cref="ArgumentException">No such label.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="discountRatePerPeriod"/> is not finite or not above 0.</exception>
    /// <exception cref="InvalidOperationException">An unobserved row can be reached; the message names it.</exception>
    public LabelValues<TLabel> DiscountedPeriods(TLabel from, double discountRatePerPeriod)
    {
        var place = _labels.PlaceOf(from, nameof(from));
        CheckRate(discountRatePerPeriod, zeroAllowed: false);
        var blocks = BlockedBy(int.MaxValue);
        if (blocks[place] >= 0)
            throw new InvalidOperationException(LabelValues<TLabel>.NeedsRow(from, Labels[blocks[place]]));
        var known = Enumerable.Range(0, _labels.Count).Where(label => blocks[label] < 0).ToArray();
        var system = System(known, discountRatePerPeriod);
        var periods = new double[_labels.Count];
        var column = new double[known.Length];
        for (var j = 0; j < known.Length; j++)
        {
            Array.Clear(column);
            column[j] = 1 + discountRatePerPeriod;
            system.Solve(column);
            periods[known[j]] = column[Array.IndexOf(known, place)];
        }

        return new LabelValues<TLabel>(_labels, periods);
    }

    /// <summary>Probabilities as text, a row per label, the same in every culture.</summary>
    /// <returns>The text; dashes in an unobserved row.</returns>
    public override string ToString()
    {
        string Text(int row, double probability) => _observed[row] ? FormattableString.Invariant($"{probability:F3}") : "-";
        return LabelText.Table(
        [
            ["from \\ to", .. Labels.Select(LabelText.Of), "(left)"],
            .. Labels.Select((label, row) => (string[])
                [LabelText.Of(label), .. Enumerable.Range(0, Labels.Count).Select(column => Text(row, _moves[row, column])), Text(row, _leaving[row])]),
        ]);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, chain) =>
    {
        to.Items(nameof(Labels), chain.Labels);
        to.Items("Probabilities", chain.Labels, (to, from) => to.List(chain.Labels.Select(label => chain.Probability(from, label))));
        to.Items(nameof(ProbabilityOfLeaving), chain.Labels.Select(chain.ProbabilityOfLeaving));
        to.Items(nameof(Arrivals), chain.Arrivals);
        to.Items(nameof(Warnings), chain.Warnings, static (to, warning) => to.Object(warning, static (to, warning) =>
        {
            to.Property(nameof(warning.Kind), warning.Kind);
            to.Property(nameof(warning.Label), warning.Label);
            to.Property(nameof(warning.Members), warning.Members);
            to.Property(nameof(warning.Limit), warning.Limit);
        }));
    });

    private void CheckNumbers(IReadOnlyList<double> numbers, string parameter, bool mustNotBeNegative)
    {
        ArgumentNullException.ThrowIfNull(numbers, parameter);
        if (numbers.Count != _labels.Count)
            throw Error.Argument($"There are {numbers.Count} numbers for {_labels.Count} labels.", parameter);
        for (var label = 0; label < numbers.Count; label++)
        {
            if (!double.IsFinite(numbers[label]) || (mustNotBeNegative && numbers[label] < 0))
            {
                throw Error.Argument(
                    $"The number of {LabelText.Of(Labels[label])} is {numbers[label]} and must be finite{(mustNotBeNegative ? " and 0 or more" : "")}.",
                    parameter);
            }
        }
    }

    private static void CheckPeriods(int periods, string parameter)
    {
        if (periods is < 0 or > MostPeriods)
            throw Error.OutOfRange(parameter, $"The number of periods is {periods} and must be 0 to {MostPeriods}.");
    }

    private static void CheckRate(double rate, bool zeroAllowed)
    {
        if (!double.IsFinite(rate) || rate < 0 || (rate == 0 && !zeroAllowed))
        {
            throw Error.OutOfRange(
                "discountRatePerPeriod",
                $"The discount rate is {rate} and must be finite and {(zeroAllowed ? "0 or more" : "above 0, since there is no horizon")}.");
        }
    }
}
