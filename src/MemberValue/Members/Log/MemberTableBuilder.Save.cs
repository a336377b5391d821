using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>Writes all states as JSON lines: a header, one line per member, and an end.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="keyJson">How a key is written; null for text, int, long and GUID keys.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null.</exception>
    public void Save(Stream stream, JsonTypeInfo<TKey>? keyJson = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var keys = new KeyJson<TKey>(keyJson);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var to = new DocumentWriter(json, writesNulls: false);
        StatesFile.WriteHeader(stream, Rules, Currency);
        var idsFrom = Math.Max(_reader.IdsFrom, Rules.RowIdCells == 0 || _firstSeen > _lastSeen ? int.MinValue : _lastSeen - (long)Rules.RowIdCells + 1);
        var loads = (_load.IsEmpty ? _earlierLoads : [_load, .. _earlierLoads]).Take(LoadDigest.Kept);
        stream.WriteByte((byte)'\n');
        for (var member = 0; member < Count; member++)
        {
            var state = StateAt(member).WithIdsFrom((int)Math.Max(idsFrom, int.MinValue));
            json.WriteStartObject();
            json.WritePropertyName("key");
            keys.Write(json, Index[member]);
            StateJson.Write(to, state);
            json.WriteEndObject();
            EndLine(stream, buffer, json);
        }

        // Its presence shows that the file is complete.
        json.WriteStartObject();
        StatesFile.WriteEnd(to, Count, _firstSeen > _lastSeen ? null : (_firstSeen, _lastSeen), _laterGaps, _forgottenGaps);
        StatesFile.WriteLoads(to, loads, idsFrom);
        json.WriteEndObject();
        EndLine(stream, buffer, json);
    }

    private static void EndLine(Stream stream, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json)
    {
        json.Flush();
        stream.Write(buffer.WrittenSpan);
        stream.WriteByte((byte)'\n');
        buffer.ResetWrittenCount();
        json.Reset();
    }

    /// <summary>Adds a line of saved states; returns whether it is the last one.</summary>
    internal bool AddLine(string text, long line, KeyJson<TKey> keys)
    {
        _hasStates = true;
        // A state that extends beyond the window is not a damage of the file, so it is added outside of the reading.
        var saved = StatesFile.Stored.ReadLine(text, line, from =>
        {
            if (StatesFile.IsEnd(from))
            {
                ReadEnd(from);
                return ((TKey, MemberState)?)null;
            }

            var element = from.JsonOrNull("key") ?? throw from.Damaged("key is missing");
            var key = keys.Read(from, "key", element);
            if (Index.Find(key) >= 0)
                throw from.Damaged($"key is {element.GetRawText()}, and an earlier line is of the same member");
            return (key, StateJson.Read(from, Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, Currency));
        });
        if (saved is var (member, state))
            Add(member, state);
        return saved is null;
    }

    private void ReadEnd(DocumentReader from)
    {
        var later = _cells is not null ? 0 : Enumerable.Range(0, Count).Sum(member => LaterGapsOf(RunningAt(member)));
        _forgottenGaps = StatesFile.ReadEnd(from, Rules.Calendar, Count, later, _laterGaps, out var first, out var last);
        if (_firstSeen <= _lastSeen && (first > _firstSeen || last < _lastSeen))
            throw from.Damaged($"firstCell and lastCell are {first} and {last}, and the members have cells outside of them");
        (_earlierLoads, _reader.IdsFrom) = StatesFile.ReadLoads(from);
        if (first == MemberColumns.NoCell)
            return;
        See(first);
        See(last);
    }
}
