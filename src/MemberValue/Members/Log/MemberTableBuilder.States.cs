using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberTableBuilder<TKey>
{
    /// <summary>One member's state, with all rows so far.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The state, or null when there is no such member: the whole state for a log of any order, a summary for a log that is ordered per
    /// member.</returns>
    public MemberState? StateOf(TKey key)
    {
        var member = Index.Find(key);
        return member < 0 ? null : StateAt(member);
    }

    /// <summary>Adds a saved state of one member: rows that this builder did not read.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="state">The state. In a log of any order any whole state; in a log that is ordered per member one whose rows lie before or after those in
    /// this builder, where they may share the cell in which they meet.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The state extends beyond the window, or differs in calendar, recent cells or gap ordinals; it is a summary
    /// and this log is of any order; or it is in another currency, or has a row of the same identity with other contents; or it overlaps this builder's
    /// rows in time in a log that is ordered per member. The builder is unchanged.</exception>
    /// <remarks>The report counts only rows that this builder read. A whole state that is added to a log ordered per member becomes a summary
    /// there.</remarks>
    public void Add(TKey key, MemberState state)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(state);
        state.Match(Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, nameof(state));
        Currencies.RequireSame(Currency, state.Currency, nameof(state));
        if (state.FirstInWindow != MemberColumns.NoCell && state.FirstInWindow < Rules.FirstCell || state.LastSeen > Rules.LastCell)
        {
            throw Error.Argument(
                $"The state of '{key}' has cells from {Rules.Calendar.Format(state.FirstSeen)} through {Rules.Calendar.Format(state.LastSeen)}, outside the "
                    + $"builder's window.", nameof(state));
        }

        if (_cells is not null)
        {
            var cells = state.Cells ?? throw Error.Argument($"The state of '{key}' is a summary, and a log of any order needs whole states: read it "
                + $"into a log with {nameof(MemberTableOptions.Order)} = {LogOrder.TimeOrderedPerMember}.", nameof(state));
            if (Index.Find(key) is >= 0 and var there && _cells.Of(there) is var (block, local) && block.KeptOf(local)?.Conflict(cells.Kept) is { } row)
                throw Redelivered.Differ(key, row, Rules.Calendar, nameof(state));
            (block, local) = _cells.Of(Index.GetOrAdd(key));
            block.Add(local, cells);
        }
        else
        {
            var laterGaps = new GapHistogram(Rules.GapOrdinals);
            var summary = state.ToSummary(laterGaps);
            if (Index.Find(key) is >= 0 and var known && !CanAdd(known, summary.State))
                throw Overlap(key, nameof(state));
            var (block, local) = BlockOf(Index.GetOrAdd(key));
            block.Add(local, summary, _laterGaps);
            _laterGaps.Add(laterGaps);
        }

        _hasStates = true;
        Currency ??= state.Currency;
        _decimals = Math.Max(_decimals, state.Decimals);
        _hasMargin |= state.HasMargin;
        _hasRegistrations |= state.Registration != MemberColumns.NoCell;
        _hasVisits |= state.LastVisit != MemberColumns.NoCell;
        if (state.LastSeen == MemberColumns.NoCell)
            return;
        See(state.FirstSeen);
        See(state.LastSeen);
    }

    /// <summary>Adds all that another builder has read: any other part of the log, rows of the same members included.</summary>
    /// <param name="other">The other builder; unchanged, and not to be written to during the call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this builder, or its rules differ; or, in logs that are ordered per member, a
    /// member's rows there lie neither before nor after those here; or the two are in different currencies, or have a row of the same identity with
    /// other contents. This builder is unchanged.</exception>
    /// <remarks>A row with an identity (<see cref="Transaction{TKey}.RowId"/>) that both have read counts once, and in the report as
    /// <see cref="SkipReasons.DeliveredBefore"/>.</remarks>
    public void Merge(MemberTableBuilder<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw Error.Argument("A builder cannot be merged with itself.", nameof(other));
        Rules.RequireSameReading(other.Rules, nameof(other));
        for (var from = 0; from < other.Count && _cells is null; from++)
        {
            if (Index.Find(other.Index[from]) is >= 0 and var member && !CanAdd(member, other.RunningAt(from)))
                throw Overlap(other.Index[from], nameof(other));
        }

        Currencies.RequireSame(Currency, other.Currency, nameof(other));
        var members = new int[other.Count];
        for (var from = 0; from < members.Length; from++)
            members[from] = Index.Find(other.Index[from]);
        if (_cells is not null && _cells.Conflict(other._cells!, members) is var (member2, row))
            throw Redelivered.Differ(other.Index[member2], row, Rules.Calendar, nameof(other));
        var known = Count;
        try
        {
            for (var from = 0; from < members.Length; from++)
                members[from] = members[from] >= 0 ? members[from] : Index.GetOrAdd(other.Index[from]);
        }
        catch
        {
            Index.TakeBack(known); // a host's comparer threw: nothing was merged
            throw;
        }

        AddMembers(other._cells, other._blocks, members);
        Currency ??= other.Currency;
        _reader.IdsFrom = Math.Max(_reader.IdsFrom, other._reader.IdsFrom);
        AddCounts(other);
    }

    private static ArgumentException Overlap(TKey key, string parameter) => Error.Argument(
        $"The rows of '{key}' there lie neither before nor after those here, and a log that is ordered per member has closed the cells between its first "
        + $"and its last: nothing was merged. {nameof(MemberTableOptions.Order)} = {LogOrder.Any} keeps whole states, which merge in any order.", parameter);

    private bool CanAdd(int member, in RunningState other)
    {
        var (block, local) = BlockOf(member);
        return block.CanAdd(local, other);
    }

    private RunningState RunningAt(int member)
    {
        var (block, local) = BlockOf(member);
        return block.StateOf(local, out _, out _);
    }

    /// <summary>How many gaps of a summary are not kept one by one.</summary>
    private long LaterGapsOf(in RunningState state) => Math.Max(0L, state.Hot.MiddleCount - 1 - Rules.GapOrdinals);

    private MemberState StateAt(int member)
    {
        if (_cells is not null)
            return new MemberState(Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, _cells.CellsOf(member)) { Currency = Currency };
        var (block, local) = BlockOf(member);
        return new MemberState(Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, block.SummaryOf(local)) { Currency = Currency };
    }

    /// <summary>Adds the members of another store, each to the given member; those with a negative number are left out.</summary>
    private void AddMembers(LogBlocks? cells, List<MemberBlock> blocks, int[] members)
    {
        if (cells is not null)
        {
            var twice = _cells!.Add(cells, members);
            _counts.Merged += cells.MergedRows; // rows that joined there
            _counts.Redeliver(twice);
            return;
        }

        for (var member = 0; member < members.Length; member++)
        {
            var (from, place) = ((int)((uint)member / MemberBlock.Size), (int)((uint)member % MemberBlock.Size));
            if (members[member] < 0 || from >= blocks.Count || place >= blocks[from].Capacity)
                continue; // a row that failed may have left a member without a place
            var (block, local) = BlockOf(members[member]);
            _counts.Merged += block.Add(local, blocks[from].SummaryOf(place), _laterGaps) ? 1 : 0;
        }
    }

    private void AddCounts(MemberTableBuilder<TKey> other)
    {
        _laterGaps.Add(other._laterGaps);
        _forgottenGaps += other._forgottenGaps;
        _counts.Add(other._counts);
        _firstSeen = Math.Min(_firstSeen, other._firstSeen);
        _lastSeen = Math.Max(_lastSeen, other._lastSeen);
        _decimals = Math.Max(_decimals, other._decimals);
        _hasMargin |= other._hasMargin;
        _hasStates |= other._hasStates;
        _hasRegistrations |= other._hasRegistrations;
        _hasVisits |= other._hasVisits;
    }
}
