using System.Collections.Concurrent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class ParallelLoopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000)]
    public void Every_step_is_taken_once(int count)
    {
        var taken = new int[count];
        var sum = 0;
        ParallelLoop.For(count, () => new int[1], (i, own) => own[0] += ++taken[i] * i, own => sum += own[0], default);
        Assert.All(taken, times => Assert.Equal(1, times));
        Assert.Equal(count * (count - 1) / 2, sum);
    }

    [Fact]
    public void Of_several_failures_the_first_step_s_comes_out_as_itself()
    {
        var failures = Enumerable.Range(0, 200).Select(i => new InvalidOperationException($"{i}")).ToArray();
        for (var first = 0; first < failures.Length; first += 13)
        {
            var at = first;
            Assert.Same(failures[at], InTime.Thrown(() => ParallelLoop.For(failures.Length, i =>
            {
                Thread.SpinWait(100);
                if (i >= at)
                    throw failures[i];
            }, default)));
        }
    }

    [Fact]
    public void No_step_runs_on_after_the_call()
    {
        var (running, most) = (0, new ConcurrentBag<int>());
        Assert.IsType<InvalidOperationException>(InTime.Thrown(() => ParallelLoop.For(64, i =>
        {
            most.Add(Interlocked.Increment(ref running));
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
            if (i == 5)
                throw new InvalidOperationException();
        }, default)));
        Assert.Equal(0, running);
        Assert.NotEmpty(most);
    }

    [Fact]
    public void A_failure_before_or_after_the_steps_comes_out_as_itself()
    {
        var failure = new InvalidOperationException();
        Assert.Same(failure, InTime.Thrown(() => ParallelLoop.For<int>(100, () => throw failure, (_, _) => { }, _ => { }, default)));
        Assert.Same(failure, InTime.Thrown(() => ParallelLoop.For(100, () => 0, (_, _) => { }, _ => throw failure, default)));
    }

    [Fact]
    public void A_loop_that_is_stopped_says_so()
    {
        using var stop = new CancellationTokenSource();
        Assert.IsAssignableFrom<OperationCanceledException>(InTime.Thrown(() => ParallelLoop.For(1_000, i =>
        {
            if (i == 3)
                stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        }, stop.Token)));
    }
}
