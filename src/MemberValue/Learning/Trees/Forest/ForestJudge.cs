using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>Out-of-bag figures: each row of the fit is predicted by the trees that did not see it.</summary>
internal sealed class ForestJudge
{
    private const double LogFloor = 1e-15;

    private readonly TreeRows _rows;
    private readonly ForestBags _bags;
    private readonly ForestEngine _engine;
    private readonly byte[][] _bytes;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;

    public ForestJudge(FeatureTable features, TreeRows rows, ForestBags bags, ForestEngine engine, int threads, CancellationToken cancellationToken)
    {
        (_rows, _bags, _engine, _threads, _cancellationToken) = (rows, bags, engine, threads, cancellationToken);
        _bytes = new byte[features.Names.Count][];
        ParallelLoop.For(
            _bytes.Length, j => _bytes[j] = BinnedColumns.BinsOf(features.Arrays[j], engine.Cuts[j], cancellationToken), cancellationToken, threads);
    }

    /// <summary>The mean probability of the trees that did not see the row; NaN where all did.</summary>
    public double[] Probabilities() => Probabilities(-1, []);

    public ForestOutOfBag Figures(double[] probabilities)
    {
        var rows = 0;
        double weights = 0, wrong = 0, squares = 0, logs = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var weight = _rows.WeightOf(i) * _rows.Unit;
            if (weight == 0 || double.IsNaN(probabilities[i]))
                continue;
            rows++;
            var (p, yes) = (probabilities[i], _rows.Labels[i]);
            weights += weight;
            wrong += (p >= 0.5) == yes ? 0 : weight;
            squares += weight * Square(p, yes);
            logs -= weight * Math.Log(Math.Max(yes ? p : 1 - p, LogFloor));
        }

        return rows == 0 ? new ForestOutOfBag(0, double.NaN, double.NaN, double.NaN)
            : new ForestOutOfBag(rows, wrong / weights, squares / weights, logs / weights);
    }

    /// <summary>The increase of the Brier score when a column's values are shuffled among the rows.</summary>
    public double[] Importances(double[] probabilities, long seed)
    {
        var before = Figures(probabilities).Brier;
        var importances = new double[_bytes.Length];
        for (var j = 0; j < importances.Length; j++)
        {
            var random = new CounterRandom(seed, -2 - j); // streams other than those of the trees
            var dealt = new byte[_rows.Labels.Length];
            _bytes[j].CopyTo(dealt, 0);
            for (var i = dealt.Length - 1; i > 0; i--)
            {
                var other = random.Below(i + 1);
                (dealt[i], dealt[other]) = (dealt[other], dealt[i]);
            }

            importances[j] = Figures(Probabilities(j, dealt)).Brier - before;
        }

        return importances;
    }

    private static double Square(double p, bool yes) => yes ? (1 - p) * (1 - p) : p * p;

    private double[] Probabilities(int dealtColumn, byte[] dealt)
    {
        var rows = _rows.Labels.Length;
        var probabilities = new double[rows];
        var blocks = (rows + ForestEngine.Block - 1) / ForestEngine.Block;
        ParallelLoop.For(blocks, () => new Buffers(_engine.BlockBytes), (number, buffers) =>
        {
            var start = number * ForestEngine.Block;
            var sums = probabilities.AsSpan(start, Math.Min(ForestEngine.Block, rows - start));
            for (var j = 0; j < _bytes.Length; j++)
            {
                var column = (j == dealtColumn ? dealt : _bytes[j]).AsSpan(start, sums.Length);
                for (var i = 0; i < column.Length; i++)
                    buffers.Bytes[i * _bytes.Length + j] = column[i];
            }

            var counts = buffers.Counts.AsSpan(0, sums.Length);
            counts.Clear();
            for (var tree = 0; tree < _engine.Trees; tree++)
            {
                var unseen = 0;
                for (var i = 0; i < sums.Length; i++)
                {
                    var isUnseen = _bags.Holds(tree, start + i) ? 0 : 1;
                    buffers.Unseen[unseen] = i;
                    unseen += isUnseen;
                    counts[i] += isUnseen;
                }

                _engine.AddTree(tree, buffers.Bytes, buffers.Unseen.AsSpan(0, unseen), sums);
            }

            for (var i = 0; i < sums.Length; i++)
                sums[i] = counts[i] == 0 ? double.NaN : Math.Min(sums[i] / counts[i], 1);
        }, static _ => { }, _cancellationToken, _threads);
        return probabilities;
    }

    private sealed class Buffers(int blockBytes)
    {
        public readonly byte[] Bytes = new byte[blockBytes];
        public readonly int[] Unseen = new int[ForestEngine.Block];
        public readonly int[] Counts = new int[ForestEngine.Block];
    }
}
