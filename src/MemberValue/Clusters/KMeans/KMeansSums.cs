namespace MemberValue.Clusters;

/// <summary>The sums of the rows of one chunk, by cluster.</summary>
internal sealed class KMeansSums(int k, int d)
{
    public double[] Sums { get; } = new double[k * d];

    public double[] Weights { get; } = new double[k];

    public int[] Members { get; } = new int[k];

    public int Changed { get; private set; }

    public void Assign(ClusterPoints points, int[] labels, double[] centres, int first)
    {
        Changed = 0;
        Span<double> which = stackalloc double[NearestCentre.Block];
        Span<double> distances = stackalloc double[NearestCentre.Block];
        for (int start = first, end = Math.Min(points.Count, first + KMeans.Chunk); start < end; start += NearestCentre.Block)
        {
            var count = Math.Min(NearestCentre.Block, end - start);
            NearestCentre.Find(points.Values.AsSpan(start), points.Count, centres, d, which[..count], distances[..count]);
            for (var i = 0; i < count; i++)
            {
                var (before, now) = (labels[start + i], (int)which[i]);
                if (before == now)
                    continue;
                Changed++;
                labels[start + i] = now;
                if (before >= 0)
                    Add(points, start + i, before, -points.WeightOf(start + i), -1);
                Add(points, start + i, now, points.WeightOf(start + i), 1);
            }
        }
    }

    public void Recount(ClusterPoints points, int[] labels, int first)
    {
        Array.Clear(Sums);
        Array.Clear(Weights);
        Array.Clear(Members);
        for (int i = first, end = Math.Min(points.Count, first + KMeans.Chunk); i < end; i++)
            Add(points, i, labels[i], points.WeightOf(i), 1);
    }

    private void Add(ClusterPoints points, int i, int cluster, double weight, int members)
    {
        Weights[cluster] += weight;
        Members[cluster] += members;
        for (var j = 0; j < d; j++)
            Sums[cluster * d + j] += weight * points.Values[j * points.Count + i];
    }
}
