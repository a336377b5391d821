using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The first and the last line of saved states. The first names type, version and the rules that cells and purchases depend on, so that a
/// file of another kind is known before a member is read. The last holds what belongs to no one member; its presence tells that the file is whole.
/// </summary>
internal static class StatesFile
{
    public static StoredKind Stored { get; } = new("MemberStates", 1) { IsIndented = false };

    public static void WriteHeader(Stream stream, LogRules rules) => Stored.Write(stream, to =>
    {
        foreach (var (name, value) in rules.Reading())
            to.Text(name, value);
    });

    /// <exception cref="FormatException">The line is no such header, or of a newer version.</exception>
    /// <exception cref="ArgumentException">The states were saved under other rules.</exception>
    public static void ReadHeader(string line, LogRules rules)
    {
        var saved = Stored.Read(line, from => rules.Reading().Select(rule => from.TextOrNull(rule.Name)).ToList());
        foreach (var ((name, value), before) in rules.Reading().Zip(saved))
        {
            if (before != value)
                throw Error.Argument($"The states were saved with {name} = {before ?? "nothing"}; the rules have {value}.", nameof(rules));
        }
    }

    public static void WriteEnd(DocumentWriter to, int members, (int First, int Last)? seen, GapHistogram laterGaps)
    {
        to.Whole("members", members);
        to.Whole("firstCell", seen?.First);
        to.Whole("lastCell", seen?.Last);
        to.Parts("laterGaps", laterGaps.Completed(laterGaps.Ordinals), static (part, each) =>
        {
            part.Whole("gap", each.Gap);
            part.Whole("count", each.Count);
        });
    }

    public static bool IsEnd(DocumentReader from) => from.Has("members");

    /// <summary>Reads the last line: gives the first and last cell of any row, null without one.</summary>
    /// <exception cref="FormatException">The line is damaged, or members are missing.</exception>
    public static (int First, int Last)? ReadEnd(DocumentReader from, int members, GapHistogram laterGaps)
    {
        if (from.Whole("members", 0) is var expected && expected != members)
            throw from.Damaged($"the file holds {members} members and should hold {expected}");
        foreach (var (gap, count) in from.Parts("laterGaps", part => (part.Whole("gap", 1), part.Long("count", 1))))
            laterGaps.AddCompleted(laterGaps.Ordinals, gap, count);
        if (!from.Has("firstCell"))
            return null;
        var first = from.Whole("firstCell");
        return (first, from.Whole("lastCell", first));
    }
}
