namespace MemberValue.Clv;

/// <content>
/// Many members at a time. Histories of whole numbers repeat often: P(alive) of up to 128 opportunities is looked up in a table, and what
/// depends on n alone, or on x and n, is kept for the block. The same operations as for one member, so the same bits.
/// </content>
public sealed partial class BgBbModel
{
    private const int TableOpportunities = 128; // a table of n has n (n + 1) / 2 + 1 numbers: 66 kB at most, 2.8 MB for all
    private const int MemoSize = 256;

    private readonly double[]?[] _alive = new double[TableOpportunities + 1][];

    internal override void FillAlive(in HistoryBlock block, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = Alive(block.X[i], block.Tx[i], block.Age[i]);
    }

    internal override void FillExpected(in HistoryBlock block, double horizon, Span<double> destination) =>
        FillByAge(block, new ExpectedFactor(this, horizon), destination);

    internal override void FillDiscounted(in HistoryBlock block, double delta, double horizon, Span<double> destination) =>
        FillByAge(block, new DiscountedFactor(this, delta, horizon), destination);

    internal override void FillPurchase(in HistoryBlock block, double horizon, Span<double> destination)
    {
        var memo = new Memo(stackalloc double[2 * MemoSize]);
        for (var i = 0; i < destination.Length; i++)
        {
            var (x, n) = (block.X[i], block.Age[i]);
            var alive = Alive(x, block.Tx[i], n);
            if (double.IsNaN(alive))
            {
                destination[i] = alive;
                continue;
            }

            var key = x * (2 * BgBbFirstPurchase.LastOpportunity) + n; // below 2^53
            if (!memo.TryGet(key, (int)x * 31 + (int)n, out var place, out var some))
                memo.Put(place, key, some = SomeOf(After(x, n), horizon));
            destination[i] = alive * some;
        }
    }

    // P(alive) x mean purchase probability x a sum over survival, which depends on n alone.
    private void FillByAge<TFactor>(in HistoryBlock block, TFactor factor, Span<double> destination)
        where TFactor : struct, IAgeFactor
    {
        var memo = new Memo(stackalloc double[2 * MemoSize]);
        for (var i = 0; i < destination.Length; i++)
        {
            var (x, n) = (block.X[i], block.Age[i]);
            var alive = Alive(x, block.Tx[i], n);
            if (double.IsNaN(alive))
            {
                destination[i] = alive;
                continue;
            }

            if (!memo.TryGet(n, (int)n, out var place, out var sum))
                memo.Put(place, n, sum = factor.Of(n));
            destination[i] = alive * (BgBb.MeanProbability(After(x, n)) * sum);
        }
    }

    private double Alive(double x, double tx, double n)
    {
        if (!PurchaseHistory.IsValidHistory(x, tx, n) || !Counts(x, tx, n))
            return double.NaN;
        if (n > TableOpportunities)
            return BgBb.ProbabilityAlive(Parameters, x, tx, n);
        var table = Volatile.Read(ref _alive[(int)n]) ?? MakeTable((int)n);
        return table[Place((int)x, (int)tx)];
    }

    // Two threads may make the same table at once; either is kept.
    private double[] MakeTable(int n)
    {
        var table = new double[n * (n + 1) / 2 + 1];
        table[0] = BgBb.ProbabilityAlive(Parameters, 0, 0, n);
        for (var tx = 1; tx <= n; tx++)
        {
            for (var x = 1; x <= tx; x++)
                table[Place(x, tx)] = BgBb.ProbabilityAlive(Parameters, x, tx, n);
        }

        Volatile.Write(ref _alive[n], table);
        return table;
    }

    private static int Place(int x, int tx) => tx * (tx - 1) / 2 + x;

    private interface IAgeFactor
    {
        double Of(double n);
    }

    private readonly struct ExpectedFactor(BgBbModel model, double horizon) : IAgeFactor
    {
        public double Of(double n) => BetaSurvival.Sum(model.Parameters.Gamma, model.Parameters.Delta + n, BgBb.Whole(horizon));
    }

    private readonly struct DiscountedFactor(BgBbModel model, double delta, double horizon) : IAgeFactor
    {
        public double Of(double n) => BetaSurvival.DiscountedSum(model.Parameters.Gamma, model.Parameters.Delta + n, delta, BgBb.Whole(horizon));
    }

    /// <summary>Remembers values by a key of 0 or more; a later key with the same place replaces it.</summary>
    private readonly ref struct Memo
    {
        private readonly Span<double> _keys;
        private readonly Span<double> _values;

        public Memo(Span<double> buffer)
        {
            _keys = buffer[..MemoSize];
            _values = buffer[MemoSize..];
            _keys.Fill(-1);
        }

        public bool TryGet(double key, int hash, out int place, out double value)
        {
            place = hash & (MemoSize - 1);
            value = _values[place];
            return _keys[place] == key;
        }

        public void Put(int place, double key, double value) => (_keys[place], _values[place]) = (key, value);
    }
}
