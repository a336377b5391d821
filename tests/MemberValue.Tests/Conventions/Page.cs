using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MemberValue.Tests.Conventions;

/// <summary>One page of the documentation: the README, or a Markdown file below docs. What stands in a fenced block is code; all else is prose.</summary>
internal sealed partial class Page
{
    private readonly List<Fence> _fences = [];
    private readonly List<(int Number, string Text)> _prose = [];

    private Page(string file, string[] lines)
    {
        File = file;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var mark = line.Length > 0 ? line[..^line.TrimStart(line[0]).Length] : "";
            if (mark.Length < 3 || mark[0] is not ('`' or '~'))
            {
                _prose.Add((i + 1, lines[i]));
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, next => next.Trim().StartsWith(mark, StringComparison.Ordinal) && next.Trim().Trim(mark[0]).Length == 0);
            end = end < 0 ? lines.Length : end;
            _fences.Add(new Fence(i + 1, line[mark.Length..].Trim(), i == 0 ? "" : lines[i - 1].Trim(), lines[(i + 1)..end]));
            i = end;
        }
    }

    /// <summary>The README and all pages below docs.</summary>
    public static IEnumerable<Page> All => Repository.Files("docs", "*.md").Append("README.md").Select(file => new Page(file, Repository.Lines(file)));

    /// <summary>The file, relative to the root.</summary>
    public string File { get; }

    /// <summary>The fenced blocks, in order.</summary>
    public IReadOnlyList<Fence> Fences => _fences;

    /// <summary>The headings, in order, with their level.</summary>
    public IEnumerable<(int Level, string Text)> Headings =>
        from line in _prose
        let match = Heading().Match(line.Text)
        where match.Success
        select (match.Groups[1].Length, match.Groups[2].Value);

    /// <summary>
    /// What a link can go to, as GitHub makes it of a heading: lower case, without punctuation, a hyphen for each space; the second of the same
    /// name ends with -1, the next with -2.
    /// </summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (_, text) in Headings)
            {
                var slug = Slug(text);
                var anchor = slug;
                for (var again = 1; !anchors.Add(anchor); again++)
                    anchor = $"{slug}-{again}";
            }

            return anchors;
        }
    }

    /// <summary>The lines outside fenced blocks, without what stands between backticks.</summary>
    public IEnumerable<(int Number, string Text)> Prose => _prose.Select(line => (line.Number, InlineCode().Replace(line.Text, "")));

    /// <summary>The targets of the links in the prose.</summary>
    public IEnumerable<(int Line, string Target)> Links =>
        from line in Prose
        from match in Link().Matches(line.Text).Concat(AutoLink().Matches(line.Text)).Concat(Definition().Matches(line.Text))
        select (line.Number, match.Groups[1].Value);

    /// <summary>A page of some lines, for the tests of the tests.</summary>
    public static Page Of(string file, params string[] lines) => new(file, lines);

    /// <summary>The prose below a heading of the second level, up to the next one.</summary>
    public string Section(string heading) => string.Join(
        '\n', _prose.Select(line => line.Text).SkipWhile(line => line != "## " + heading)
            .Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)));

    private static string Slug(string heading)
    {
        var text = LinkText().Replace(heading, "$1").Replace("*", "", StringComparison.Ordinal).Trim();
        var slug = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ')
                slug.Append('-');
            else if (rune.Value is '-' or '_' || Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
                slug.Append(Rune.ToLowerInvariant(rune));
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"^(#{1,6}) +(.*?) *#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("(`+).*?\\1")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(\s*([^)\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"<((?:https?|ftp|mailto):[^>\s]*)>")]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"^ {0,3}\[[^\]]+\]:\s*(\S+)")]
    private static partial Regex Definition();

    /// <summary>A fenced block: where it begins, its language, the line directly above it, and its lines.</summary>
    internal sealed record Fence(int Line, string Language, string Above, string[] Lines);
}
