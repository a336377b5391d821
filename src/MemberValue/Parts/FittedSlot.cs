using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>A kind of fitted items, or several of one family, and how one is read.</summary>
internal sealed record FittedKind(Type Type, IReadOnlyList<string> Names, Func<string, IFitted> Read)
{
    public static FittedKind Of<T>(Func<string, T> read, params string[] names)
        where T : class, IFitted => new(typeof(T), names, read);
}

/// <summary>The name, title and kind of an item of a set of models: a part stores it when it fits, and reads it when it is applied.</summary>
internal sealed record FittedSlot(string Name, Text Title, FittedKind Kind)
{
    /// <summary>Whether an item is of the kind.</summary>
    public bool Takes(IFitted fitted) => Kind.Type.IsInstanceOfType(fitted);
}
