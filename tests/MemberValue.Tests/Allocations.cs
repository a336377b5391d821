namespace MemberValue.Tests;

/// <summary>Counts what a kernel allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes that one call allocates on this thread once it is warm. The least of several rounds: a tier change of the just-in-time
    /// compiler in the middle of a round may allocate, the kernel itself allocates in every one.
    /// </summary>
    public static long Of(Action action)
    {
        for (var i = 0; i < 3; i++)
            action();

        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
