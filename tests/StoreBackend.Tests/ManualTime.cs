using System.Diagnostics;

namespace StoreBackend.Tests;

/// <summary>A clock that stands still until it is moved: whoever waits by it waits no real time.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_timers)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How long whoever waits shortest has to wait; waits, in real time, until somebody does.</summary>
    public async Task<TimeSpan> NextAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            lock (_timers)
            {
                if (_timers.Count > 0)
                    return _timers.Min(timer => timer.Due) - _now;
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "Nobody waits by this clock.");
            await Task.Delay(5);
        }
    }

    public bool IsWaitedFor
    {
        get
        {
            lock (_timers)
                return _timers.Count > 0;
        }
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_timers)
        {
            _now += by;
            due = _timers.Where(timer => timer.Due <= _now).ToList();
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Ring();
    }

    private sealed class Timer(ManualTime time, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public Action Ring { get; } = ring;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._timers)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time._now + dueTime;
                time._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._timers)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
