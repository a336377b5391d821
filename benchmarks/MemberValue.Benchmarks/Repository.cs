namespace MemberValue.Benchmarks;

internal static class Repository
{
    /// <summary>A path in the repository, found upwards from the program; below the current folder when run elsewhere.</summary>
    public static string PathOf(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MemberValue.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine([folder ?? Environment.CurrentDirectory, .. parts]);
    }
}
