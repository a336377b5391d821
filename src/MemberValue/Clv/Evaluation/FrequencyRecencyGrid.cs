using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What a model says of members of one age by how often they bought and how long they have been silent: who is still there, and how much more they buy.
/// Immutable.
/// </summary>
/// <remarks>Of members with many purchases the same silence says more: the model of a frequent buyer gives up sooner.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class FrequencyRecencyGrid : IWritesJson
{
    private readonly double[] _alive;
    private readonly double[] _expected;

    private FrequencyRecencyGrid(AttritionModel model, double age, double horizon, int last, double[] silences)
    {
        (ModelName, Unit, Limit) = (model.Name, model.Unit, model.Report?.Limit);
        (Age, Horizon, LastRepeatPurchases, Silences) = (age, horizon, last, Array.AsReadOnly(silences));
        (_alive, _expected) = (new double[silences.Length * last], new double[silences.Length * last]);
        for (var row = 0; row < silences.Length; row++)
        {
            for (var column = 0; column < last; column++)
            {
                var history = new PurchaseHistory(column + 1, age - silences[row], age);
                var exists = !model.CountsOpportunities || column + 1 <= history.TimeOfLastPurchase;
                var at = (row * last) + column;
                _alive[at] = exists ? model.ProbabilityAlive(history) : double.NaN;
                _expected[at] = exists ? model.ExpectedPurchases(history, horizon) : double.NaN;
            }
        }
    }

    /// <summary>The model's name.</summary>
    public string ModelName { get; }

    /// <summary>The model's unit of time.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The limit that the model's fit ran to, in words; null where it did not. At a limit all members can have the same probability.</summary>
    public Text? Limit { get; }

    /// <summary>How long ago the members first bought, in the model's unit.</summary>
    public double Age { get; }

    /// <summary>The time that expected purchases are of, in the model's unit.</summary>
    public double Horizon { get; }

    /// <summary>The largest number of repeat purchases; the smallest is 1.</summary>
    public int LastRepeatPurchases { get; }

    /// <summary>The times since the last purchase, in the model's unit, ascending from 0.</summary>
    public IReadOnlyList<double> Silences { get; }

    /// <summary>Asks a model about all pairs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="age">How long ago the members first bought, in the model's unit; finite and above 0. Whole for a model of opportunities.</param>
    /// <param name="horizon">The time that expected purchases are of, in the model's unit; finite and above 0. Whole for a model of opportunities.</param>
    /// <param name="lastRepeatPurchases">The largest number of repeat purchases, 1 to 1,000.</param>
    /// <param name="silences">How many times since the last purchase, at even distances from 0 to below the age: 1 to 1,000.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FrequencyRecencyGrid Of(AttritionModel model, double age, double horizon, int lastRepeatPurchases = 8, int silences = 8)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(age > 0 && age <= double.MaxValue))
            throw Error.OutOfRange(nameof(age), $"The age is {age} and must be finite and above 0.");
        if (!(horizon > 0 && horizon <= double.MaxValue))
            throw Error.OutOfRange(nameof(horizon), $"The horizon is {horizon} and must be finite and above 0.");
        if (lastRepeatPurchases is < 1 or > 1_000)
            throw Error.OutOfRange(nameof(lastRepeatPurchases), $"The last number of repeat purchases is {lastRepeatPurchases} and must be from 1 to 1000.");
        if (silences is < 1 or > 1_000)
            throw Error.OutOfRange(nameof(silences), $"The number of silences is {silences} and must be from 1 to 1000.");
        var times = Enumerable.Range(0, silences).Select(at => age * at / silences);
        if (model.CountsOpportunities)
            times = times.Select(Math.Floor).Distinct();
        return new FrequencyRecencyGrid(model, age, horizon, lastRepeatPurchases, [.. times]);
    }

    /// <summary>The probability that such a member is active, 0 to 1; NaN where no member of a model of opportunities can have bought so often.</summary>
    /// <param name="silence">Which of <see cref="Silences"/>, from 0.</param>
    /// <param name="repeatPurchases">1 to <see cref="LastRepeatPurchases"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public double ProbabilityAlive(int silence, int repeatPurchases) => _alive[At(silence, repeatPurchases)];

    /// <summary>The expected purchases within the horizon, 0 or more; NaN as above.</summary>
    /// <param name="silence">Which of <see cref="Silences"/>, from 0.</param>
    /// <param name="repeatPurchases">1 to <see cref="LastRepeatPurchases"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public double ExpectedPurchases(int silence, int repeatPurchases) => _expected[At(silence, repeatPurchases)];

    /// <summary>Model, age and size in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{ModelName} at age {Age:0.##}: {Silences.Count} silences by 1 to {LastRepeatPurchases} repeat purchases");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, grid) =>
    {
        to.Property(nameof(ModelName), grid.ModelName);
        to.Property(nameof(Unit), grid.Unit.Name);
        to.Property(nameof(Limit), grid.Limit);
        to.Property(nameof(Age), grid.Age);
        to.Property(nameof(Horizon), grid.Horizon);
        to.Property(nameof(LastRepeatPurchases), grid.LastRepeatPurchases);
        to.Items("Cells", Enumerable.Range(0, grid.Silences.Count * grid.LastRepeatPurchases), (to, at) => to.Object(at, (to, at) =>
        {
            to.Property("Silence", grid.Silences[at / grid.LastRepeatPurchases]);
            to.Property("RepeatPurchases", (at % grid.LastRepeatPurchases) + 1);
            to.Property(nameof(ProbabilityAlive), grid._alive[at]);
            to.Property(nameof(ExpectedPurchases), grid._expected[at]);
        }));
    });

    private int At(int silence, int repeatPurchases)
    {
        if (silence < 0 || silence >= Silences.Count)
            throw Error.OutOfRange(nameof(silence), $"The silence is {silence} and must be from 0 to {Silences.Count - 1}.");
        if (repeatPurchases < 1 || repeatPurchases > LastRepeatPurchases)
        {
            throw Error.OutOfRange(
                nameof(repeatPurchases), $"The number of repeat purchases is {repeatPurchases} and must be from 1 to {LastRepeatPurchases}.");
        }

        return (silence * LastRepeatPurchases) + repeatPurchases - 1;
    }
}
