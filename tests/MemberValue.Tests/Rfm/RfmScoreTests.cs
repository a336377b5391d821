using System.Runtime.CompilerServices;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmScoreTests
{
    [Fact]
    public void A_score_takes_four_bytes() => Assert.Equal(4, Unsafe.SizeOf<RfmScore>());

    [Fact]
    public void Every_score_of_every_scale_is_written_and_read_back()
    {
        foreach (var levels in new[] { RfmLevels.Of(2), RfmLevels.Of(5), RfmLevels.Of(9), RfmLevels.Of(10), new RfmLevels(10, 2, 3) })
        {
            var texts = new HashSet<string>();
            foreach (var score in levels.AllScores())
            {
                Assert.Equal(score, RfmScore.Parse(score.ToString()));
                Assert.Equal(score.GetHashCode(), RfmScore.Parse(score.ToString()).GetHashCode());
                Assert.Equal(levels, score.Levels);
                Assert.True(texts.Add(score.ToString()));
            }

            Assert.Equal(levels.Codes, texts.Count);
        }
    }

    [Theory]
    [InlineData(5, 4, 3, 5, "543")]
    [InlineData(9, 9, 1, 9, "991")]
    [InlineData(10, 5, 3, 10, "10-5-3")]
    [InlineData(5, 4, 3, 10, "5-4-3")]
    public void A_scale_of_ten_levels_is_written_with_dashes(int r, int f, int m, int levels, string text)
    {
        var score = new RfmScore(r, f, m, RfmLevels.Of(levels));
        Assert.Equal(text, score.ToString());
        Assert.Equal((r, f, m), (score.R, score.F, score.M));
        Assert.Equal(text, RfmScore.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("54")]
    [InlineData("5433")]
    [InlineData("540")]
    [InlineData("5a3")]
    [InlineData("11-5-3")]
    [InlineData("0-5-3")]
    [InlineData("05-5-3")]
    [InlineData("5-4")]
    [InlineData(" 543")]
    [InlineData("٥٤٣")] // digits, but not ours
    public void Other_texts_are_no_scores(string? text)
    {
        Assert.False(RfmScore.TryParse(text, out var score));
        Assert.False(score.IsScored);
        if (text is not null)
            Assert.Throws<FormatException>(() => RfmScore.Parse(text));
    }

    [Fact]
    public void Order_is_R_then_F_then_M_with_unscored_below_all()
    {
        RfmScore[] ascending = [RfmScore.Unscored, new(1, 1, 1), new(1, 1, 2), new(1, 2, 1), new(2, 1, 1), new(9, 9, 9), new(10, 1, 1)];
        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(ascending[i].CompareTo(ascending[j])));
                Assert.Equal(i == j, ascending[i] == ascending[j]);
                Assert.Equal(i < j, ascending[i] < ascending[j]);
                Assert.Equal(i >= j, ascending[i] >= ascending[j]);
            }
        }

        Assert.Equal("-", RfmScore.Unscored.ToString());
        Assert.Equal(RfmScore.Unscored, RfmScore.Parse("-"));
        Assert.Equal((0, 0, 0, null), (default(RfmScore).R, default(RfmScore).F, default(RfmScore).M, default(RfmScore).Levels));
    }

    [Theory]
    [InlineData(0, 1, 1, "r")]
    [InlineData(1, 6, 1, "f")]
    [InlineData(1, 1, -1, "m")]
    public void A_level_outside_the_scale_is_named(int r, int f, int m, string name)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new RfmScore(r, f, m, RfmLevels.Of(5)));
        Assert.Equal(name, error.ParamName);
        Assert.Contains("1 to 5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void Levels_are_two_to_ten(int levels)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RfmLevels.Of(levels));
        Assert.Equal("frequency", Assert.Throws<ArgumentOutOfRangeException>(() => new RfmLevels(5, levels, 5)).ParamName);
    }
}
