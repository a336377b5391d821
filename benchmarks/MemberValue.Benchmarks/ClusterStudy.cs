using System.Diagnostics;
using System.Globalization;
using MemberValue.Clusters;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Into how many clusters the members of the bundled shop fall, and what they are like: the table of docs/clusters.md.</summary>
internal static class ClusterStudy
{
    public static int Run()
    {
        var watch = Stopwatch.StartNew();
        var table = MemberLog.Read(BundledShop.Rows()).Table();
        ClusterFeature[] features =
            [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net", isLogged: true)];
        var values = FeatureTable.From(table.Columns, [.. features.Select(feature => feature.Name)]);
        var count = ClusterCount.Of(values, features);
        Console.WriteLine("| k | sum of squares | silhouette | Calinski-Harabasz | Davies-Bouldin | gap (error) | BIC | stability |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var row in count.Rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Clusters} | {row.WithinSum:0.0} | {row.Silhouette:0.000} | {row.CalinskiHarabasz:0} | {row.DaviesBouldin:0.000} | "
                    + $"{row.Gap:0.000} ({row.GapError:0.000}) | {row.Bic:0} | {row.Stability:0.00} |"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"members {count.Members} of {table.Count}, gap {count.GapChoice}, elbow {count.ElbowChoice}, BIC {count.BicChoice}"));
        Console.WriteLine(count.Text.English);
        Console.WriteLine(count.Text.Chinese);
        foreach (var clusters in new[] { count.Recommended, count.RunnerUp })
        {
            if (clusters is not { } chosen)
                continue;
            var model = KMeansModel.Fit(values, features, new KMeansOptions { Clusters = chosen });
            foreach (var warning in model.Warnings)
                Console.WriteLine(warning.English);
            foreach (var profile in model.Profiles)
                Console.WriteLine($"{profile.Name.English}. {profile.Text.English}");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} s"));
        return 0;
    }
}
