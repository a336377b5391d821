using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    private const int RateSteps = 24;
    private const int ProbabilitySteps = 20; // of 5% each

    /// <summary>The probability that members are still there, by how often they bought and how long they have been silent.</summary>
    /// <exception cref="ArgumentNullException">The grid is null.</exception>
    public static Figure AliveByHistory(FrequencyRecencyGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Grid(
            grid, "alive-by-history", Text.Of("Who is still there", "谁还活跃"),
            Text.Join(
            [
                Text.Of(
                    $"Members who first bought {ReportTexts.Amount(grid.Age, grid.Unit).English} ago, by repeat purchases and time since the last one.",
                    $"首次购买距今{ReportTexts.Amount(grid.Age, grid.Unit).Chinese}的会员，按复购次数和沉默时间划分。"),
                WhatSilenceSays(grid),
            ]),
            grid.ProbabilityAlive, FigureUnit.Share);
    }

    /// <summary>The purchases to come, by how often members bought and how long they have been silent.</summary>
    /// <exception cref="ArgumentNullException">The grid is null.</exception>
    public static Figure PurchasesByHistory(FrequencyRecencyGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Grid(
            grid, "purchases-by-history", Text.Of("Who will buy again", "谁会再买"),
            Text.Join(
            [
                Text.Of(
                    $"Expected purchases over the next {ReportTexts.Amount(grid.Horizon, grid.Unit).English}, of members who first bought "
                        + $"{ReportTexts.Amount(grid.Age, grid.Unit).English} ago.",
                    $"首次购买距今{ReportTexts.Amount(grid.Age, grid.Unit).Chinese}的会员，在未来{ReportTexts.Amount(grid.Horizon, grid.Unit).Chinese}内的预期购买次数。"),
                .. LimitText(grid.Limit),
            ]),
            grid.ExpectedPurchases, FigureUnit.Number);
    }

    private static Figure Grid(FrequencyRecencyGrid grid, string id, Text title, Text description, Func<int, int, double> valueOf, FigureUnit unit)
    {
        var columns = Enumerable.Range(1, grid.LastRepeatPurchases).ToList();
        Text Silence(int at) => Text.Of(Printer.Number(grid.Silences[at]));
        var units = ReportTexts.Units(grid.Unit);
        var silence = Text.Of($"Time since the last purchase ({units.English})", $"距上次购买的时间（{units.Chinese}）");
        var rows = Enumerable.Range(0, grid.Silences.Count).ToList();
        return new Figure(
            id, title, description,
            new FigureTable(
                [silence, Text.Of("Repeat purchases", "复购次数"), title],
                [.. rows.SelectMany(row => columns.Select(column => (IReadOnlyList<FigureCell>)
                    [FigureCell.Of(Silence(row)), FigureCell.Count(column), FigureCell.Of(valueOf(row, column), unit)]))]),
            new HeatMap
            {
                Rows = rows.ConvertAll(Silence),
                Columns = columns.ConvertAll(column => Invariant($"{column}", $"{column}")),
                RowTitle = silence,
                ColumnTitle = Text.Of("Repeat purchases", "复购次数"),
                Values = [.. rows.SelectMany(row => columns.Select(column => valueOf(row, column)))],
                Unit = unit,
                Most = unit == FigureUnit.Share ? 1 : double.NaN,
            });
    }

    /// <summary>How differently often members buy, according to a model: the share of members with each rate, or probability, of purchase.</summary>
    /// <exception cref="ArgumentNullException">The model is null.</exception>
    public static Figure PurchaseRates(AttritionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var spread = Spread.Of(model, model.Heterogeneity[0]);
        var (mean, half) = (spread.Print(spread.Mean), spread.Print(spread.Quantile(0.5)));
        return Differences(
            model, spread, "purchase-rates", Text.Of("How differently often members buy", "会员购买频率的差异"),
            spread.IsProbability
                ? Text.Of(
                    $"{model.Name}: a member who is still there buys at {mean} of the opportunities on average; half of them at less than {half}.",
                    $"{model.Name}：仍活跃的会员平均在{mean}的机会中购买，一半会员低于{half}。")
                : Text.Of(
                    $"{model.Name}: a member who is still there buys {mean} times a year on average; half of them less than {half} times, and "
                        + $"{Printer.Percent(spread.Below(1))} less than once.",
                    $"{model.Name}：仍活跃的会员平均每年购买{mean}次，一半会员少于{half}次，{Printer.Percent(spread.Below(1))}的会员不到一次。"),
            spread.IsProbability ? Text.Of("Probability of a purchase at an opportunity", "每次机会的购买概率") : Text.Of("Purchases per year", "每年购买次数"));
    }

    /// <summary>How differently soon members leave, according to a model: the share of members with each probability to leave.</summary>
    /// <exception cref="ArgumentNullException">The model is null.</exception>
    public static Figure Dropout(AttritionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var title = Text.Of("How differently soon members leave", "会员流失倾向的差异");
        if (model.Heterogeneity.Count < 2)
        {
            return Differences(
                model, Spread.None, "dropout", title, Text.Of($"{model.Name} takes nobody to leave, ever.", $"{model.Name}假设会员从不流失。"),
                Text.Of("Probability to leave", "流失概率"));
        }

        var spread = Spread.Of(model, model.Heterogeneity[1]);
        var when = model.Heterogeneity[1].Trait == MemberTrait.DropoutRate ? Text.Of("within a year", "一年之内")
            : model.CountsOpportunities ? Text.Of("before an opportunity", "每次机会之前") : Text.Of("after a purchase", "每次购买之后");
        var (half, more) = (Printer.Percent(spread.Quantile(0.5)), Printer.Percent(1 - spread.Below(0.5)));
        return Differences(
            model, spread, "dropout", title,
            spread.Mean < 0.0005
            ? Text.Of(
                $"{model.Name}: the probability to leave {when.English} is below 0.1% on average: hardly anybody leaves.",
                $"{model.Name}：{when.Chinese}流失的概率平均低于0.1%，几乎没有会员流失。")
            : Text.Of(
                $"{model.Name}: the probability to leave {when.English} is {Printer.Percent(spread.Mean)} on average; half of the members have less than "
                    + $"{half}, and {more} of them more than 50%.",
                $"{model.Name}：{when.Chinese}流失的概率平均为{Printer.Percent(spread.Mean)}，一半会员低于{half}，{more}的会员高于50%。"),
            Text.Of($"Probability to leave {when.English}", $"{when.Chinese}流失的概率"));
    }

    private static Text WhatSilenceSays(FrequencyRecencyGrid grid)
    {
        var cells = Enumerable.Range(0, grid.Silences.Count)
            .SelectMany(silence => Enumerable.Range(1, grid.LastRepeatPurchases).Select(purchases => grid.ProbabilityAlive(silence, purchases)))
            .Where(double.IsFinite).ToList();
        if (cells.Count(alive => alive >= 0.995) < (grid.Limit is null ? 1 : 0.5) * Math.Max(cells.Count, 1))
        {
            return Text.Join(
            [
                Text.Of("The same silence says more of those who bought often.", "购买越频繁的会员，同样的沉默越说明问题。"), .. LimitText(grid.Limit),
            ]);
        }

        return grid.Limit is { } limit
            ? Text.Of(
                $"The fit of {grid.ModelName} ran to a limit ({limit.English}): at it hardly anybody leaves, and silence says nothing. These probabilities "
                    + "cannot tell who has left.",
                $"{grid.ModelName}的拟合趋向极限（{limit.Chinese}）：几乎没有会员流失，沉默不说明任何问题。这些概率无法区分谁已流失。")
            : Text.Of(
                $"By the parameters of {grid.ModelName} hardly anybody leaves, and silence says nothing.",
                $"按{grid.ModelName}的参数，几乎没有会员流失，沉默不说明任何问题。");
    }

    private static Text[] LimitText(Text? limit) => limit is null ? [] : [Text.Of($"The fit ran to a limit: {limit.English}.", $"拟合趋向极限：{limit.Chinese}。")];

    private static Figure Differences(AttritionModel model, Spread spread, string id, Text title, Text sentence, Text horizontal)
    {
        var limits = spread.Limits;
        var unit = spread.IsProbability ? FigureUnit.Share : FigureUnit.Number;
        double[] shares = [.. limits.Select((limit, at) => (at == limits.Count - 1 ? 1 : spread.Below(limits[at + 1])) - spread.Below(limit))];
        if (spread.IsProbability && shares.Length > 0)
            shares = shares[..^1]; // nothing lies beyond 100%
        return new Figure(
            id, title, Text.Join([sentence, .. LimitText(model.Report?.Limit)]),
            new FigureTable(
                [Text.Of("From", "从"), Text.Of("To", "到"), ShareText, Text.Of("Below the upper end", "低于上限的占比")],
                [.. shares.Select((share, at) => (IReadOnlyList<FigureCell>)
                [
                    FigureCell.Of(limits[at], unit), FigureCell.Of(at + 1 < limits.Count ? limits[at + 1] : double.NaN, unit), FigureCell.Share(share),
                    FigureCell.Share(at + 1 < limits.Count ? spread.Below(limits[at + 1]) : 1),
                ])]),
            new ColumnChart
            {
                Categories = [.. limits.Select((limit, at) => (Func<Printer, string>)(printer => printer.Short(limit, unit)))],
                Series = [new ColumnSeries(ShareText, shares, 0)],
                Vertical = ShareText,
                Horizontal = horizontal,
                Unit = FigureUnit.Share,
                IsHistogram = true,
                Marks = spread.Mark,
            });
    }

    /// <summary>How a trait is spread over members, on the scale of a figure: rates of purchase per year, and rates of leaving as probabilities.</summary>
    private sealed record Spread(bool IsProbability, double Mean, Func<double, double> Below, Func<double, double> Quantile, IReadOnlyList<double> Limits)
    {
        public static Spread None { get; } = new(true, 0, _ => 1, _ => 0, []);

        /// <summary>Where the mean lies, in columns.</summary>
        public IReadOnlyList<Mark> Mark => Limits.Count < 2 ? [] : [new Mark(Mean / (Limits[1] - Limits[0]), Text.Of("mean", "平均"), IsVertical: true)];

        public static Spread Of(AttritionModel model, Heterogeneity trait)
        {
            var perYear = TimeUnit.Year.Seconds / model.Unit.Seconds; // units in a year
            double[] steps = [.. Enumerable.Range(0, ProbabilitySteps + 1).Select(step => step / (double)ProbabilitySteps)];
            switch (trait.Trait)
            {
                case MemberTrait.PurchaseRate:
                    var high = Math.Max(trait.Quantile(0.99), 1.2 * trait.Mean) * perYear;
                    return new Spread(
                        false, trait.Mean * perYear, rate => trait.ShareBelow(rate / perYear), share => trait.Quantile(share) * perYear,
                        Drawing.Axis.Linear(0, high, 0, 1, RateSteps).Ticks);
                case MemberTrait.DropoutRate:
                    // Gone within t at the rate m: 1 - exp(-m t); its mean is 1 - (beta / (beta + t))^s, as survival in the Pareto/NBD.
                    return new Spread(
                        true, 1 - Math.Pow(trait.Second / (trait.Second + perYear), trait.First),
                        probability => trait.ShareBelow(-Math.Log(1 - probability) / perYear),
                        share => 1 - Math.Exp(-trait.Quantile(share) * perYear), steps);
                default:
                    return new Spread(true, trait.Mean, trait.ShareBelow, trait.Quantile, steps);
            }
        }

        public string Print(double value) => IsProbability ? Printer.Percent(value) : Printer.Number(value);
    }
}
