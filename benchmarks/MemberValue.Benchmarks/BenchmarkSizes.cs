using System.Globalization;

namespace MemberValue.Benchmarks;

/// <summary>The sizes of a benchmark, for a [ParamsSource]; MEMBERVALUE_BENCH_MAX_ROWS caps them where a run must be short.</summary>
public static class BenchmarkSizes
{
    public static IEnumerable<int> Of(params int[] sizes)
    {
        var cap = Environment.GetEnvironmentVariable("MEMBERVALUE_BENCH_MAX_ROWS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : int.MaxValue;
        return sizes.Select(size => Math.Min(size, cap)).Distinct();
    }
}
