using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A model's probability for the member, of a purchase within a horizon or of being active, is below a limit.</summary>
/// <remarks>
/// <para>The probabilities are the columns of <see cref="ClvColumns"/> with their note, which names the model; the rule runs no model. A member who never
/// bought gives no signal, because the models have no data about them. One who bought and has no probability, or one outside 0 to 1, cannot be judged.</para>
/// <para>Some models (BG/NBD is one) give every member with one purchase a probability of being active of exactly 1, however long they are silent. Such a 1
/// carries no information, so the rule cannot judge the member; use the probability of a purchase.</para>
/// <para>Reads Purchases. Its sentences have the places <c>{value}</c>, <c>{limit}</c>, <c>{model}</c>, and <c>{horizon}</c> (days) for a purchase.</para>
/// </remarks>
public sealed class ProbabilityRule : ThresholdRule
{
    private static readonly string[] PurchasePlaces = ["value", "limit", "model", "horizon"];

    private static readonly string[] AlivePlaces = ["value", "limit", "model"];

    private static readonly Text Purchase = Text.Of(
        "Only {value} likely to buy in the next {horizon} (warning level: {limit}).", "未来{horizon}购买概率仅{value}（预警线：{limit}）。");

    private static readonly Text Alive = Text.Of(
        "Only {value} likely to be still active (warning level: {limit}).", "仍活跃的概率仅{value}（预警线：{limit}）。");

    /// <summary>Creates a rule.</summary>
    /// <param name="options">The limits; checked and copied. Null for the defaults: a purchase, below 0.3.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public ProbabilityRule(ProbabilityRuleOptions? options = null)
        : base((options ??= new ProbabilityRuleOptions()).Id, "probability", options.Ramp(),
            options.Basis == ProbabilityBasis.Purchase ? options.Checked(Purchase, PurchasePlaces) : options.Checked(Alive, AlivePlaces)) =>
        Basis = options.Basis;

    /// <inheritdoc/>
    public override Text Name { get; } = Text.Of("Low probability by the model", "模型给出的概率偏低");

    /// <summary>The probability that is used.</summary>
    public ProbabilityBasis Basis { get; }

    private protected override void Values(MemberColumns columns, int start, Span<double> values)
    {
        var purchases = columns.Purchases.Slice(start, values.Length);
        var probabilities = columns.Values(Key).Slice(start, values.Length);
        _ = Note(columns);
        var nothing = Basis == ProbabilityBasis.Alive ? 1 : 2.0; // a probability that says nothing about a member with one purchase
        for (var i = 0; i < values.Length; i++)
        {
            var probability = probabilities[i];
            var isKnown = probability >= 0 && probability <= 1 && !(probability == nothing && purchases[i] == 1);
            values[i] = purchases[i] == 0 ? double.PositiveInfinity : isKnown ? probability : double.NaN;
        }
    }

    private protected override TextValue[] Describe(MemberColumns columns, int row, double value)
    {
        var (seen, limit) = (TextValue.Percent("value", value, Limit), TextValue.PercentLimit("limit", Limit));
        return Basis == ProbabilityBasis.Alive
            ? [seen, limit, new TextValue("model", Note(columns).Model!)]
            : [seen, limit, new TextValue("model", Note(columns).Model!), TextValue.Days("horizon", Note(columns).HorizonDays!.Value)];
    }

    private protected override Text WhyNot(MemberColumns columns, int row)
    {
        var model = Note(columns).Model;
        return columns.Values(Key)[row] == 1
            ? Text.Of(
                $"{model} treats every member with one purchase as active, however long ago it was, so this probability could not be checked.",
                $"{model}对仅购买1次的会员始终判断为活跃，与未购时长无关，无法据此判断。")
            : Text.Of($"{model} has no probability for this member; check their data.", $"{model}无法给出该会员的概率，请检查数据。");
    }

    private MemberColumn<double> Key => Basis == ProbabilityBasis.Alive ? ClvColumns.ProbabilityAlive : ClvColumns.ProbabilityOfPurchase;

    /// <summary>The note of the column, with what the sentences name.</summary>
    private ColumnNote Note(MemberColumns columns)
    {
        var note = columns.Note(Key);
        return string.IsNullOrWhiteSpace(note?.Model) || (Basis == ProbabilityBasis.Purchase && note.HorizonDays is null)
            ? throw Error.State(
                $"The note of the column {Key.Name} does not name {(Basis == ProbabilityBasis.Alive ? "the model" : "the model and the horizon")}. "
                    + $"{Key.HowToFeed}")
            : note;
    }
}
