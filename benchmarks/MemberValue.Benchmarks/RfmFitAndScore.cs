using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>A quantile scale fitted and applied through the table door, against sorting a copy of each column and a binary search a value.</summary>
[MemoryDiagnoser]
public class RfmFitAndScore
{
    private MemberColumns _columns = null!;
    private MemberTable<int> _table = null!;
    private RfmScore[] _scores = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 1_000_000, 10_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = RfmBenchmarkData.Columns(Members);
        _table = MemberTable.FromColumns(Enumerable.Range(0, Members).ToArray(), _columns);
        _scores = new RfmScore[Members];
    }

    [Benchmark(Baseline = true)]
    public RfmScore[] SortEachColumn()
    {
        var recency = _columns.LastPurchaseCell.ToArray();
        var frequency = _columns.Purchases.ToArray();
        var money = _columns.Net.Scaled.ToArray();
        var (r, f, m) = (Cuts(recency), Cuts(frequency), Cuts(money));
        for (var i = 0; i < _scores.Length; i++)
        {
            var last = _columns.LastPurchaseCell[i];
            _scores[i] = last == MemberColumns.NoCell
                ? RfmScore.Unscored
                : new RfmScore(1 + Below(r, last), 1 + Below(f, _columns.Purchases[i]), 1 + Below(m, _columns.Net.Scaled[i]));
        }

        return _scores;
    }

    [Benchmark]
    public MemberResults<int, RfmScore> FitAndScore() => RfmScale.FitQuantiles(_columns).Score(_table);

    private static T[] Cuts<T>(T[] values)
    {
        Array.Sort(values);
        return [.. Enumerable.Range(1, 4).Select(k => values[(int)((values.Length - 1L) * k / 5)])];
    }

    private static int Below<T>(T[] cuts, T value)
        where T : IComparable<T>
    {
        var place = cuts.AsSpan().BinarySearch(value);
        return place < 0 ? ~place : place;
    }
}
