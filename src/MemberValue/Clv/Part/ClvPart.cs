using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Clv;

/// <summary>Probabilities, expected purchases and value as a part of an assessment.</summary>
internal sealed class ClvPart : AssessmentPart<ClvOptions>
{
    public static ClvPart Instance { get; } = new();

    public static FittedSlot Purchases { get; } =
        new("purchases", Text.Of("Model of purchases", "购买模型"), FittedKind.Of(AttritionModel.FromJson, [.. PurchaseModels.All.Select(model => model.Name)]));

    public static FittedSlot Spend { get; } =
        new("spend", Text.Of("Model of spend", "消费金额模型"), FittedKind.Of(GammaGammaModel.FromJson, "Gamma-Gamma"));

    public static FittedSlot Returns { get; } =
        new("returns", Text.Of("Model of returns", "退货模型"), FittedKind.Of(ReturnModel.FromJson, "ReturnModel"));

    public static FittedSlot Formula { get; } =
        new("formula", Text.Of("Parameters of the value formula", "公式法参数"), FittedKind.Of(FormulaValueCalculator.FromJson, "FormulaValue"));

    public override string Name => "Clv";

    public override IReadOnlyList<PartWorker> Workers =>
    [
        PartWorker.Of<IAttritionModel>("model of purchases", present => new HeldModel(present)),
        PartWorker.Of<IClvCalculator>("calculator", present => new HeldCalculator(present)),
    ];

