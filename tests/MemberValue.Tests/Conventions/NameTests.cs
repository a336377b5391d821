using System.Reflection;

namespace MemberValue.Tests.Conventions;

/// <summary>One word means one thing on the public surface.</summary>
public class NameTests
{
    [Fact]
    public void Of_makes_a_value_of_its_own_type()
    {
        var others = Libraries.All.SelectMany(library => library.GetExportedTypes()).SelectMany(type => type
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.Name == "Of" && !Makes(method, type))
            .Select(method => $"{type.Name}.{method.Name}"));
        Assert.Empty(others);
    }

    /// <summary>A static class makes what it is named after: <c>ResponseTable.Of</c> a <c>ResponseTable&lt;TLabel&gt;</c>.</summary>
    private static bool Makes(MethodInfo method, Type type) =>
        method.IsStatic && method.ReturnType.Name.Split('`')[0] == type.Name.Split('`')[0];
}
