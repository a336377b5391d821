using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>A member's composite score with the contribution of each criterion. Immutable.</summary>
public sealed class CompositeExplanation
{
    private const double LeastTold = 0.5; // points: a smaller gap is not worth a sentence

    internal CompositeExplanation(double score, IReadOnlyList<CompositeContribution> contributions) =>
        (Score, Contributions) = (score, contributions);

    /// <summary>The score, usually 0 to 100; NaN when the member lacks a value.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Score { get; }

    /// <summary>One per criterion, the largest first.</summary>
    public IReadOnlyList<CompositeContribution> Contributions { get; }

    /// <summary>The same in words: where the points come from, and where most are missing.</summary>
    public Text Text
    {
        get
        {
            if (double.IsNaN(Score))
            {
                var missing = Contributions.Where(each => double.IsNaN(each.Value)).Select(each => each.Label).ToList();
                return missing.Count == 0
                    ? Text.Of("There is no composite value: no member of the base had all criteria.", "没有综合价值：基准会员中没有人具备全部指标。")
                    : Text.Of("There is no composite value: {criteria} is missing.", "没有综合价值：缺少{criteria}。")
                        .Fill(new TextValue("criteria", Wording.List(missing, " and ", "、")));
            }

            var from = Contributions.Where(each => each.Points >= LeastTold).Select(each => Text.Of("{points} from {criterion}", "{criterion}{points}分")
                .Fill(new("points", Wording.Number(Math.Round(each.Points))), new("criterion", each.Label)));
            var score = new TextValue("score", Wording.Number(Math.Round(Score)));
            var parts = Wording.List(from, ", ", "，");
            var sum = parts.English.Length == 0
                ? Text.Of("Composite value {score} of 100.", "综合价值{score}分（满分100分）。").Fill(score)
                : Text.Of("Composite value {score} of 100: {parts}.", "综合价值{score}分（满分100分）：{parts}。").Fill(score, new("parts", parts));
            return Contributions.Where(each => each.Most - each.Points >= LeastTold).MaxBy(each => each.Most - each.Points) is not { } gap ? sum
                : Text.Join([sum, Text.Of("Most is missing in {criterion}: {points} of {most} points.", "{criterion}失分最多，在{most}分中得{points}分。").Fill(
                    new("criterion", gap.Label), new("points", Wording.Number(Math.Round(gap.Points))), new("most", Wording.Number(Math.Round(gap.Most))))]);
        }
    }

    /// <summary>The English sentence.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;
}
