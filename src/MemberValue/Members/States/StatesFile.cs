using System.Text.Json;

namespace MemberValue.Members;

/// <summary>
/// The first and the last line of saved states. The first names format, version and the rules that cells and purchases depend on, so that a
/// file of another kind is known before a member is read. The last holds what belongs to no one member; its presence tells that the file is whole.
/// </summary>
internal static class StatesFile
{
    private const string Format = "membervalue.states";

    public static void WriteHeader(Utf8JsonWriter json, LogRules rules)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", MemberState.JsonVersion);
        foreach (var (name, value) in rules.Reading())
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">The line is no such header, or of a newer version.</exception>
    /// <exception cref="ArgumentException">The states were saved under other rules.</exception>
    public static void ReadHeader(JsonElement line, LogRules rules)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
        {
            throw StateJson.Bad($"'format' must be {Format}");
        }

        MemberState.CheckVersion(line);
        foreach (var (name, value) in rules.Reading())
        {
            var saved = line.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
            if (saved != value)
                throw new ArgumentException($"The states were saved with {name} = {saved ?? "nothing"}; the rules have {value}.", nameof(rules));
        }
    }

    public static void WriteEnd(Utf8JsonWriter json, int members, (int First, int Last)? seen, GapHistogram laterGaps)
    {
        json.WriteStartObject();
        json.WriteNumber("members", members);
        if (seen is var (first, last))
        {
            json.WriteNumber("firstCell", first);
            json.WriteNumber("lastCell", last);
        }

        json.WriteStartArray("laterGaps");
        foreach (var (gap, count) in laterGaps.Completed(laterGaps.Ordinals))
        {
            json.WriteStartArray();
            json.WriteNumberValue(gap);
            json.WriteNumberValue(count);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static bool IsEnd(JsonElement line) => line.ValueKind == JsonValueKind.Object && line.TryGetProperty("members", out _);

    /// <summary>Reads the last line: gives the first and last cell of any row, null without one.</summary>
    /// <exception cref="FormatException">The line is damaged, or members are missing.</exception>
    public static (int First, int Last)? ReadEnd(JsonElement line, int members, GapHistogram laterGaps)
    {
        if (StateJson.Whole(line, "members", null) is var expected && expected != members)
            throw StateJson.Bad($"the file holds {members} members and should hold {expected}");
        if (!line.TryGetProperty("laterGaps", out var gaps) || gaps.ValueKind != JsonValueKind.Array)
            throw StateJson.Bad("'laterGaps' must be an array");
        foreach (var pair in gaps.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || !pair[0].TryGetInt32(out var gap) || !pair[1].TryGetInt64(out var count)
                || gap < 1 || count < 1)
                throw StateJson.Bad("'laterGaps' must hold pairs of gap and count");
            laterGaps.AddCompleted(laterGaps.Ordinals, gap, count);
        }

        if (!line.TryGetProperty("firstCell", out _))
            return null;
        var (first, last) = (StateJson.Whole(line, "firstCell", null), StateJson.Whole(line, "lastCell", null));
        return first <= last ? (first, last) : throw StateJson.Bad("'firstCell' must not lie after 'lastCell'");
    }
}
