using MemberValue.Estimation;

namespace MemberValue.Parts;

/// <summary>A kind of fitted things, or several of one family: how one is read.</summary>
internal sealed record FittedKind(Type Type, IReadOnlyList<string> Names, Func<string, IFitted> Read)
{
    public static FittedKind Of<T>(Func<string, T> read, params string[] names)
        where T : class, IFitted => new(typeof(T), names, read);
}

/// <summary>A place for something fitted, under a name: what a part puts there when it fits, and looks for when it is applied.</summary>
internal sealed record FittedSlot(string Name, FittedKind Kind)
{
    /// <summary>Whether something may stand in the place.</summary>
    public bool Takes(IFitted fitted) => Kind.Type.IsInstanceOfType(fitted);
}
