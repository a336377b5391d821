namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>Makes one member of two, such as two accounts of one person: the rows of the one become rows of the other, also those of the same
    /// day.</summary>
    /// <param name="from">The key that is given up.</param>
    /// <param name="into">The key that stays, or is given to the member if there is none of it.</param>
    /// <returns><see langword="false"/> when there is no member <paramref name="from"/>, or both keys are the same.</returns>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    /// <exception cref="ArgumentException">In a log that is ordered per member the rows of the two overlap in time; or the two have a row of the same identity
    /// with other contents. The builder is as before.</exception>
    /// <remarks>One pass over all members. The report goes on counting the rows that were read.</remarks>
    public bool MergeMembers(TKey from, TKey into)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(into);
        var (gone, stays) = (Index.Find(from), Index.Find(into));
        if (gone < 0 || gone == stays)
            return false;
        if (_cells is null && stays >= 0 && !CanAdd(stays, RunningAt(gone)))
            throw Overlap(from, nameof(from));
        if (_cells is not null && stays >= 0 && _cells.KeptOf(stays)?.Conflict(_cells.KeptOf(gone)) is { } row)
            throw Redelivered.Differ(from, row, Rules.Calendar, nameof(from));
        Rebuild(member => member == gone ? into : Index[member], _ => false);
        return true;
    }

    /// <summary>Forgets members: their keys and all that is known of them.</summary>
    /// <param name="keys">The members' keys; those of no member are passed over.</param>
    /// <returns>How many members were forgotten.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    /// <remarks>
    /// One pass over all members. Everybody else's numbers stay as they were, to the bit, and so do the window and the report, which counts the rows that were
    /// read. In a log that is ordered per member the gaps after the first <see cref="MemberTableOptions.GapOrdinals"/> are counted for the whole base, so that
    /// those of the forgotten stay in the histogram, as lengths and counts.
    /// </remarks>
    public int Remove(IReadOnlyCollection<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var gone = keys.Select(Index.Find).Where(member => member >= 0).ToHashSet();
        if (gone.Count > 0)
            Rebuild(member => Index[member], gone.Contains);
        return gone.Count;
    }

    /// <summary>Makes the states again under other keys: members who get the same key become one, and the rows of those who are gone are left out.</summary>
    private void Rebuild(Func<int, TKey> keyOf, Func<int, bool> isGone)
    {
        var reader = new RowReader<TKey>(Rules, _comparer, Apply) { Currency = Currency, IdsFrom = _reader.IdsFrom };
        var members = new int[Count];
        for (var member = 0; member < members.Length; member++)
            members[member] = isGone(member) ? -1 : reader.Index.GetOrAdd(keyOf(member)); // a host's comparer may throw: nothing has changed yet
        for (var member = 0; member < members.Length && _cells is null; member++)
            _forgottenGaps += members[member] < 0 ? LaterGapsOf(RunningAt(member)) : 0;
        var (cells, blocks) = (_cells, _blocks);
        (_reader, _cells, _blocks) = (reader, cells is null ? null : new LogBlocks(), []);
        AddMembers(cells, blocks, members);
    }
}
