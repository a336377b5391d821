using MemberValue.Members;

namespace MemberValue.Tool.Profiles;

/// <summary>A profile and where its columns stand in a header.</summary>
internal sealed class ProfileMatch
{
    private readonly int[] _columns; // by role, -1 where there is none

    private ProfileMatch(ExportProfile profile, Header header, bool isRecognized, int[] columns) =>
        (Profile, Header, IsRecognized, _columns) = (profile, header, isRecognized, columns);

    public ExportProfile Profile { get; }

    public Header Header { get; }

    /// <summary>Whether it was recognised from the header, and not named by the user.</summary>
    public bool IsRecognized { get; }

    /// <summary>The position of a role's column; -1 where the file has none.</summary>
    public int this[ColumnRole role] => _columns[(int)role];

    /// <summary>The role of the column that has the day.</summary>
    public ColumnRole TimeRole => this[ColumnRole.Time] >= 0 ? ColumnRole.Time : ColumnRole.Date;

    /// <summary>The roles that have a column, with its name in the file.</summary>
    public IEnumerable<(ColumnRole Role, string Column)> Used =>
        ColumnRoles.All.Where(role => this[role] >= 0).Select(role => (role, Header.Names[this[role]]));

    /// <summary>Whether the rows say what was bought.</summary>
    public bool HasLines => this[ColumnRole.Item] >= 0 || this[ColumnRole.Category] >= 0;

    /// <summary>The name of a role's column in the file.</summary>
    public string NameOf(ColumnRole role) => Header.Names[this[role]];

    /// <summary>Finds the profile of a header.</summary>
    /// <param name="header">The header.</param>
    /// <param name="named">The profile that the user named; null to recognise it.</param>
    /// <param name="columns">Columns that the user named, which take the place of the profile's candidates.</param>
    /// <exception cref="UserError">No profile or several, or a column that is needed is missing or not clear.</exception>
    public static ProfileMatch Of(Header header, ExportProfile? named, IReadOnlyDictionary<ColumnRole, string> columns)
    {
        var profile = named ?? Recognize(header);
        var places = new int[ColumnRoles.All.Count];
        foreach (var role in ColumnRoles.All)
            places[(int)role] = Place(header, profile, role, columns);
        var match = new ProfileMatch(profile, header, named is null, places);
        match.Require(named);
        return match;
    }

    private static ExportProfile Recognize(Header header)
    {
        var found = BuiltInProfiles.All.Where(profile => !profile.IsGeneral && profile.RecognizedBy.All(header.Has)).ToList();
        found.RemoveAll(profile => found.Exists(other => other.RecognizedBy.Count > profile.RecognizedBy.Count
            && profile.RecognizedBy.All(other.RecognizedBy.Contains))); // one that asks for more columns is the special one
        if (found.Count > 1)
        {
            var names = found.Select(profile => profile.Name).ToList();
            throw new UserError(
                $"The header suits several profiles: {string.Join(", ", names)}. Say which with --profile.",
                $"表头符合多种格式：{string.Join("、", names)}。请用 --profile 指定。");
        }

        return found.Count == 1 ? found[0] : BuiltInProfiles.All.First(profile => profile.IsGeneral);
    }

    private static int Place(Header header, ExportProfile profile, ColumnRole role, IReadOnlyDictionary<ColumnRole, string> columns)
    {
        if (columns.TryGetValue(role, out var given))
        {
            return header.Find(given) ?? throw new UserError(
                $"There is no column '{given}' for {ColumnRoles.NameOf(role)}. The header has: {header.Line}.",
                $"没有列“{given}”（用作{ColumnRoles.WordsOf(role).Chinese}）。表头为：{header.Line}。");
        }

        if (role == ColumnRole.Time && columns.ContainsKey(ColumnRole.Date))
            return -1; // the day was named, and stands in place of a column with both
        var found = (profile.Columns.GetValueOrDefault(role) ?? []).Select(header.Find).OfType<int>().Distinct().ToList();
        if (found.Count == 0)
            return -1;
        if (profile.IsGeneral && found.Count > 1 && role is not (ColumnRole.Item or ColumnRole.Category)) // these decide no money
        {
            var names = found.Select(column => header.Names[column]).ToList();
            var (option, words) = (ColumnRoles.NameOf(role), ColumnRoles.WordsOf(role));
            throw new UserError(
                $"Each of the columns {string.Join(", ", names)} could be the {words.English}. Say which, such as --column \"{option}={names[0]}\".",
                $"以下各列都可能是{words.Chinese}：{string.Join("、", names)}。请指定，例如 --column \"{option}={names[0]}\"。");
        }

        return found[0];
    }

    private void Require(ExportProfile? named)
    {
        var lacks = new List<ColumnRole>();
        if (this[ColumnRole.Member] < 0)
            lacks.Add(ColumnRole.Member);
        if (this[ColumnRole.Time] < 0 && this[ColumnRole.Date] < 0)
            lacks.Add(Profile.Columns.ContainsKey(ColumnRole.Time) ? ColumnRole.Time : ColumnRole.Date);
        if (this[ColumnRole.Amount] < 0 && (this[ColumnRole.Quantity] < 0 || this[ColumnRole.Price] < 0))
            lacks.Add(ColumnRole.Amount);
        if (Profile.Rows != RowKind.Line && this[ColumnRole.Order] < 0)
            lacks.Add(ColumnRole.Order);
        if (lacks.Count == 0)
            return;
        var (role, words) = (ColumnRoles.NameOf(lacks[0]), Text.Of(
            string.Join(", ", lacks.Select(each => ColumnRoles.WordsOf(each).English + Known(each))),
            string.Join("、", lacks.Select(each => ColumnRoles.WordsOf(each).Chinese + Known(each)))));
        var names = string.Join(", ", BuiltInProfiles.Names);
        throw named is null
            ? new UserError(
                $"The file is not recognised: there is no column for {words.English}. The header has: {Header.Line}. Name the column, such as "
                    + $"--column {role}=NAME, or the profile: --profile {names}, or a file of your own (membervalue formats).",
                $"无法识别该文件：缺少{words.Chinese}对应的列。表头为：{Header.Line}。请指定列，例如 --column {role}=列名，"
                    + $"或用 --profile 指定格式：{names}，或您自己的规则文件（见 membervalue formats）。")
            : new UserError(
                $"The profile {Profile.Name} needs a column for {words.English}. The header has: {Header.Line}.",
                $"格式 {Profile.Name} 需要{words.Chinese}对应的列。表头为：{Header.Line}。");

        // The general profile has too many names to list them.
        string Known(ColumnRole each) =>
            !Profile.IsGeneral && Profile.Columns.TryGetValue(each, out var candidates) ? $" ({string.Join(" / ", candidates)})" : "";
    }
}
