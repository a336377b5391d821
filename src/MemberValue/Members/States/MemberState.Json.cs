using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MemberValue.Members;

public sealed partial class MemberState
{
    internal const int JsonVersion = 1;

    /// <summary>The state as one line of JSON with a version, the calendar and the options that it depends on.</summary>
    /// <returns>The JSON.</returns>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", JsonVersion);
            json.WriteString("grain", Calendar.Grain.ToString());
            json.WriteString("firstDayOfWeek", Calendar.FirstDayOfWeek.ToString());
            json.WriteNumber("recentCells", RecentCells);
            json.WriteNumber("gapOrdinals", _gaps.Length);
            StateJson.Write(json, _state, _gaps, _recent);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">Not JSON, not a state, damaged, or of a newer version: the message says which.</exception>
    public static MemberState FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = StateJson.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw StateJson.Bad("it must be an object");
        CheckVersion(root);
        var recentCells = StateJson.Whole(root, "recentCells", null);
        var ordinals = StateJson.Whole(root, "gapOrdinals", null);
        if (recentCells is < 0 or > LogRules.MaxRecentCells || ordinals is < 1 or > LogRules.MaxGapOrdinals)
            throw StateJson.Bad($"'recentCells' must be 0 to {LogRules.MaxRecentCells} and 'gapOrdinals' 1 to {LogRules.MaxGapOrdinals}");
        var calendar = CellCalendar.Of(Name<EventGrain>(root, "grain"), Name<DayOfWeek>(root, "firstDayOfWeek"));
        var gaps = new int[ordinals];
        var state = StateJson.Read(root, gaps, recentCells, out var recent);
        return new MemberState(calendar, recentCells, state, gaps, recent);
    }

    internal static void CheckVersion(JsonElement root)
    {
        var version = StateJson.Whole(root, "version", null);
        if (version != JsonVersion)
            throw StateJson.Bad($"it is of version {version}, and this library reads version {JsonVersion}");
    }

    internal static T Name<T>(JsonElement element, string name)
        where T : struct, Enum
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && Enum.TryParse<T>(value.GetString(), out var parsed) && Enum.IsDefined(parsed))
        {
            return parsed;
        }

        throw StateJson.Bad($"'{name}' must be one of {string.Join(", ", Enum.GetNames<T>())}");
    }
}