    public override IReadOnlyList<FittedSlot> Slots => [Purchases, Spend, Returns, Formula];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Method Model Fit PurchaseHorizonDays ValueHorizonDays AnnualDiscountRate MarginRate SpendModel NetOfReturns SpendBasis SpendPerPurchase "
            + "Historic Formula Retention")
        .At("Fit", "Penalty MaxIterations Starts GradientTolerance")
        .At("Historic", "Basis MarginRate PerMonthOfTenure TenureStart MinimumTenureInDays")
        .At("Formula", "CountedBy Unit OrderValueFrom OrderValue FrequencyFrom Frequency LifespanFrom Lifespan ChurnRate MarginFrom MarginRate TenureStart "
            + "MinimumTenureInDays")
        .At("Retention", "PeriodDays Retention Timing Growth Periods MarginPerPeriod Basis MarginRate TenureStart MinimumTenureInDays")
        .Of<ClvMethod>("Method")
        .Of<PurchaseModel>("Model")
        .Of<SpendBasis>("SpendBasis")
        .Of<ValueBasis>("Historic:Basis", "Retention:Basis")
        .Of<TenureStart>("Historic:TenureStart", "Formula:TenureStart", "Retention:TenureStart")
        .Of<FrequencyBasis>("Formula:CountedBy")
        .Of<ValueSource>("Formula:OrderValueFrom", "Formula:FrequencyFrom", "Formula:MarginFrom")
        .Of<LifespanSource>("Formula:LifespanFrom")
        .Of<PaymentTiming>("Retention:Timing");

    public override void Bind(IConfiguration section, ClvOptions options) => Sections.Named(section, nameof(ClvOptions), Keys, () =>
    {
        section.Bind(options, Sections.Strict);
        if (Sections.Unit(section, "Formula:Unit") is { } unit)
            options.Formula.Unit = unit;
    });

    protected override PartPlan Plan(ClvOptions options, PartWorkers own) =>
        new ClvPlan(options.Frozen(), own.Find<IAttritionModel>(), own.Find<IClvCalculator>());

    private sealed class ClvPlan(ClvOptions options, IAttritionModel? ownModel, IClvCalculator? ownCalculator) : PartPlan
    {
        private bool HasModel => ownModel is not null || options.Model != PurchaseModel.None;

        public override IReadOnlyList<MemberColumn> Gives =>
        [
            .. HasModel ? AppliedClv.OfModel : [], .. ownCalculator is null && options.NeedsReturns ? [ClvColumns.ReturnShare] : Array.Empty<MemberColumn>(),
            ClvColumns.Value,
        ];

        public override IReadOnlyList<Type> Makes => HasModel ? [typeof(IAttritionModel)] : [];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            if (ownModel is null && options.Model != PurchaseModel.None
                && fit.Allows(
                    fit.Columns.Purchases.ContainsAnyExcept(0),
                    Text.Of("Clv: nobody has ever bought, so there is no model of purchases.", "会员价值：还没有会员购买过，无法拟合购买模型。"))
                && fit.Allows(
                    options.Model != PurchaseModel.BgBb || fit.Columns.Window.Calendar.Grain != EventGrain.Instant,
                    Text.Of(
                        "Clv: BG/BB counts opportunities, one per cell, and instants are not opportunities: take cells of hours, days or weeks.",
                        "会员价值：BG/BB以时间单元计算购买机会，精确时刻不能作为购买机会：请改用小时、天或周。")))
            {
                fit.Put(Purchases, () => PurchaseModels.Of(options.Model).Fit(fit.Columns, options.Fit, fit.Progress, fit.CancellationToken));
            }

            if (ownCalculator is not null)
                return;
            if (options.NeedsSpend
                && fit.Allows(
                    HasSpend(fit.Columns),
                    Text.Of(
                        "Clv: nobody has a purchase with a spend above 0 that the model of spend looks at.",
                        "会员价值：没有金额大于0、可供消费金额模型使用的购买。")))
            {
                fit.Put(Spend, () => GammaGammaModel.Fit(fit.Columns, options.SpendBasis, options.Fit, fit.Progress, fit.CancellationToken));
                if (options.NeedsReturns)
                    fit.Put(Returns, () => ReturnModel.Fit(fit.Columns, fit.CancellationToken));
            }

            if (options.Method == ClvMethod.Formula && FormulaValueCalculator.NeedsCohort(options.Formula))
                fit.Put(Formula, () => FormulaValueCalculator.Fit(fit.Columns, options.Formula, fit.CancellationToken));
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var model = ownModel;
            if (model is null && options.Model != PurchaseModel.None)
            {
                model = context.Fitted<AttritionModel>(Purchases, PurchaseModels.Of(options.Model).Name);
                if (model is null)
                    context.Misses(Text.Of("Clv: no model of purchases has been fitted yet.", "会员价值：购买模型尚未拟合。"));
            }

            var calculator = ownCalculator ?? Calculator(context, model);
            context.Workers.Put(model);
            context.Workers.Put(calculator);
            return model is null && calculator is null ? null : new AppliedClv(options, model, calculator);
        }

        private IClvCalculator? Calculator(PartContext context, IAttritionModel? model)
        {
            switch (options.Method)
            {
                case ClvMethod.Historic:
                    return new HistoricValueCalculator(options.Historic);
                case ClvMethod.Retention:
                    return new RetentionValueCalculator(options.Retention.ToOptions(options.AnnualDiscountRate));
                case ClvMethod.Formula when !FormulaValueCalculator.NeedsCohort(options.Formula):
                    return FormulaValueCalculator.Create(options.Formula);
                case ClvMethod.Formula:
                    var formula = context.Fitted<FormulaValueCalculator>(Formula);
                    if (formula is null)
                        context.Misses(Text.Of("Clv: no formula value has been fitted yet.", "会员价值：公式价值尚未拟合。"));
                    return formula;
                default:
                    return model is null ? null : ByModel(context, model); // without one the part has said that it is missing
            }
        }

        private ModelValueCalculator? ByModel(PartContext context, IAttritionModel purchases)
        {
            if (purchases is not AttritionModel model)
            {
                {
                    throw OptionError.Of(
                        options, nameof(options.Method), options.Method,
                        $"a value by model needs one of the library's, and {purchases.Name} is your own: give a calculator of your own beside it");
                }

            }

            var spend = options.NeedsSpend ? context.Fitted<GammaGammaModel>(Spend) : null;
            if (options.NeedsSpend && spend is null)
            {
                context.Misses(Text.Of("Clv: no model of spend has been fitted yet.", "会员价值：消费金额模型尚未拟合。"));
                return null;
            }

            var returns = options.NeedsReturns ? context.Fitted<ReturnModel>(Returns) : null;
            if (options.NeedsReturns && returns is null)
            {
                context.Misses(Text.Of("Clv: no model of returns has been fitted yet.", "会员价值：退货模型尚未拟合。"));
                return null;
            }

            if (spend is not null && spend.Basis != options.SpendBasis)
                throw PartContext.Unsuited(Spend, $"{spend.Kind} of {spend.Basis}", $"{spend.Kind} of {options.SpendBasis}");
            return new ModelValueCalculator(model, spend, returns, new ModelValueOptions
            {
                Horizon = IAttritionModel.HorizonOf(model, options, nameof(options.ValueHorizonDays), options.ValueHorizonDays),
                HorizonUnit = model.Unit,
                Discount = DiscountRate.Annual(options.AnnualDiscountRate),
                MarginRate = options.MarginRate,
                SpendPerPurchase = options.SpendPerPurchase,
                NetOfReturns = options.NetOfReturns,
            });
        }

        private bool HasSpend(MemberColumns columns)
        {
            var spend = new SpendColumns(columns, options.SpendBasis);
            for (var row = 0; row < columns.Count; row++)
            {
                if (spend.Purchases(row) > 0 && spend.Money(row) > 0)
                    return true;
            }

            return false;
        }
    }
}
