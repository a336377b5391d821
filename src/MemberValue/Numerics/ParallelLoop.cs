using System.Runtime.ExceptionServices;

namespace MemberValue.Numerics;

/// <summary>
/// A loop on several threads, the one way to start them but for the reading of a log. What its body throws comes out as itself, and of several failures that
/// of the first step: what one thread would have met. All threads have ended by then.
/// </summary>
internal static class ParallelLoop
{
    /// <summary>Calls the body with 0 to <paramref name="count"/> - 1; <paramref name="threads"/> bounds the threads, -1 is all there are.</summary>
    public static void For(int count, Action<int> body, CancellationToken cancellationToken, int threads = -1) =>
        For(count, static () => 0, (i, _) => body(i), static _ => { }, cancellationToken, threads);

    /// <summary>The same with a state per thread, which <paramref name="end"/> receives one at a time in any order; not of a loop that fails.</summary>
    public static void For<TState>(
        int count, Func<TState> begin, Action<int, TState> body, Action<TState> end, CancellationToken cancellationToken, int threads = -1)
    {
        var gate = new object();
        ExceptionDispatchInfo? failure = null;
        var failed = int.MaxValue;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, count, options, begin, (i, loop, state) =>
            {
                try
                {
                    body(i, state);
                }
                catch (Exception thrown)
                {
                    loop.Break(); // the steps before this one are still taken, as one may fail that one thread would have come to first
                    lock (gate)
                        (failed, failure) = i < failed ? (i, ExceptionDispatchInfo.Capture(thrown)) : (failed, failure);
                }

                return state;
            }, state =>
            {
                lock (gate)
                {
                    if (failure is null)
                        end(state);
                }
            });
        }
        catch (AggregateException thrown)
        {
            ExceptionDispatchInfo.Throw(thrown.InnerExceptions[0]); // of the beginning or the end of a thread
        }

        failure?.Throw();
    }
}
