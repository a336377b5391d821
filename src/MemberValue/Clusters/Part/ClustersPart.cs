using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Clusters;

/// <summary>Clusters by k-means as a part of an assessment.</summary>
internal sealed class ClustersPart : AssessmentPart<ClustersOptions>
{
    private static readonly Text OfCluster = Text.Of("{cluster}.", "{cluster}。");
    private static readonly Text OfBetween = Text.Of("{cluster}; almost as near to cluster {second}.", "{cluster}；与第{second}类几乎同样接近。");
    private static readonly Text OfOutlier = Text.Of("{cluster}, but unlike most members of any cluster.", "{cluster}，但与各类的大多数会员都不相似。");

    private const double LeastClarity = 0.1; // below it the second cluster is told

    public static ClustersPart Instance { get; } = new();

    public static FittedSlot Model { get; } = new("clusters", Text.Of("Clusters", "聚类"), FittedKind.Of(KMeansModel.FromJson, "KMeans"));

    public override string Name => "Clusters";

    public override IReadOnlyList<FittedSlot> Slots => [Model];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Features KMeans")
        .At("Features:*", "Name IsLogged Weight MissingAs Label")
        .At("KMeans", "Clusters Starts MaxIterations Tolerance BatchSize Seed Scaling OrderBy")
        .Of<ClusterScaling>("KMeans:Scaling");

    public override void Bind(IConfiguration section, ClustersOptions options)
    {
        Sections.Forget(section, "Features", () => options.Features = null);
        Sections.Named(section, nameof(ClustersOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(ClustersOptions options, PartWorkers own) => new ClustersPlan(options.Frozen());

    private sealed class ClustersPlan((ClusterFeature[] Features, KMeansOptions KMeans) options) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [ClusterColumns.Cluster, ClusterColumns.Assignment];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            fit.CancellationToken.ThrowIfCancellationRequested();
            var model = KMeansModel.Fit(fit.Columns, options.Features, options.KMeans, fit.CancellationToken);
            if (fit.Allows(
                model.Status != FitStatus.NoData, Text.Of("Clusters: no member has all features, so there are no clusters.", "聚类：没有会员具备全部特征，无法聚类。")))
            {
                fit.Put(Model, () => model);
            }
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var model = context.Fitted<KMeansModel>(Model);
            if (model is null)
            {
                context.Misses(Text.Of("Clusters: none have been fitted yet.", "聚类：尚未拟合。"));
                return null;
            }

            if (!model.Features.Select(feature => feature.Name).SequenceEqual(options.Features.Select(feature => feature.Name)))
            {
                throw Error.Argument(
                    $"The clusters of the models have the features {string.Join(", ", model.Features.Select(feature => feature.Name))}; the options ask for "
                        + $"{string.Join(", ", options.Features.Select(feature => feature.Name))}.", "models");
            }

            return new AppliedClusters(model);
        }
    }

    private sealed class AppliedClusters(KMeansModel model) : AppliedPart
    {
        private readonly IReadOnlyList<ClusterProfile> _profiles = model.Profiles;

        public override IReadOnlyList<MemberColumn> Gives => [ClusterColumns.Cluster, ClusterColumns.Assignment];

        public override void Assess(PartResults results)
        {
            var assignments = new ClusterAssignment[results.Members.Count];
            model.Locate(results.Members, assignments);
            Give(results, assignments);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) =>
            Give(results, model.Locate(table, cancellationToken).Array);

        public override object? Explain(MemberFindings member) =>
            member.TryValue(ClusterColumns.Assignment, out var assignment) && assignment.Cluster > 0 ? _profiles[assignment.Cluster - 1] : null;

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<ClusterProfile>() is not { } profile || !member.TryValue(ClusterColumns.Assignment, out var assignment))
                yield break;
            var sentence = assignment.IsOutlier ? OfOutlier : assignment.Clarity < LeastClarity ? OfBetween : OfCluster;
            yield return ("cluster", sentence.Fill(new("cluster", profile.Name), TextValue.Number("second", assignment.Second)));
        }

        private static void Give(PartResults results, ClusterAssignment[] assignments)
        {
            results.Give(ClusterColumns.Cluster, Array.ConvertAll(assignments, assignment => assignment.Cluster is > 0 and var number ? number : (int?)null));
            results.Give(ClusterColumns.Assignment, assignments);
        }
    }
}
