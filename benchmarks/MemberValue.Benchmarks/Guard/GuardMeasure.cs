using System.Diagnostics;
using System.Runtime;

namespace MemberValue.Benchmarks.Guard;

/// <summary>A loop that is warm, and how it compares with the plain code.</summary>
internal sealed class GuardMeasure
{
    private const int Turns = 11;
    private const int QuietChecks = 4;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    private readonly GuardPair _pair;
    private readonly (int Plain, int Library) _calls;

    /// <summary>Makes the data and calls both until the just-in-time compiler has done its best.</summary>
    public GuardMeasure(GuardLoop loop)
    {
        _pair = loop.Make(loop.Rows);
        Settle();
        _calls = (CallsOf(_pair.Plain), CallsOf(_pair.Library));
    }

    /// <summary>How many times as long the plain code takes. The two take turns, and the median of the turns' ratios counts: what slows the machine for
    /// a while slows both.</summary>
    public double Ratio()
    {
        var ratios = new double[Turns];
        for (var turn = 0; turn < Turns; turn++)
            ratios[turn] = Time(_pair.Plain, _calls.Plain) / _calls.Plain / (Time(_pair.Library, _calls.Library) / _calls.Library);
        Array.Sort(ratios);
        return ratios[Turns / 2];
    }

    /// <summary>Bytes of one call, the least of several: what happens besides, once, is not the loop's.</summary>
    public long Bytes()
    {
        var least = long.MaxValue;
        for (var turn = 0; turn < 5; turn++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            _pair.Library();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    /// <summary>A method is compiled again, by another thread, after 30 calls; it is over when no method came for a while.</summary>
    private void Settle()
    {
        var quiet = 0;
        for (var compiled = 0L; quiet < QuietChecks;)
        {
            var watch = Stopwatch.StartNew();
            for (var call = 0; call < 32 / QuietChecks || watch.Elapsed < Slice; call++)
            {
                _pair.Plain();
                _pair.Library();
            }

            Thread.Sleep(40);
            var now = JitInfo.GetCompiledMethodCount(currentThread: false);
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }

    /// <summary>How many calls fill a slice.</summary>
    private static int CallsOf(Action action)
    {
        var calls = 1;
        while (Time(action, calls) < Slice.TotalSeconds)
            calls *= 2;
        return calls;
    }

    /// <summary>Processor time where the system tells it to the microsecond: another process that takes the processor away is not counted.</summary>
    private static double Time(Action action, int calls)
    {
        var watch = Stopwatch.StartNew();
        var before = OperatingSystem.IsWindows() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime;
        for (var call = 0; call < calls; call++)
            action();
        return Math.Max(1e-9, OperatingSystem.IsWindows() ? watch.Elapsed.TotalSeconds : (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
