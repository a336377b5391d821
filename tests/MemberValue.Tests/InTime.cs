namespace MemberValue.Tests;

/// <summary>Runs what may hang on a thread of its own: a hang is a red test and not a run that never ends.</summary>
internal static class InTime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What the call throws; fails when it throws nothing or does not return.</summary>
    public static Exception Thrown(Action call)
    {
        var run = Task.Factory.StartNew(() => Record.Exception(call), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(((IAsyncResult)run).AsyncWaitHandle.WaitOne(Patience), "The call did not return.");
        return run.GetAwaiter().GetResult() ?? throw new Xunit.Sdk.XunitException("The call threw nothing.");
    }

    /// <summary>Whether an object is garbage: nothing refers to it any more, above all no thread that waits forever.</summary>
    public static bool IsGone(WeakReference reference)
    {
        for (var i = 0; i < 100 && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10 * Math.Min(i, 10)); // a thread that has ended may still be on its way out
        }

        return !reference.IsAlive;
    }
}
