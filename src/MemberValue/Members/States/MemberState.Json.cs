using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class MemberState : IWritesJson
{
    private static readonly StoredKind Stored = new("MemberState", 1) { IsIndented = false };

    /// <summary>The state as one line of JSON with type, version, and the calendar and options that it depends on.</summary>
    /// <returns>The JSON.</returns>
    public string ToJson() => Stored.Write(to =>
    {
        to.Calendar(Calendar);
        to.Whole("recentCells", RecentCells);
        to.Whole("gapOrdinals", GapOrdinals);
        to.Text("currency", Currency);
        StateJson.Write(to, this);
    });

    /// <summary>Reads a state that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not JSON or not a state, is damaged, or was written by a newer version; the message says
    /// which.</exception>
    public static MemberState FromJson(string json) => Stored.Read(json, from => StateJson.Read(
        from, from.Calendar(), from.Whole("recentCells", 0, LogRules.MaxRecentCells), from.Whole("gapOrdinals", 1, LogRules.MaxGapOrdinals),
        from.TextOrNull("currency")));

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
