using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>The stored form of a state: its cells as bytes (<see cref="CellBytes"/>), or the sums of a summary (<see cref="SummaryJson"/>).</summary>
internal static class StateJson
{
    public static void Write(DocumentWriter to, MemberState member)
    {
        if (member.Cells is not { } cells)
        {
            to.Part("summary", part => SummaryJson.Write(part, member.ToSummary(null)));
            return;
        }

        to.Text("cells", Convert.ToBase64String(CellBytes.Write(cells.Cells)));
        if (!cells.Visits.IsEmpty)
            to.Text("visits", Convert.ToBase64String(CellBytes.Write(cells.Visits)));
        if (cells.Registration != MemberColumns.NoCell)
            to.Whole("registration", cells.Registration);
        if (cells.Kept is not null)
            to.Text("rows", Convert.ToBase64String(KeptBytes.Write(cells.Kept.Rows)));
    }

    /// <exception cref="FormatException">It is not a state: the message names what is wrong.</exception>
    public static MemberState Read(DocumentReader from, CellCalendar calendar, int recentCells, int gapOrdinals, string? currency)
    {
        if (from.Has("summary"))
        {
            return new MemberState(
                calendar, recentCells, gapOrdinals, from.Part("summary", part => new SummaryJson(part, calendar, recentCells).Read(new int[gapOrdinals])))
            {
                Currency = currency,
            };
        }

        var cells = Bytes(from, "cells", from.Text("cells"), calendar, CellBytes.Cells);
        VisitCell[] visits = from.TextOrNull("visits") is { } bytes ? Bytes(from, "visits", bytes, calendar, CellBytes.Visits) : [];
        return new MemberState(
            calendar, recentCells, gapOrdinals, new MemberCells(cells, visits, CellOrNone(from, "registration", calendar), Kept(from, calendar, cells)))
        {
            Currency = currency,
        };
    }

    private static KeptRows? Kept(DocumentReader from, CellCalendar calendar, WholeCell[] cells)
    {
        if (from.TextOrNull("rows") is not { } bytes)
            return null;
        var rows = Bytes(from, "rows", bytes, calendar, KeptBytes.Rows);
        if (KeptBytes.WhyNotIn(cells, rows) is { } why)
            throw from.Damaged($"rows: {why}");
        var kept = new KeptRows();
        foreach (ref readonly var row in rows.AsSpan())
            kept.TryAdd(row);
        return rows.Length == 0 ? null : kept;
    }

    /// <summary>A cell of the calendar; <see cref="MemberColumns.NoCell"/> where it is missing.</summary>
    public static int CellOrNone(DocumentReader from, string name, CellCalendar calendar)
    {
        if (from.WholeOrNull(name) is not { } cell)
            return MemberColumns.NoCell;
        return calendar.Holds(cell) ? cell : throw from.Damaged(
            $"{name} is {cell} and must be a cell of the calendar ({calendar}), in the years 1 to 9999");
    }

    private static T[] Bytes<T>(DocumentReader from, string name, string text, CellCalendar calendar, Reading<T> read)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count))
            throw from.Damaged($"{name} is '{text[..Math.Min(text.Length, 40)]}' and must be base64");
        try
        {
            return read(bytes.AsSpan(0, count), calendar);
        }
        catch (FormatException error)
        {
            throw from.Damaged($"{name}{error.Message}", error);
        }
    }

    private delegate T[] Reading<T>(ReadOnlySpan<byte> bytes, CellCalendar calendar);
}
