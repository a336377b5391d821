using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Revenue less costs, line by line, of one member or of a base. Immutable.</summary>
public sealed class ContributionSummary
{
    internal ContributionSummary(int members, int leftOut, double revenue, IReadOnlyList<ContributionLine> costs, double profit) =>
        (Members, LeftOut, Revenue, Costs, Profit) = (members, leftOut, revenue, costs, profit);

    /// <summary>How many members are in the sums.</summary>
    public int Members { get; }

    /// <summary>How many members lack a number that is needed, and are in none of the sums.</summary>
    public int LeftOut { get; }

    /// <summary>The revenue.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Revenue { get; }

    /// <summary>The costs, in the order of the calculator.</summary>
    public IReadOnlyList<ContributionLine> Costs { get; }

    /// <summary>Revenue less all costs.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Profit { get; }

    /// <summary>Profit over revenue; NaN without revenue.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Margin => Revenue > 0 ? Profit / Revenue : double.NaN;

    /// <summary>The same as a sentence.</summary>
    public Text Text
    {
        get
        {
            if (Members == 0)
                return Text.Of("There is no profit contribution: a number that it needs is missing.", "没有利润贡献：缺少所需的数据。");
            var costs = Costs.Where(cost => cost.Amount != 0).Select(cost => Text.Of("{label} {amount}", "{label}{amount}")
                .Fill(new("label", cost.Label), TextValue.Fixed("amount", cost.Amount))).ToList();
            var sentence = costs.Count == 0
                ? Text.Of("Profit contribution: {profit}, all of the revenue.", "利润贡献：{profit}，即全部收入。")
                : Text.Of("Profit contribution: {profit}, revenue of {revenue} less {costs}.", "利润贡献：{profit}，收入{revenue}，减去{costs}。");
            return sentence.Fill(
                TextValue.Fixed("profit", Profit), TextValue.Fixed("revenue", Revenue), new("costs", Wording.List(costs, ", ", "、")));
        }
    }

    /// <summary>The English sentence.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;
}
