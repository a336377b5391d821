using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Metrics;

namespace PackageConsumer;

/// <summary>Members who are alike, and what each contributes to profit.</summary>
internal static class Groups
{
    public static void Run(Shop shop)
    {
        var (table, columns) = (shop.Table, shop.Table.Columns);
        ClusterFeature[] features =
            [new(Measures.DaysSinceLastPurchase, isLogged: true) { MissingAs = 400 }, new("Purchases", isLogged: true), new("Net", isLogged: true)];
        var values = FeatureTable.From(columns, [.. features.Select(feature => feature.Name)]);
        var count = ClusterCount.Of(values, features, new ClusterCountOptions { To = 4, References = 5, Halvings = 2, Starts = 3 });
        Output.Line("how many", count);
        var model = Output.RoundTrip(KMeansModel.Fit(columns, features, new KMeansOptions { Clusters = 3 }), it => it.ToJson(), KMeansModel.FromJson);
        Output.Results("clusters", model.Assign(table));
        foreach (var profile in model.Profiles)
            Output.Line("profile", profile.Text.Chinese);
        Output.Line("nearest", model.Locate(columns.Row(0)));
        Output.Line("the same", string.Join(' ', model.Match(model)));
        var mixture = Output.RoundTrip(
            GaussianMixtureModel.Fit(columns, features, new GaussianMixtureOptions { Clusters = 2 }), it => it.ToJson(), GaussianMixtureModel.FromJson);
        Output.Line("most probable", mixture.Locate(columns.Row(0)));
        Output.Line("dendrogram", Dendrogram.Of(values, features, Linkage.Average));
        Output.Line("of clusters", Dendrogram.Of(model));

        var calculator = new ContributionCalculator(
        [
            CostLine.Rate(Text.Of("goods", "商品成本"), 0.6, "Net"), CostLine.PerUnit(Text.Of("shipping", "运费"), 5, "Orders"),
            CostLine.PerMember(Text.Of("card"), 1),
        ]);
        var profits = calculator.Calculate(table);
        Output.Results("contributions", profits);
        Output.Line("of all", calculator.Sum(columns));
        Output.Line("whale curve", WhaleCurve.Of(profits.Values));
    }
}
