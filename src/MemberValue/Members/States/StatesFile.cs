using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The first and the last line of saved states. The first names type, version and the rules that cells and purchases depend on, so that a file of another
/// kind is recognised before a member is read. The last holds what belongs to no single member; its presence shows that the file is complete.
/// </summary>
internal static class StatesFile
{
    public static StoredKind Stored { get; } = new("MemberStates", 1) { IsIndented = false };

    public static void WriteHeader(Stream stream, LogRules rules, string? currency) =>
        Stored.Write(stream, to => WriteRules(to, rules, currency));

    /// <summary>Writes the rules and the currency of whatever is saved with them.</summary>
    public static void WriteRules(DocumentWriter to, LogRules rules, string? currency)
    {
        foreach (var (name, value) in rules.Reading())
            to.Text(name, value);
        to.Text("currency", currency);
    }

    /// <summary>Reads the first line, and returns the currency of the states.</summary>
    /// <exception cref="FormatException">The line is not such a header, or is of a newer version.</exception>
    /// <exception cref="ArgumentException">The states were saved under other rules, or are in another currency.</exception>
    public static string? ReadHeader(string line, LogRules rules)
    {
        var (saved, currency) = Stored.Read(line, from => ReadRules(from, rules));
        RequireRules(rules, saved, currency);
        return currency;
    }

    /// <summary>Reads rules and currency, to be compared with the caller's once the line is read.</summary>
    /// <exception cref="FormatException">They are not rules.</exception>
    public static (List<string> Saved, string? Currency) ReadRules(DocumentReader from, LogRules rules)
    {
        var currency = from.TextOrNull("currency");
        Check(from);
        return (rules.Reading().Select(rule => from.Text(rule.Name)).ToList(), currency);
    }

    /// <exception cref="ArgumentException">They were saved under other rules, or are in another currency.</exception>
    public static void RequireRules(LogRules rules, List<string> saved, string? currency)
    {
        foreach (var ((name, value), before) in rules.Reading().Zip(saved))
        {
            if (before != value)
                throw Error.Argument($"The states were saved with {name} = {before}; the rules have {value}.", nameof(rules));
        }

        Currencies.RequireSame(rules.Currency, currency, nameof(rules));
    }

    /// <summary>What is no rule at all is damage; a rule that is not the caller's is not.</summary>
    private static void Check(DocumentReader from)
    {
        from.Name<EventGrain>("grain");
        from.Name<DayOfWeek>("firstDayOfWeek");
        from.Name<RefundPolicy>("refunds");
        from.Name<ZeroAmountPolicy>("zeroAmounts");
        from.Name<LongAmountPolicy>("longAmounts");
        if (from.Text("timeZone") is var zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw from.Damaged($"timeZone is '{zone}' and must be the id of a zone that this system knows");
        CheckCount("recentCells", 0, LogRules.MaxRecentCells);
        CheckCount("gapOrdinals", 1, LogRules.MaxGapOrdinals);

        void CheckCount(string name, int least, int most)
        {
            var text = from.Text(name);
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < least || count > most)
                throw from.Damaged($"{name} is '{text}' and must be a whole number from {least} to {most}");
        }
    }

    /// <summary>Writes what was loaded, and from which cell on the identities of rows are saved.</summary>
    public static void WriteLoads(DocumentWriter to, IEnumerable<LoadDigest> loads, long idsFrom)
    {
        to.Whole("idsFrom", idsFrom > int.MinValue ? idsFrom : null);
        to.Parts("loads", loads, static (part, load) =>
        {
            part.Whole("sales", load.Sales);
            part.Whole("refunds", load.Refunds);
            part.Text("amount", load.Amount.ToString(CultureInfo.InvariantCulture));
            part.Text("cells", load.Cells.ToString(CultureInfo.InvariantCulture));
        });
    }

    public static (LoadDigest[] Loads, int IdsFrom) ReadLoads(DocumentReader from)
    {
        static Int128 Sum(DocumentReader part, string name) =>
            Int128.TryParse(part.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sum)
                ? sum : throw part.Damaged($"{name} must be a whole number");
        var loads = from.PartsOrNull("loads", part =>
            new LoadDigest(part.Long("sales", 0), part.Long("refunds", 0), Sum(part, "amount"), Sum(part, "cells"))) ?? [];
        return (loads, from.WholeOrNull("idsFrom") ?? int.MinValue);
    }

    public static void WriteEnd(DocumentWriter to, int members, (int First, int Last)? seen, GapHistogram laterGaps, long forgottenGaps)
    {
        to.Whole("members", members);
        to.Whole("firstCell", seen?.First);
        to.Whole("lastCell", seen?.Last);
        to.Parts("laterGaps", laterGaps.Completed(laterGaps.Ordinals), static (part, each) =>
        {
            part.Whole("gap", each.Gap);
            part.Whole("count", each.Count);
        });
        to.Whole("forgottenGaps", forgottenGaps > 0 ? forgottenGaps : null);
    }

    public static bool IsEnd(DocumentReader from) => from.Has("members");

    /// <summary>Reads the last line.</summary>
    /// <param name="from">The line.</param>
    /// <param name="calendar">What cells are.</param>
    /// <param name="members">How many members were read.</param>
    /// <param name="later">How many gaps their summaries do not keep one by one.</param>
    /// <param name="laterGaps">Receives those gaps.</param>
    /// <param name="first">The first cell of any row; <see cref="MemberColumns.NoCell"/> without one.</param>
    /// <param name="last">The last cell of any row; <see cref="MemberColumns.NoCell"/> without one.</param>
    /// <returns>How many of the later gaps are those of members who were removed.</returns>
    /// <exception cref="FormatException">The line is damaged, or members are missing.</exception>
    public static long ReadEnd(
        DocumentReader from, CellCalendar calendar, int members, long later, GapHistogram laterGaps, out int first, out int last)
    {
        if (from.Whole("members", 0) is var expected && expected != members)
            throw from.Damaged($"the file holds {members} members and should hold {expected}");
        var forgotten = from.Has("forgottenGaps") ? from.Long("forgottenGaps", 1) : 0;
        Int128 recorded = 0;
        foreach (var (gap, count) in from.Parts("laterGaps", part => (part.Whole("gap", 1), part.Long("count", 1))))
        {
            recorded += count;
            if (recorded > (Int128)later + forgotten)
                throw from.Damaged($"laterGaps has at least {recorded} gaps, and the members have {later}");
            laterGaps.AddCompleted(laterGaps.Ordinals, gap, count);
        }

        first = StateJson.CellOrNone(from, "firstCell", calendar);
        last = StateJson.CellOrNone(from, "lastCell", calendar);
        if ((first == MemberColumns.NoCell) != (last == MemberColumns.NoCell) || first > last)
            throw from.Damaged($"firstCell is {first} and lastCell is {last}; both must be there, the first not after the last");
        return forgotten;
    }
}
