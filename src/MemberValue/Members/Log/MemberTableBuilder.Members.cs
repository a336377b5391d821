namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>Joins two members into one, such as two accounts of one person; rows of the same day are joined too.</summary>
    /// <param name="from">The key that is dropped.</param>
    /// <param name="into">The key that is kept; if no member has it, the member gets it.</param>
    /// <returns><see langword="false"/> when there is no member <paramref name="from"/>, or both keys are the same.</returns>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    /// <exception cref="ArgumentException">In a log that is ordered per member the rows of the two overlap in time; or the two have a row of the same
    /// identity with other contents. The builder is unchanged.</exception>
    /// <remarks>One pass over all members. The report still counts the rows that were read.</remarks>
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

    /// <summary>Removes members: their keys and everything known about them.</summary>
    /// <param name="keys">The members' keys; keys of no member are ignored.</param>
    /// <returns>How many members were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    /// <remarks>
    /// One pass over all members. All other numbers are unchanged to the bit, and so are the window and the report, which counts the rows that were read. In
    /// a log that is ordered per member the gaps after the first <see cref="MemberTableOptions.GapOrdinals"/> are counted for the whole base, so those of
    /// the removed members stay in the histogram, as lengths and counts.
    /// </remarks>
    public int Remove(IReadOnlyCollection<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var gone = keys.Select(Index.Find).Where(member => member >= 0).ToHashSet();
        if (gone.Count > 0)
            Rebuild(member => Index[member], gone.Contains);
        return gone.Count;
    }

    /// <summary>Rebuilds the states under other keys: members who get the same key become one, and the rows of removed members are left out.</summary>
    private void Rebuild(Func<int, TKey> keyOf, Func<int, bool> isGone)
    {
        var (reader, members) = _reader.Rekeyed(keyOf, isGone); // a host's comparer may throw: nothing has changed yet
        for (var member = 0; member < members.Length && _cells is null; member++)
            _forgottenGaps += members[member] < 0 ? LaterGapsOf(RunningAt(member)) : 0;
        var (cells, blocks) = (_cells, _blocks);
        (_reader, _cells, _blocks) = (reader, cells is null ? null : new LogBlocks(), []);
        AddMembers(cells, blocks, members);
    }
}
