using BenchmarkDotNet.Attributes;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Money to doubles, as every model begins: a column's scaled 64-bit amounts against a loop over decimals.</summary>
public class MoneyColumnToDouble
{
    private decimal[] _amounts = [];
    private double[] _destination = [];
    private MoneyColumn _column = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _amounts = new decimal[Members];
        for (var i = 0; i < Members; i++)
            _amounts[i] = random.Next(0, 1_000_000) / 100m;
        _column = MoneyColumn.FromDecimals(Members, row => _amounts[row]);
        _destination = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] DecimalLoop()
    {
        for (var i = 0; i < _amounts.Length; i++)
            _destination[i] = (double)_amounts[i];
        return _destination;
    }

    [Benchmark]
    public double[] ColumnCopyTo()
    {
        _column.CopyTo(_destination);
        return _destination;
    }
}
