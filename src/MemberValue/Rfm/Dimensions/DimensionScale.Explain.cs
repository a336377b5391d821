using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

public sealed partial class DimensionScale
{
    private static readonly Text NotScored = Text.Of("Not scored: a value that every scored member has is missing.", "未评分：缺少评分所必需的数值。");

    private static readonly Text Level = Text.Of("{letter} {level}: {name} {range}", "{letter}{level}：{name}{range}");

    private static readonly Text NoLevel = Text.Of("{letter} -: {name} not known yet", "{letter}-：{name}尚无数值");

    /// <summary>
    /// What a score of this scale says: for each dimension the level and the limits between which it lies, such as
    /// <c>R 5: days since the last purchase up to 30; V -: variation of the gaps between purchases not known yet.</c>
    /// </summary>
    /// <param name="score">The score; unscored is a sentence too.</param>
    /// <returns>The sentence.</returns>
    /// <exception cref="ArgumentException">The score is of a scale with other dimensions or levels.</exception>
    public Text Explain(DimensionScore score)
    {
        if (!score.IsScored)
            return NotScored;
        if (!IsOfThisScale(score))
            throw Error.Argument($"The score {score} is of another scale; this one has the dimensions {ErrorText.List(_letters)}.", nameof(score));
        var (parts, group) = (new List<Text>(), 0);
        for (var j = 0; j < _dimensions.Length; j++)
        {
            var (level, top) = (score.LevelAt(j), Overall[j].Length + 1);
            var cuts = group < 0 ? Overall[j] : _cuts[j][Method == RfmScaleMethod.Nested ? group : 0];
            group = group < 0 || level == 0 ? -1 : group * top + level - 1;
            var (letter, name) = (new TextValue("letter", _letters[j]), new TextValue("name", Measures.Label(_dimensions[j].Name)));
            if (level == 0)
            {
                parts.Add(NoLevel.Fill(letter, name));
                continue;
            }

            var isSmall = _dimensions[j].SmallIsGood;
            parts.Add(Level.Fill(
                letter, new TextValue("level", level.ToString(CultureInfo.InvariantCulture)), name,
                new TextValue("range", RfmWords.Range(
                    cuts, isSmall ? top + 1 - level : level, LineIsHigh && !isSmall, Method == RfmScaleMethod.Thresholds, Text.Empty))));
        }

        return RfmWords.Sentence.Fill(new TextValue("parts", Wording.List(parts, "; ", "；")));
    }
}
