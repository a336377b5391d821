using MemberValue.Clusters;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Clusters;

/// <summary>Clusters with segments, stages and the segment that a centre is nearest to.</summary>
public class ClusterDescribeTests
{
    private static readonly ClusterFeature[] Features =
        [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net", isLogged: true)];

    [Fact]
    public void A_centre_is_near_the_segment_that_a_member_like_it_is_in()
    {
        var columns = Columns(3);
        var (model, scale) = (KMeansModel.Fit(columns, Features, new KMeansOptions { Clusters = 3 }), RfmScale.FitQuantiles(columns));
        var profiles = model.Describe(columns, scale, SegmentMaps.TenCells);
        var centre = model.CentreOf(1);
        var like = MemberColumns.FromColumns(columns.Window, new MemberColumnData
        {
            Purchases = [(int)Math.Round(centre[1])],
            LastPurchaseCell = [columns.Window.LastCell - (int)Math.Round(centre[0])],
            Net = [Math.Round((decimal)centre[2], 2)],
        });
        var score = new RfmScore[1];
        scale.Score(like, score);
        Assert.Equal(score[0], profiles[0].NearestScore);
        Assert.Equal(SegmentMaps.TenCells.Find(score[0]), profiles[0].NearestSegment);
        Assert.Equal($"Cluster 1: near {profiles[0].NearestSegment}", profiles[0].Name.English);
        Assert.Contains($"A typical member scores {score[0]}: {profiles[0].NearestSegment}.", profiles[0].Text.English, StringComparison.Ordinal);
        Assert.Contains("典型会员评分", profiles[0].Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_are_those_of_the_clusters_members_and_add_to_1()
    {
        var columns = Columns(7);
        var stages = new LifecycleStage[columns.Count];
        new ThresholdStageClassifier().Classify(columns, stages);
        columns = columns.With(LifecycleColumns.Stage, stages);
        var (model, scale) = (KMeansModel.Fit(columns, Features, new KMeansOptions { Clusters = 4 }), RfmScale.FitQuantiles(columns));
        var (clusters, scores) = (new int[columns.Count], new RfmScore[columns.Count]);
        model.Assign(columns, clusters);
        scale.Score(columns, scores);
        foreach (var profile in model.Describe(columns, scale, SegmentMaps.TenCells))
        {
            var rows = Enumerable.Range(0, columns.Count).Where(row => clusters[row] == profile.Number).ToList();
            Assert.Equal(1, profile.StageShares.Sum(share => share.Share), 1e-12);
            Assert.Equal(1, profile.SegmentShares.Sum(share => share.Share), 1e-12);
            Assert.All(profile.StageShares, share => Assert.Equal(rows.Count(row => $"{stages[row]}" == share.Id), share.Share * rows.Count, 1e-9));
            Assert.All(profile.SegmentShares, share => Assert.Equal(
                rows.Count(row => SegmentMaps.TenCells.Find(scores[row])!.Id == share.Id), share.Share * rows.Count, 1e-9));
            Assert.Equal(profile.SegmentShares.OrderByDescending(share => share.Share), profile.SegmentShares);
            Assert.Contains("Stages: ", profile.Text.English, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_are_unique_and_the_second_of_a_segment_says_what_tells_it_from_the_first()
    {
        var columns = Columns(11);
        var scale = RfmScale.FitQuantiles(columns);
        var profiles = KMeansModel.Fit(columns, Features, new KMeansOptions { Clusters = 12 }).Describe(columns, scale, SegmentMaps.TenCells);
        Assert.Equal(profiles.Count, profiles.Select(profile => profile.Name.English).Distinct().Count());
        var second = profiles.First(profile => profiles.Any(other => other.Number < profile.Number && other.NearestSegment == profile.NearestSegment));
        Assert.Matches(@"^Cluster \d+: near [^,]+, (higher|lower) (net spend|purchases|days since the last purchase)$", second.Name.English);
        var first = profiles.First(profile => profile.NearestSegment == second.NearestSegment);
        Assert.DoesNotContain(",", first.Name.English, StringComparison.Ordinal);
        var widest = Features.MaxBy(feature => Math.Abs(Of(second, feature) - Of(first, feature)))!;
        Assert.EndsWith($"{(Of(second, widest) > Of(first, widest) ? "higher" : "lower")} {widest.Label}", second.Name.English, StringComparison.Ordinal);

        static double Of(ClusterProfile profile, ClusterFeature feature) => profile.Traits.Single(trait => trait.Feature == feature.Name).Difference;
    }

    [Fact]
    public void What_is_not_given_is_not_told()
    {
        var columns = Columns(5);
        var model = GaussianMixtureModel.Fit(columns, Features, new GaussianMixtureOptions { Clusters = 2 });
        foreach (var profile in model.Describe(columns))
        {
            Assert.Null(profile.NearestSegment);
            Assert.Empty(profile.SegmentShares);
            Assert.Empty(profile.StageShares);
            Assert.Equal(model.Profiles[profile.Number - 1].Text, profile.Text);
        }

        Assert.All(model.Describe(columns, new TieSplittingRankScorer(), SegmentMaps.TenCells), profile => Assert.Null(profile.NearestSegment));
        Assert.NotNull(model.Describe(columns, RfmScale.FitQuantiles(columns), SegmentMaps.TenCells)[0].NearestSegment);
        Assert.Equal(model.Clusters, model.Describe(columns.Slice(0, 0), RfmScale.FitQuantiles(columns), SegmentMaps.TenCells).Count);
    }

    private static MemberColumns Columns(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 200).SelectMany(member => Enumerable.Range(0, random.Next(1, 9)).Select(_ => new Transaction<int>(
            member, new DateOnly(2024, 1, 1).AddDays(random.Next(member % 3 == 0 ? 90 : 366)), 5 + random.Next(1, 40) * (1 + member % 5)))).ToList();
        return MemberLog.Read(rows).Table(new DateOnly(2024, 12, 31)).Columns;
    }
}
