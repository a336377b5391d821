using System.Text.RegularExpressions;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>
/// Rooms are the folders of the library, two levels deep: <c>Members</c>, <c>Members/Log</c>. A room lower down is part of the one above it. No two rooms know each
/// other, directly or by way of others; internal types and the bodies of methods count.
/// </summary>
public partial class RoomTests
{
    private const string Library = "src/MemberValue";
    private const int MostFilesInAFolder = 25;

    /// <summary>Cycles that are still there, as "room -> room" lines that are not counted. Goes with the last of them.</summary>
    private static readonly HashSet<string> Known = [];

    [Fact]
    public void No_cycle_between_rooms()
    {
        var arrows = Arrows().Where(arrow => !Known.Contains(arrow.Key)).ToList();
        var next = arrows.ToLookup(arrow => arrow.Value.From, arrow => arrow.Value.To);
        Repository.NoViolation(
            from arrow in arrows
            where Reaches(next, arrow.Value.To, arrow.Value.From)
            select $"{arrow.Key} lies on a cycle: {arrow.Value.Example}");
    }

    [Fact]
    public void Every_known_cycle_is_still_there()
    {
        var arrows = Arrows();
        Repository.NoViolation(Known.Where(known => !arrows.ContainsKey(known)).Select(known => $"{known} is gone: take it off the list"));
    }

    [Fact]
    public void No_folder_is_too_full() => Repository.NoViolation(
        from folder in Repository.Files("src", "*.cs").GroupBy(file => Path.GetDirectoryName(file)!)
        where folder.Count() > MostFilesInAFolder
        select $"{folder.Key} has {folder.Count()} files, and {MostFilesInAFolder} are the most");

    [Fact]
    public void A_cycle_is_found()
    {
        var next = new[] { ("a", "b"), ("b", "c"), ("c", "a"), ("c", "d") }.ToLookup(pair => pair.Item1, pair => pair.Item2);
        Assert.True(Reaches(next, "b", "a"));
        Assert.False(Reaches(next, "d", "c"));
    }

    /// <summary>Every arrow from room to room, with one pair of types as the example.</summary>
    private static SortedDictionary<string, (string From, string To, string Example)> Arrows()
    {
        var roomOf = Rooms();
        var arrows = new SortedDictionary<string, (string, string, string)>(StringComparer.Ordinal);
        foreach (var type in typeof(MemberColumns).Assembly.GetTypes())
        {
            if (!roomOf.TryGetValue(NameOf(type), out var from))
                continue;
            foreach (var target in TypeReferences.Of(type).Where(target => target.Assembly == type.Assembly))
            {
                if (roomOf.TryGetValue(NameOf(target), out var to) && from != to)
                    arrows.TryAdd($"{from} -> {to}", (from, to, $"{NameOf(type)} knows {NameOf(target)}"));
            }
        }

        Assert.True(arrows.Count > 50);
        return arrows;
    }

    /// <summary>The room of every top-level type, by full name without arity.</summary>
    private static Dictionary<string, string> Rooms()
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Repository.Files(Library, "*.cs"))
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, file));
            if (!Namespace().IsMatch(text))
                continue;
            var space = Namespace().Match(text).Groups[1].Value;
            var room = string.Join('/', Path.GetDirectoryName(file)![Library.Length..].Trim('/', '\\').Split('/', '\\').Take(2));
            foreach (Match declared in Declaration().Matches(text))
            {
                var name = $"{space}.{declared.Groups[1].Value}";
                Assert.True(rooms.TryAdd(name, room) || rooms[name] == room, $"{name} is declared in {rooms[name]} and in {room}");
            }
        }

        return rooms;
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var (seen, open) = (new HashSet<string> { from }, new Stack<string>([from]));
        while (open.TryPop(out var room))
        {
            if (room == to)
                return true;
            foreach (var other in next[room].Where(seen.Add))
                open.Push(other);
        }

        return false;
    }

    private static string NameOf(Type type) => type.DeclaringType is { } outer ? NameOf(outer) : $"{type.Namespace}.{type.Name.Split('`')[0]}";

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public |internal |static |sealed |abstract |readonly |partial |ref |unsafe )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>\[\]?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
