using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Draws transaction logs from a model: members who join, buy and leave as the model says. For tests of a pipeline, for power studies ("how
/// many members until a fit is precise?"), and to see how a model's numbers look as a log.
/// </summary>
/// <remarks>
/// <para>A model of time: the first purchase is an instant, spread evenly over the days of joining; the others follow at the model's times, rounded
/// up to the second. Read the log with <see cref="EventGrain.Instant"/> to get the model back without bias; with a coarser grain, purchases in one
/// cell become one.</para>
/// <para>A model of opportunities (BG/BB): the log is cut into cells of the model's unit from the first day on; a member joins in one of them and
/// makes at most one purchase in each later one, in its middle. Read the log with the grain of that unit (weeks from the first day's weekday).
/// What is left of the log after the last whole cell stays empty.</para>
/// <para>The same seed draws the same log, on every machine and runtime with the same <see cref="Random"/>. Immutable and thread-safe.</para>
/// </remarks>
public sealed class LogSimulator
{
    private readonly LogSimulationOptions _options;

    /// <summary>Creates a simulator.</summary>
    /// <param name="model">The model of purchases, fitted or with given parameters.</param>
    /// <param name="options">How many members, which days, and what they spend; copied. Null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or the log is shorter than one opportunity of the model.</exception>
    public LogSimulator(AttritionModel model, LogSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _options = (options ?? new LogSimulationOptions()).Checked();
        if (model.CountsOpportunities && Cells < 1)
            throw Error.Argument(
                $"The log from {_options.FirstDay:O} through {_options.LastDay:O} is shorter than one opportunity, a {model.Unit}.", nameof(options));
    }

    /// <summary>The model that members are drawn from.</summary>
    public AttritionModel Model { get; }

    private DateTimeOffset Start => new(_options.FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private DateTimeOffset End => new(_options.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>Whole opportunities in the log.</summary>
    private double Cells => Math.Floor(new TimeConversion(TimeUnit.Second, Model.Unit).Of((End - Start).TotalSeconds));

    /// <summary>Draws a log: each member's purchases one after the other, in the order of time, in UTC.</summary>
    /// <param name="seed">The seed: the same one draws the same log.</param>
    /// <param name="cancellationToken">Cancels the drawing; checked before each member, while the rows are read.</param>
    /// <returns>The rows, drawn while they are read; reading them again gives the same ones.</returns>
    /// <exception cref="InvalidOperationException">
    /// While reading: a member made more than 100,000 purchases, because the model's rates are too high for the log's length.
    /// </exception>
    /// <exception cref="OperationCanceledException">While reading: the work was stopped.</exception>
    public IEnumerable<Transaction<int>> Log(int seed, CancellationToken cancellationToken = default)
    {
        foreach (var member in Members(seed, cancellationToken))
        {
            for (var i = 0; i < member.Moments.Count; i++)
                yield return new Transaction<int>(member.Key, member.Moments[i], member.Amounts[i]);
        }
    }

    /// <summary>Draws the members of the same log, with what the log does not show.</summary>
    /// <param name="seed">The seed: the same one draws the same log.</param>
    /// <param name="cancellationToken">Cancels the drawing; checked before each member, while they are read.</param>
    /// <returns>The members, drawn while they are read, in the order of their keys.</returns>
    /// <exception cref="InvalidOperationException">
    /// While reading: a member made more than 100,000 purchases, because the model's rates are too high for the log's length.
    /// </exception>
    /// <exception cref="OperationCanceledException">While reading: the work was stopped.</exception>
    public IEnumerable<SimulatedMember> Members(int seed, CancellationToken cancellationToken = default)
    {
        var random = new Random(seed);
        for (var key = 1L; key <= _options.Members; key++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Draw((int)key, random);
        }
    }

    private SimulatedMember Draw(int key, Random random)
    {
        var unit = Model.Unit.Seconds;
        double firstSecond, age;
        if (Model.CountsOpportunities)
        {
            var joining = Math.Clamp(Math.Ceiling(new TimeConversion(TimeUnit.Day, Model.Unit).Of(_options.JoinDays)), 1, Cells);
            var cell = Math.Floor(random.NextDouble() * joining);
            (firstSecond, age) = ((cell + 0.5) * unit, Cells - 1 - cell);
        }
        else
        {
            var joining = new TimeConversion(TimeUnit.Day, TimeUnit.Second).Of(random.NextDouble() * _options.JoinDays);
            firstSecond = Math.Max(1, Math.Floor(joining)); // a window of instants does not hold its start
            age = ((End - Start).TotalSeconds - firstSecond) / unit;
        }

        var times = new List<double>();
        var left = Model.Simulate(random, age, times);
        if (times.Count > AttritionModel.MostSimulated)
        {
            throw Error.State(
                $"Member {key} makes more than {AttritionModel.MostSimulated} purchases in the log: the rates of {Model} are too high for its length.");
        }

        var history = new PurchaseHistory(times.Count, times.Count > 0 ? times[^1] : 0, age);
        var moments = new DateTimeOffset[times.Count + 1];
        moments[0] = At(firstSecond);
        for (var i = 0; i < times.Count; i++)
            moments[i + 1] = At(firstSecond + times[i] * unit);
        return new SimulatedMember(key, moments[0], history, times, left, Amounts(random, moments.Length), moments);
    }

    // Up to the second, but within the last day.
    private DateTimeOffset At(double second) =>
        Start.AddTicks(Math.Min((long)Math.Ceiling(second), (long)(End - Start).TotalSeconds - 1) * TimeSpan.TicksPerSecond);

    private decimal[] Amounts(Random random, int count)
    {
        var amounts = new decimal[count];
        if (_options.Spend is not { } spend)
        {
            Array.Fill(amounts, _options.Amount);
            return amounts;
        }

        var smallest = 1 / MoneyColumn.PowerOfTen(_options.Decimals);
        var rate = spend.SimulateRate(random);
        for (var i = 0; i < count; i++)
        {
            var amount = Math.Min(spend.SimulateSpend(random, rate), (double)MoneyColumn.MaxAmount);
            amounts[i] = Math.Max(smallest, Math.Round((decimal)amount, _options.Decimals));
        }

        return amounts;
    }

    /// <summary>Days, members and model in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{_options.Members} members, {_options.FirstDay:yyyy-MM-dd} through {_options.LastDay:yyyy-MM-dd}, by {Model}");
}
