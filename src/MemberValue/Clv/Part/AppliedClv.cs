using MemberValue.Members;
using MemberValue.Parts;

namespace MemberValue.Clv;

/// <summary>Probabilities, expected purchases and value of members, by given models.</summary>
internal sealed class AppliedClv : AppliedPart
{
    private static readonly Text OfPurchases = Text.Of(
        "{purchase} likely to buy in the next {horizon}; expected purchases: {expected}.", "未来{horizon}购买概率{purchase}，预计购买{expected}次。");
    private static readonly Text OfValue = Text.Of("{name}: {value}.", "{name}：{value}。");
    private static readonly Text OfNetValue = Text.Of("{name}: {value}, after returns of {share}.", "{name}：{value}（已扣除{share}的预计退货）。");

    private const double LeastShareTold = 0.005; // anything less would be printed as 0%

    private readonly IAttritionModel? _model;
    private readonly IClvCalculator? _calculator;
    private readonly ModelValueCalculator? _net; // the calculator, where it has a model of returns
    private readonly ColumnNote? _now;
    private readonly ColumnNote? _ahead;
    private readonly double _horizon; // in the model's unit

    public AppliedClv(ClvOptions options, IAttritionModel? model, IClvCalculator? calculator)
    {
        (_model, _calculator, _net) = (model, calculator, calculator is ModelValueCalculator { Returns: not null } net ? net : null);
        if (model is null)
            return;
        _now = new ColumnNote { Model = model.Name };
        _ahead = new ColumnNote { Model = model.Name, HorizonDays = options.PurchaseHorizonDays };
        _horizon = IAttritionModel.HorizonOf(model, options, nameof(options.PurchaseHorizonDays), options.PurchaseHorizonDays);
    }

    /// <summary>What a model gives.</summary>
    public static IReadOnlyList<MemberColumn> OfModel { get; } =
        [ClvColumns.ProbabilityAlive, ClvColumns.ProbabilityOfPurchase, ClvColumns.ExpectedPurchases];

    public override IReadOnlyList<MemberColumn> Gives =>
    [
        .. _model is null ? [] : OfModel, .. _net is null ? Array.Empty<MemberColumn>() : [ClvColumns.ReturnShare],
        .. _calculator is null ? Array.Empty<MemberColumn>() : [ClvColumns.Value],
    ];

    public override void Assess(PartResults results)
    {
        var columns = results.Members;
        if (_model is not null)
        {
            var (alive, purchase, expected) = (new double[columns.Count], new double[columns.Count], new double[columns.Count]);
            var members = columns.In(_model.Unit);
            _model.ProbabilityAlive(members, alive);
            _model.ProbabilityOfPurchase(members, _horizon, purchase);
            _model.ExpectedPurchases(members, _horizon, expected);
            Give(results, alive, purchase, expected);
        }

        if (_net is not null)
        {
            var shares = new double[columns.Count];
            _net.ReturnShares(columns, shares);
            results.Give(ClvColumns.ReturnShare, shares);
        }

        if (_calculator is null)
            return;
        var values = new double[columns.Count];
        _calculator.Calculate(columns, values);
        results.Give(ClvColumns.Value, values);
    }

    public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken)
    {
        if (_model is not null)
        {
            Give(
                results, _model.ProbabilityAlive(table, cancellationToken).Array, _model.ProbabilityOfPurchase(table, _horizon, cancellationToken).Array,
                _model.ExpectedPurchases(table, _horizon, cancellationToken).Array);
        }

        if (_net is not null)
            results.Give(ClvColumns.ReturnShare, _net.Returns!.ExpectedShare(table, cancellationToken).Array);
        if (_calculator is not null)
            results.Give(ClvColumns.Value, _calculator.Calculate(table, cancellationToken).Array);
    }

    public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
    {
        if (member.TryValue(ClvColumns.ProbabilityOfPurchase, out var purchase) && member.TryValue(ClvColumns.ExpectedPurchases, out var expected)
            && double.IsFinite(expected))
        {
            yield return ("purchases", OfPurchases.Fill(
                TextValue.Percent("purchase", purchase), TextValue.Days("horizon", _ahead!.HorizonDays!.Value), TextValue.Fixed("expected", expected)));
        }

        if (!member.TryValue(ClvColumns.Value, out var value) || !double.IsFinite(value))
            yield break;
        var (name, amount) = (new TextValue("name", _calculator!.ValueName), new TextValue("value", Money(value, member.Row.Currency)));
        yield return ("value", member.TryValue(ClvColumns.ReturnShare, out var share) && share >= LeastShareTold
            ? OfNetValue.Fill(name, amount, TextValue.Percent("share", share))
            : OfValue.Fill(name, amount));
    }

    private static string Money(double value, string? currency) => currency is null ? Wording.Fixed(value) : $"{Wording.Fixed(value)} {currency}";

    private void Give(PartResults results, double[] alive, double[] purchase, double[] expected)
    {
        results.Give(ClvColumns.ProbabilityAlive, alive, _now);
        results.Give(ClvColumns.ProbabilityOfPurchase, purchase, _ahead);
        results.Give(ClvColumns.ExpectedPurchases, expected, _ahead);
    }
}

/// <summary>The model of purchases that has been fitted by now.</summary>
internal sealed class HeldModel(Func<IAttritionModel> present) : IAttritionModel, IHeld
{
    public string Name => present().Name;

    public TimeUnit Unit => present().Unit;

    public double HorizonOf(double days) => present().HorizonOf(days);

    public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => present().ProbabilityAlive(members, destination);

    public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) =>
        present().ProbabilityOfPurchase(members, horizon, destination);

    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) =>
        present().ExpectedPurchases(members, horizon, destination);
}

/// <summary>Values by what has been fitted by now.</summary>
internal sealed class HeldCalculator(Func<IClvCalculator> present) : IClvCalculator, IHeld
{
    public Text ValueName => present().ValueName;

    public void Calculate(MemberColumns columns, Span<double> destination) => present().Calculate(columns, destination);
}
