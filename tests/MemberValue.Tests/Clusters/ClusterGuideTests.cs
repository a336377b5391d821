using MemberValue.Clusters;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Tests.Clusters;

public class ClusterGuideTests
{
    [Fact]
    public void The_example_of_the_page_gives_its_numbers()
    {
        var random = new Random(3);
        var rows = new List<Transaction<string>>();
        void Buys(string member, int times, int lastDay, int amount)
        {
            for (var i = 0; i < times; i++)
                rows.Add(new Transaction<string>(member, new DateOnly(2024, 12, 31).AddDays(-lastDay - 20 * i), amount + random.Next(amount / 4)));
        }

        Buys("ann", 9, 6, 60);
        for (var i = 0; i < 20; i++)
        {
            Buys($"often{i}", 8 + random.Next(3), 3 + random.Next(10), 60);
            Buys($"new{i}", 1 + random.Next(2), 3 + random.Next(10), 25);
            Buys($"gone{i}", 2 + random.Next(3), 200 + random.Next(60), 30);
        }

        var table = MemberLog.Read(rows).Table(new DateOnly(2024, 12, 31));

        // example: clusters
        ClusterFeature[] features =
        [
            new(Measures.DaysSinceLastPurchase, isLogged: true),
            new("Purchases", isLogged: true),
            new("Net", isLogged: true),
        ];

        // how many? seven measures for every number, and a recommendation
        var values = FeatureTable.From(table.Columns, [.. features.Select(feature => feature.Name)]);
        ClusterCount count = ClusterCount.Of(values, features, new ClusterCountOptions { To = 5 });

        var model = KMeansModel.Fit(table.Columns, features, new KMeansOptions { Clusters = count.Recommended ?? 1 });
        MemberResults<string, int> clusters = model.Assign(table);
        ClusterAssignment ann = model.Locate(table["ann"]);
        // example end

        // example: mixtures
        var mixture = GaussianMixtureModel.Fit(table.Columns, features, new GaussianMixtureOptions { Clusters = 3, Covariance = MixtureCovariance.Diagonal });
        MemberResults<string, MixtureAssignment> probable = mixture.Locate(table);
        double[] chances = mixture.Probabilities(table["ann"]); // one per cluster; they sum to 1
        // example end

        Assert.Equal((1, 1.0), (probable["ann"].Cluster, Math.Round(chances.Sum(), 12)));
        Assert.Equal((3, 1, 1), (count.Recommended, ann.Cluster, clusters["ann"]));
        var told = string.Join('\n', model.Profiles.Select(profile => $"{profile.Name.English}. {profile.Text.English}"));
        var page = File.ReadAllText(Path.Combine(Conventions.Repository.Root, "docs", "clusters.md"));
        Assert.True(page.Contains(count.Text.English, StringComparison.Ordinal), count.Text.English);
        var chinese = string.Join('\n', model.Profiles.Select(profile => $"{profile.Name.Chinese}。{profile.Text.Chinese}").Append(count.Text.Chinese));
        Assert.True(page.Contains(told, StringComparison.Ordinal), told);
        Assert.StartsWith(
            "第1类：净消费额高、购买次数高。占会员的34%；平均净消费额595.52（总体253.13），购买次数8.9（总体4.61），距上次购买天数6.9（总体79.56）。", chinese,
            StringComparison.Ordinal);
        Assert.EndsWith("建议分3类：会员离本类比离邻近类明显更近（轮廓系数0.81），两半样本的分类一致程度为100%。其次是4类。", chinese, StringComparison.Ordinal);
    }
}
