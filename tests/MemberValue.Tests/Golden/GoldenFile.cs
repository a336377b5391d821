namespace MemberValue.Tests.Golden;

/// <summary>Where the golden data are: copied beside the test assembly.</summary>
internal static class GoldenFile
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", name);
}
