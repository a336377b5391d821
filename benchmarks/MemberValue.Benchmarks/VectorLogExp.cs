using BenchmarkDotNet.Attributes;
using MemberValue.Numerics;

namespace MemberValue.Benchmarks;

/// <summary>Logarithms and exponentials of a column: eight lanes at once against a loop of the runtime's functions.</summary>
public class VectorLogExp
{
    private double[] _positive = [];
    private double[] _any = [];
    private double[] _destination = [];

    [ParamsSource(nameof(Sizes))]
    public int Elements { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _positive = new double[Elements];
        _any = new double[Elements];
        for (var i = 0; i < Elements; i++)
        {
            _any[i] = random.NextDouble() * 60 - 40;
            _positive[i] = Math.Exp(_any[i]);
        }

        _destination = new double[Elements];
    }

    [Benchmark(Baseline = true)]
    public double[] MathLog()
    {
        for (var i = 0; i < _positive.Length; i++)
            _destination[i] = Math.Log(_positive[i]);
        return _destination;
    }

    [Benchmark]
    public double[] VectorLog()
    {
        VectorMath.Log(_positive, _destination);
        return _destination;
    }

    [Benchmark]
    public double[] MathExp()
    {
        for (var i = 0; i < _any.Length; i++)
            _destination[i] = Math.Exp(_any[i]);
        return _destination;
    }

    [Benchmark]
    public double[] VectorExp()
    {
        VectorMath.Exp(_any, _destination);
        return _destination;
    }

    [Benchmark]
    public double[] VectorLog1p()
    {
        VectorMath.Log1p(_positive, _destination);
        return _destination;
    }

    [Benchmark]
    public double[] VectorExpm1()
    {
        VectorMath.Expm1(_any, _destination);
        return _destination;
    }
}
