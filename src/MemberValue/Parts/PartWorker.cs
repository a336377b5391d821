namespace MemberValue.Parts;

/// <summary>Something that a part works with, such as a scorer: the host may bring its own.</summary>
/// <param name="Type">The type that the host implements.</param>
/// <param name="What">What it is called where it waits for a fit.</param>
/// <param name="Held">One that asks each time for what is there now, so that it can be had alone; null where that is not offered.</param>
internal sealed record PartWorker(Type Type, string What, Func<Func<object>, object>? Held)
{
    public static PartWorker Of<T>(string what, Func<Func<T>, T>? held = null)
        where T : class => new(typeof(T), what, held is null ? null : present => held(() => (T)present()));
}

/// <summary>Workers by their type.</summary>
internal sealed class PartWorkers
{
    private readonly Dictionary<Type, object> _workers = [];

    public T? Find<T>()
        where T : class => (T?)Find(typeof(T));

    public object? Find(Type type) => _workers.GetValueOrDefault(type);

    public void Put<T>(T? worker)
        where T : class => Put(typeof(T), worker);

    public void Put(Type type, object? worker)
    {
        if (worker is null)
            _workers.Remove(type);
        else
            _workers[type] = worker;
    }
}

/// <summary>A worker that asks each time for the one that is there now: not one of the host's own.</summary>
internal interface IHeld;
