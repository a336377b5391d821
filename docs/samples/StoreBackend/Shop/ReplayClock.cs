using System.Globalization;

namespace StoreBackend.Shop;

/// <summary>A clock that began to run at another time: to live through the days of an old log. A living shop takes <see cref="TimeProvider.System"/>.</summary>
public sealed class ReplayClock(DateTimeOffset startAt) : TimeProvider
{
    private readonly TimeSpan _shift = startAt - System.GetUtcNow();

    public static TimeProvider From(IConfiguration configuration) =>
        configuration["Clock:StartAt"] is not { Length: > 0 } text ? System
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var startAt) ? new ReplayClock(startAt)
        : throw new InvalidOperationException($"Clock:StartAt is '{text}'; it must be a time such as 2011-12-10T09:00:00Z, or left out.");

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
