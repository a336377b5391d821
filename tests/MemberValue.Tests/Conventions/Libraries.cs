using System.Reflection;
using MemberValue.Members;
using MemberValue.Reporting;

namespace MemberValue.Tests.Conventions;

/// <summary>The packages' assemblies.</summary>
internal static class Libraries
{
    public static IReadOnlyList<Assembly> All { get; } = [typeof(MemberColumns).Assembly, typeof(Figure).Assembly];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(library => library.GetName().Name!)];

    public static Assembly Named(string name) => All.Single(library => library.GetName().Name == name);
}
