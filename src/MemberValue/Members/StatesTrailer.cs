using System.Text.Json;

namespace MemberValue.Members;

/// <summary>The last line of saved states: format, version, the rules that cells and purchases depend on, and what belongs to no one member.</summary>
internal static class StatesTrailer
{
    private const string Format = "membervalue.states";

    public static void Write(Utf8JsonWriter json, LogRules rules, int members, GapHistogram laterGaps)
    {
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", MemberState.JsonVersion);
        foreach (var (name, value) in rules.Reading())
            json.WriteString(name, value);
        json.WriteNumber("members", members);
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

    /// <exception cref="JsonException">The line is damaged or of a newer version, or members are missing.</exception>
    /// <exception cref="ArgumentException">The states were saved under other rules.</exception>
    public static void Read(JsonElement line, LogRules rules, int members, GapHistogram laterGaps)
    {
        if (line.GetProperty("format").ValueKind != JsonValueKind.String || line.GetProperty("format").GetString() != Format)
            throw StateJson.Bad($"'format' must be {Format}");
        MemberState.CheckVersion(line);
        foreach (var (name, value) in rules.Reading())
        {
            var saved = line.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
            if (saved != value)
                throw new ArgumentException($"The states were saved with {name} = {saved ?? "nothing"}; the rules have {value}.", nameof(rules));
        }

        if (StateJson.Whole(line, "members", null) is var expected && expected != members)
            throw StateJson.Bad($"the file holds {members} members and should hold {expected}");
        if (!line.TryGetProperty("laterGaps", out var gaps) || gaps.ValueKind != JsonValueKind.Array)
            throw StateJson.Bad("'laterGaps' must be an array");
        foreach (var pair in gaps.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || !pair[0].TryGetInt32(out var gap) || !pair[1].TryGetInt64(out var count) || gap < 1 || count < 1)
                throw StateJson.Bad("'laterGaps' must hold pairs of gap and count");
            laterGaps.AddCompleted(laterGaps.Ordinals, gap, count);
        }
    }
}
