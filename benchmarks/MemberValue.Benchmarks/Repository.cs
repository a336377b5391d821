namespace MemberValue.Benchmarks;

internal static class Repository
{
    /// <summary>A folder below .artifacts, found upwards from the program; below the current folder when run elsewhere.</summary>
    public static string ArtifactsPath(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MemberValue.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? Environment.CurrentDirectory, ".artifacts", name);
    }
}
