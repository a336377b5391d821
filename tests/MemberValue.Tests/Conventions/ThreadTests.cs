using System.Reflection;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>Threads are started at two places, which see to it that what a host's code throws comes out as itself and that no thread is left.</summary>
public class ThreadTests
{
    private static readonly string[] Places = ["ParallelLoop", "RowReader`1"];

    [Fact]
    public void No_other_code_of_the_library_starts_a_thread()
    {
        var found = Starts(typeof(MemberColumns).Assembly.GetTypes()).ToList();
        Repository.NoViolation(found.Where(start => !Places.Contains(start.Place)).Select(start => $"{start.Place} calls {start.Called}: use ParallelLoop"));
        Assert.Equal(Places, found.Select(start => start.Place).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Place, string Called)> Starts(IEnumerable<Type> types)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return from type in types
               where type.Namespace?.StartsWith("MemberValue", StringComparison.Ordinal) == true
               from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
               from call in MethodCalls.Of(method)
               where IsStart(call.Called)
               select (Outermost(type).Name, $"{call.Called.DeclaringType!.Name}.{call.Called.Name}");
    }

    private static bool IsStart(MethodBase called) =>
        called.DeclaringType is { } owner
        && (owner == typeof(Parallel) || owner == typeof(ThreadPool) || owner == typeof(Thread) && called.IsConstructor
            || owner == typeof(ParallelEnumerable) || called.Name is "StartNew" or "Run" or "Start" && owner.Namespace == typeof(Task).Namespace);

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
