using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Numerics;
using MemberValue.Rfm;

namespace MemberValue.Clusters;

/// <summary>Adds to the profiles of clusters the segments and stages of their members of a table, and the segment that their centres are nearest to.</summary>
internal sealed class ClusterDescriber
{
    // the money that a typical member has, where the table has it
    private static readonly MemberColumn<decimal>[] Amounts = [LogColumns.Net, LogColumns.Sales, LogColumns.Margin];

    private readonly MemberColumns _columns;
    private readonly int[] _clusters;
    private readonly IRfmScorer? _scorer;
    private readonly SegmentMap? _map;
    private readonly int[] _segments;
    private readonly bool _hasStages;

    private ClusterDescriber(MemberColumns columns, int[] clusters, IRfmScorer? scorer, SegmentMap? map)
    {
        (_columns, _clusters, _scorer, _map) = (columns, clusters, map is null ? null : scorer, scorer is null ? null : map);
        (_segments, _hasStages) = (new int[columns.Count], columns.Has(LifecycleColumns.Stage));
        if (_scorer is null)
            return;
        var scores = new RfmScore[columns.Count];
        _scorer.Score(columns, scores);
        _map!.Apply(scores, _segments);
    }

    /// <param name="clusterer">The clusters.</param>
    /// <param name="profiles">Their profiles.</param>
    /// <param name="features">The names of the features.</param>
    /// <param name="centreOf">The centre of a cluster, in the features' own units.</param>
    /// <param name="columns">The members.</param>
    /// <param name="scorer">What scores members and centres.</param>
    /// <param name="map">The segments of its scores.</param>
    public static IReadOnlyList<ClusterProfile> Of(
        IMemberClusterer clusterer, IReadOnlyList<ClusterProfile> profiles, string[] features, Func<int, IReadOnlyList<double>> centreOf,
        MemberColumns columns, IRfmScorer? scorer, SegmentMap? map)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var clusters = new int[columns.Count];
        clusterer.Assign(columns, clusters);
        var describer = new ClusterDescriber(columns, clusters, scorer, map);
        var described = new List<ClusterProfile>();
        foreach (var profile in profiles)
            described.Add(describer.Described(profile, features, centreOf(profile.Number), described));
        return described.AsReadOnly();
    }

    private ClusterProfile Described(ClusterProfile profile, string[] features, IReadOnlyList<double> centre, List<ClusterProfile> before)
    {
        var rows = Enumerable.Range(0, _clusters.Length).Where(row => _clusters[row] == profile.Number).ToArray();
        var score = default(RfmScore);
        if (_scorer is IRowByRow && Typical(features, centre, rows) is { } typical)
            _scorer.Score(typical, new Span<RfmScore>(ref score));
        var segment = _map?.Find(score);
        return new ClusterProfile(profile)
        {
            NearestScore = score.IsScored ? score : null,
            NearestSegment = segment,
            SegmentShares = _map is not { } map ? [] : Shares(
                rows.Where(row => _segments[row] >= 0).Select(row => map.Segments[_segments[row]]), rows.Length, each => (each.Id, each.Name)),
            StageShares = !_hasStages ? [] : Shares(
                rows.Select(row => _columns.Values(LifecycleColumns.Stage)[row]), rows.Length, stage => ($"{stage}", LifecycleStages.NameOf(stage))),
            Twin = segment is null ? null : before.Find(other => other.NearestSegment == segment),
        };
    }

    private static ClusterShare[] Shares<T>(IEnumerable<T> values, int members, Func<T, (string Id, Text Name)> named)
        where T : notnull => [.. values.GroupBy(value => value).Select(group => (Named: named(group.Key), Members: group.Count()))
            .OrderByDescending(each => each.Members).ThenBy(each => each.Named.Id, StringComparer.Ordinal)
            .Select(each => new ClusterShare(each.Named.Id, each.Named.Name, (double)each.Members / members))];

    /// <summary>A member like the centre, as a row of a table; null where the cluster's members have not bought. A number is that of the centre where it is a
    /// feature, otherwise the median of the cluster's members.</summary>
    private MemberColumns? Typical(string[] features, IReadOnlyList<double> centre, int[] rows)
    {
        double Number(string name)
        {
            if (Array.IndexOf(features, name) is >= 0 and var place)
                return centre[place];
            var all = new double[_columns.Count];
            var read = MeasureReader.Read(_columns, name, 0, all).ToArray();
            var known = rows.Select(row => read[row]).Where(double.IsFinite).Order().ToArray();
            return known.Length == 0 ? double.NaN : Type7.At(known, 0.5);
        }

        if (!_columns.Has(LogColumns.Purchases) || !_columns.Has(LogColumns.LastPurchaseCell))
            return null;
        var (days, purchases) = (Number(Measures.DaysSinceLastPurchase), Math.Round(Number(LogColumns.Purchases.Name)));
        if (!(days >= 0) || !(purchases >= 1 && purchases < int.MaxValue))
            return null;
        var window = _columns.Window;
        var cells = Math.Min(Math.Round(days / _columns.In(TimeUnit.Day).OfCells(1)), (double)window.LastCell - window.FirstCell);
        var orders = _columns.Has(LogColumns.Orders) ? Math.Round(Number(LogColumns.Orders.Name)) : purchases;
        var row = MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = [(int)purchases],
            Orders = [orders is >= 1 and < int.MaxValue ? (int)orders : (int)purchases],
            LastPurchaseCell = [window.LastCell - (int)cells],
        });
        foreach (var key in Amounts)
        {
            if (!_columns.Has(key) || !(Number(key.Name) is var amount && Math.Abs(amount) < 1e15))
                continue;
            row = row.With(key, new[] { Math.Round((decimal)(key.Equals(LogColumns.Sales) ? Math.Max(0, amount) : amount), 2) });
        }

        return row;
    }
}
