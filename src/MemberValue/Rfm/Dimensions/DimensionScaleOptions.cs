using MemberValue.Common;

namespace MemberValue.Rfm;

/// <summary>What a scale of any number of dimensions looks at; checked and copied when it is used.</summary>
public sealed class DimensionScaleOptions
{
    /// <summary>How the scale gets its cut points: by quantiles unless set otherwise. Thresholds need no fit.</summary>
    public RfmScaleMethod Scale { get; set; }

    /// <summary>The dimensions in the order of a score, 1 to 16, each letter once. Begin with <see cref="ScoreDimensionOptions.Rfm"/> and add to it.</summary>
    public IList<ScoreDimensionOptions> Dimensions { get; set; } = [];

    internal ScoreDimensionOptions[] Checked()
    {
        OptionError.RequireName(this, nameof(Scale), Scale);
        OptionError.RequirePart(this, Dimensions, nameof(Dimensions));
        OptionError.RequireWhole(this, nameof(Dimensions) + ".Count", Dimensions.Count, 1, DimensionScore.MostDimensions);
        var copies = new ScoreDimensionOptions[Dimensions.Count];
        for (var j = 0; j < copies.Length; j++)
        {
            OptionError.RequirePart(this, Dimensions[j], FormattableString.Invariant($"{nameof(Dimensions)}[{j}]"));
            copies[j] = Dimensions[j].Checked(Scale);
            for (var k = 0; k < j; k++)
            {
                if (copies[k].LetterInUse == copies[j].LetterInUse)
                {
                    throw OptionError.Of(this, $"{nameof(Dimensions)}[{j}].Letter", copies[j].LetterInUse,
                        $"{copies[k].Name} has that letter already; give {copies[j].Name} another");
                }
            }
        }

        return copies;
    }
}
