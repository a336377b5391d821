using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>One member's running state, all rows so far folded in.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The state, or null when there is no such member.</returns>
    public MemberState? StateOf(TKey key)
    {
        var member = _index.Find(key);
        return member < 0 ? null : StateAt(member, new GapHistogram(Rules.GapOrdinals));
    }

    /// <summary>Adds a saved state of one member: rows that this builder did not read.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="state">The state of the member's rows before or after those in this builder; they may share the cell where they meet.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The state overlaps this builder's rows in time, reaches out of the window, or differs in calendar,
    /// recent cells or gap ordinals.</exception>
    /// <remarks>
    /// In a log of any order, rows that come later may still lie before or after the saved cells or in the first or last of them; a row that
    /// would have to go between is counted as <see cref="SkipReasons.Late"/>. The report counts only rows that this builder read.
    /// </remarks>
    public void Add(TKey key, MemberState state)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(state);
        state.Match(Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, nameof(state));
        if (state.FirstCell < Rules.FirstCell || state.LastCell > Rules.LastCell || state.State.Cold.Registration > Rules.LastCell)
        {
            var first = state.FirstCell ?? state.LastCell ?? state.State.Cold.Registration;
            var last = Math.Max(state.LastCell ?? MemberColumns.NoCell, state.State.Cold.Registration);
            throw Error.Argument(
                $"The state of '{key}' has cells from {Rules.Calendar.Format(first)} through {Rules.Calendar.Format(last)}, outside the builder's window.",
                nameof(state));
        }

        AddState(key, state.State, state.Gaps, state.Recent);
    }

    /// <summary>Adds all that another builder has read: another part of the log, split by member or by time.</summary>
    /// <param name="other">The other builder; unchanged, and not to be written to meanwhile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this builder, its rules differ, or a member's rows overlap in time
    /// where they cannot be told apart any more: in logs that are ordered per member, or read from saved states. What was merged until then stays.</exception>
    /// <remarks>Two builders of any order whose rows were all read, not loaded, may hold any rows of the same members.</remarks>
    public void Merge(MemberTableBuilder<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw new ArgumentException("A builder cannot be merged with itself.", nameof(other));
        Rules.RequireSameReading(other.Rules, nameof(other));
        for (var from = 0; from < other.Count; from++)
        {
            var (block, local) = BlockOf(_index.GetOrAdd(other._index[from]));
            var (otherBlock, otherLocal) = other.BlockOf(from);
            block.AddMember(local, otherBlock, otherLocal, _laterGaps, ref _counts.Merged);
        }

        _laterGaps.Add(other._laterGaps);
        _counts.Add(other._counts);
        _counts.Merged += other._blocks.Sum(otherBlock => otherBlock.MergedRows); // what joined there while fragments met
        _lines?.UnionWith(other._lines!.Select(line => line with { Member = _index.Find(other._index[line.Member]) }));
        _firstSeen = Math.Min(_firstSeen, other._firstSeen);
        _lastSeen = Math.Max(_lastSeen, other._lastSeen);
        _decimals = Math.Max(_decimals, other._decimals);
        _hasMargin |= other._hasMargin;
        _hasRegistrations |= other._hasRegistrations;
        _hasVisits |= other._hasVisits;
    }

    /// <summary>Writes all states as JSON lines: a header, one line per member, and an end.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="keyJson">How a key is written; null for text, int, long and GUID keys.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null.</exception>
    public void Save(Stream stream, JsonTypeInfo<TKey>? keyJson = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var keys = new KeyJson<TKey>(keyJson);
        var laterGaps = new GapHistogram(Rules.GapOrdinals);
        laterGaps.Add(_laterGaps);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        var to = new DocumentWriter(json, writesNulls: false);
        StatesFile.WriteHeader(stream, Rules);
        stream.WriteByte((byte)'\n');
        for (var member = 0; member < Count; member++)
        {
            var state = StateAt(member, laterGaps);
            json.WriteStartObject();
            json.WritePropertyName("key");
            keys.Write(json, _index[member]);
            StateJson.Write(to, state);
            json.WriteEndObject();
            EndLine(stream, buffer, json);
        }

        // Last, because folding the states tells of the later gaps; its presence also tells that the file is whole.
        json.WriteStartObject();
        StatesFile.WriteEnd(to, Count, _firstSeen > _lastSeen ? null : (_firstSeen, _lastSeen), laterGaps);
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

    /// <summary>Adds a line of saved states; gives whether it is the last one.</summary>
    internal bool AddLine(string text, long line, KeyJson<TKey> keys)
    {
        // A state that reaches out of the window is no damage of the file, so it is added outside of the reading.
        var (saved, seen) = StatesFile.Stored.ReadLine(text, line, from =>
        {
            if (StatesFile.IsEnd(from))
                return (((TKey, MemberState)?)null, StatesFile.ReadEnd(from, Count, _laterGaps));
            var key = keys.Read(from, "key", from.JsonOrNull("key") ?? throw from.Damaged("key is missing"));
            return ((key, StateJson.Read(from, Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals)), null);
        });
        if (saved is var (member, state))
            Add(member, state);
        if (seen is var (first, last))
        {
            See(first);
            See(last);
        }

        return saved is null;
    }

    private void AddState(TKey key, in RunningState state, ReadOnlySpan<int> gaps, RecentCells? recent)
    {
        var (block, local) = BlockOf(_index.GetOrAdd(key));
        block.AddState(local, state, gaps, recent, _laterGaps);
        _decimals = Math.Max(_decimals, StateJson.Decimals(state, recent));
        _hasMargin |= state.Hot.Has(StateFlags.MarginGiven);
        _hasRegistrations |= state.Cold.Registration != MemberColumns.NoCell;
        _hasVisits |= state.Cold.LastVisit != MemberColumns.NoCell;
        foreach (var cell in (ReadOnlySpan<int>)[state.First.Cell, state.Hot.LastCell, state.Cold.LastVisit, state.Cold.Registration])
        {
            if (cell != MemberColumns.NoCell)
                See(cell);
        }
    }

    private MemberState StateAt(int member, GapHistogram laterGaps)
    {
        var (block, local) = BlockOf(member);
        var (state, gaps, recent) = block.StateOf(local, laterGaps);
        return new MemberState(Rules.Calendar, Rules.RecentCells, state, gaps, recent);
    }
}
