using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>
/// What the compiler writes for a record prints the name of a collection's type and compares collections by reference. A record that holds one says and
/// compares what is in it.
/// </summary>
public class RecordTests
{
    [Fact]
    public void A_record_that_holds_a_collection_has_a_text_of_its_own() => Repository.NoViolation(
        from type in Holders(typeof(MemberColumns).Assembly.GetExportedTypes())
        where IsGenerated(type.GetMethod(nameof(ToString), Type.EmptyTypes)!)
        select $"{type.Name} prints a collection's type: {Collection(type)}");

    [Fact]
    public void A_record_that_holds_a_collection_compares_what_is_in_it() => Repository.NoViolation(
        from type in Holders(typeof(MemberColumns).Assembly.GetExportedTypes())
        where Stored(type) is not null && type.Name != "MemberModels" // models are compared by reference, and so are sets of them
            && IsGenerated(type.GetMethod(nameof(Equals), [type])!)
        select $"{type.Name} compares a collection by reference: {Stored(type)}");

    [Fact]
    public void Every_class_says_something_of_itself() => Repository.NoViolation(
        from type in typeof(MemberColumns).Assembly.GetExportedTypes()
        where type is { IsInterface: false, IsEnum: false, IsAbstract: false } && !type.IsAssignableTo(typeof(Exception))
            && !type.IsAssignableTo(typeof(Delegate))
            && !type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal) && !type.Name.EndsWith("Data", StringComparison.Ordinal)
            && !type.Name.EndsWith("Converter", StringComparison.Ordinal)
            && !type.Name.Split('`')[0].EndsWith("Builder", StringComparison.Ordinal)
            && type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly != type.Assembly
        select $"{type.Name} prints the name of its type");

    [Fact]
    public void What_is_not_said_is_found()
    {
        Assert.Equal([typeof(Bare), typeof(Own)], Holders([typeof(Bare), typeof(Own), typeof(None)]));
        Assert.True(IsGenerated(typeof(Bare).GetMethod(nameof(ToString), Type.EmptyTypes)!));
        Assert.True(IsGenerated(typeof(Bare).GetMethod(nameof(Equals), [typeof(Bare)])!));
        Assert.False(IsGenerated(typeof(Own).GetMethod(nameof(ToString), Type.EmptyTypes)!));
        Assert.False(IsGenerated(typeof(Own).GetMethod(nameof(Equals), [typeof(Own)])!));
    }

    private static IEnumerable<Type> Holders(IEnumerable<Type> types) =>
        types.Where(type => !type.IsAbstract && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null && Collection(type)
            is not null);

    private static string? Collection(Type type) => type.GetProperties()
        .FirstOrDefault(property => IsCollection(property.PropertyType))?.Name;

    private static string? Stored(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
        .FirstOrDefault(field => IsCollection(field.FieldType))?.Name;

    // A type of the library says and compares for itself what is in it.
    private static bool IsCollection(Type type) =>
        type != typeof(string) && type.Assembly != typeof(MemberColumns).Assembly && type.IsAssignableTo(typeof(IEnumerable));

    private static bool IsGenerated(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private sealed record Bare(IReadOnlyList<int> Numbers);

    private sealed record Own(IReadOnlyList<int> Numbers)
    {
        public bool Equals(Own? other) => other is not null && Numbers.SequenceEqual(other.Numbers);

        public override int GetHashCode() => Numbers.Count;

        public override string ToString() => string.Join(' ', Numbers);
    }

    private sealed record None(int Number, string Text);
}
