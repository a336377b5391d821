using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Writing;

/// <summary>The file that a command writes: whole or not at all. - is standard output.</summary>
internal sealed class OutputFile
{
    private OutputFile(string name) => Name = name;

    public string Name { get; }

    public bool IsStandardOutput => Name == "-";

    /// <summary>The ending in lower case, such as .csv; empty for standard output.</summary>
    public string Ending => Path.GetExtension(Name).ToLowerInvariant();

    /// <summary>Checks a file before any work is done.</summary>
    /// <param name="name">The name.</param>
    /// <param name="inputs">The files that are read.</param>
    /// <param name="endings">The endings that the command can write.</param>
    /// <exception cref="UserError">Its folder is missing, it is a folder or one of the files that are read, or it has another ending.</exception>
    public static OutputFile Of(string name, IReadOnlyList<string> inputs, params string[] endings)
    {
        var file = new OutputFile(name);
        if (file.IsStandardOutput)
            return file;
        if (!endings.Contains(file.Ending))
        {
            var allowed = endings.Length == 1 ? endings[0] : $"{string.Join(", ", endings.SkipLast(1))} or {endings[^1]}";
            throw new UserError(
                $"--output is '{name}'; its ending must be {allowed}.",
                $"--output 是“{name}”；扩展名应为 {string.Join("、", endings)}。");
        }

        if (Directory.Exists(name))
            throw new UserError($"--output is '{name}', which is a folder.", $"--output 是“{name}”，它是文件夹。");
        var path = Path.GetFullPath(name);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new UserError($"--output is '{name}', and there is no folder {Path.GetDirectoryName(name)}.",
                $"--output 是“{name}”，而文件夹 {Path.GetDirectoryName(name)} 不存在。");
        return inputs.Any(input => input != "-" && Path.GetFullPath(input) == path)
            ? throw new UserError($"--output is '{name}', which is one of the files to read.", $"--output 是“{name}”，它也是要读取的文件。")
            : file;
    }

    /// <summary>Writes the file, beside it first, so that a failure leaves what was there.</summary>
    public void Write(Terminal terminal, Action<Stream> write, CancellationToken cancellationToken)
    {
        if (IsStandardOutput)
        {
            using var output = terminal.OpenOut();
            write(output);
            output.Flush();
            return;
        }

        var draft = $"{Name}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
                write(stream);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(draft, Name, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
