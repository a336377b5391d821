namespace MemberValue.Tool.Profiles;

/// <summary>The names of a file's columns. Upper and lower case, blanks, hyphens and underscores make no difference.</summary>
internal sealed class Header
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);

    public Header(IReadOnlyList<string> names)
    {
        Names = names;
        for (var column = 0; column < names.Count; column++)
        {
            var name = Plain(names[column]);
            if (!_columns.TryAdd(name, column))
                _twice.Add(name);
        }
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The names in one line.</summary>
    public string Line => string.Join(", ", Names.Select(name => name.Length == 0 ? "(blank)" : name));

    public bool Has(string name) => _columns.ContainsKey(Plain(name));

    /// <exception cref="UserError">The header has the name twice.</exception>
    public int? Find(string name)
    {
        var plain = Plain(name);
        if (_twice.Contains(plain))
            throw new UserError($"The header has the column '{name}' twice.", $"表头中列“{name}”出现两次。");
        return _columns.TryGetValue(plain, out var column) ? column : null;
    }

    private static string Plain(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-'))).ToLowerInvariant();
}
