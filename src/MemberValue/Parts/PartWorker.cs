namespace MemberValue.Parts;

/// <summary>Something that a part uses, such as a scorer; the host can provide its own.</summary>
/// <param name="Type">The type that the host implements.</param>
/// <param name="What">Its name in sentences about what is not fitted yet.</param>
/// <param name="Held">Creates one that uses the present worker at each call, so that it is available as a service; null where it is not.</param>
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

/// <summary>A worker that uses the present one at each call; it is not one of the host's own.</summary>
internal interface IHeld;
