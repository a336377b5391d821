namespace MemberValue.Members;

public sealed partial class MemberLog<TKey>
{
    /// <summary>This log joined with another: equal to a log of the rows of both.</summary>
    /// <param name="other">Another part of the log: other members, other times, or any rows of the same members. A row with an identity that is in both
    /// counts once; one without counts twice.</param>
    /// <returns>A new log; the members of this one come first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this log, its rules or its currency differ, or both have a row of the same identity
    /// with other contents.</exception>
    public MemberLog<TKey> Merge(MemberLog<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw new ArgumentException("A log cannot be merged with itself: each row would count twice.", nameof(other));
        Rules.RequireSameReading(other.Rules, nameof(other));
        var index = new KeyIndex<TKey>(_content.Keys.Comparer, Count);
        var (tally, blocks, twice) = (new RowTally(), new LogBlocks(), new List<Redelivered>());
        Currencies.RequireSame(Currency, other.Currency, nameof(other));
        foreach (var content in new[] { _content, other._content })
        {
            var members = new int[content.Keys.Count];
            for (var member = 0; member < members.Length; member++)
                members[member] = index.GetOrAdd(content.Keys[member]);
            if (blocks.Conflict(content.Blocks, members) is var (differs, row))
                throw Redelivered.Differ(content.Keys[differs], row, Rules.Calendar, nameof(other));
            twice.AddRange(blocks.Add(content.Blocks, members));
            tally.Add(content.Tally);
        }

        tally.Redeliver(twice);
        return Of(_content with
        {
            Tally = tally,
            FirstSeen = Math.Min(_content.FirstSeen, other._content.FirstSeen),
            LastSeen = Math.Max(_content.LastSeen, other._content.LastSeen),
            HasMargin = _content.HasMargin || other._content.HasMargin,
            MergedBefore = Report.MergedRows + other.Report.MergedRows - twice.Sum(rows => rows.Merged),
            Currency = Currency ?? other.Currency,
        }, index, blocks);
    }

    /// <summary>The log with two members joined into one, such as two accounts of one person; rows of the same day are joined too.</summary>
    /// <param name="from">The key that is dropped.</param>
    /// <param name="into">The key that is kept; if no member has it, the member gets it.</param>
    /// <returns>A new log; this one when there is no member <paramref name="from"/>, or both keys are the same.</returns>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    /// <exception cref="ArgumentException">The two have a row of the same identity with other contents.</exception>
    public MemberLog<TKey> MergeMembers(TKey from, TKey into)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(into);
        if (!_content.Keys.TryIndexOf(from, out var gone) || (_content.Keys.TryIndexOf(into, out var stays) && gone == stays))
            return this;
        var index = new KeyIndex<TKey>(_content.Keys.Comparer, Count);
        var (members, blocks) = (new int[Count], new LogBlocks());
        for (var member = 0; member < members.Length; member++)
            members[member] = index.GetOrAdd(member == gone ? into : _content.Keys[member]);
        if (_content.Keys.TryIndexOf(into, out stays) && _content.Blocks.KeptOf(stays)?.Conflict(_content.Blocks.KeptOf(gone)) is { } row)
            throw Redelivered.Differ(from, row, Rules.Calendar, nameof(from));
        var twice = blocks.Add(_content.Blocks, members);
        var tally = new RowTally();
        tally.Add(_content.Tally);
        tally.Redeliver(twice);
        return Of(_content with { Tally = tally, MergedBefore = Report.MergedRows - twice.Sum(rows => rows.Merged) }, index, blocks);
    }

    /// <summary>The log without some members: their keys and everything known about them are removed.</summary>
    /// <param name="keys">The members' keys; keys of no member are ignored.</param>
    /// <returns>A new log. All other numbers are unchanged to the bit, and so are the windows of its tables and the reports, which still count the rows that
    /// were read.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    public MemberLog<TKey> Without(IReadOnlyCollection<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var gone = _content.Keys.RowsOf(keys);
        var index = new KeyIndex<TKey>(_content.Keys.Comparer, Count);
        var (members, blocks, tally) = (new int[Count], new LogBlocks(), new RowTally());
        tally.Add(_content.Tally);
        for (var member = 0; member < members.Length; member++)
        {
            members[member] = gone.Contains(member) ? -1 : index.GetOrAdd(_content.Keys[member]);
            if (members[member] >= 0)
                continue;
            var forgotten = _content.Blocks.CellsOf(member);
            tally.Forget(forgotten.Cells, forgotten.Visits);
        }

        blocks.Add(_content.Blocks, members);
        return Of(_content with { Tally = tally, MergedBefore = Report.MergedRows }, index, blocks);
    }

    private MemberLog<TKey> Of(LogContent<TKey> content, KeyIndex<TKey> index, LogBlocks blocks)
    {
        blocks.Compact(index.Count, CancellationToken.None);
        return new MemberLog<TKey>(content with { Keys = _content.Keys.Of(index.ToArray()), Blocks = blocks });
    }
}
