using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class PurchaseLines<TKey>
{
    /// <summary>Adds all that another one has read: any other part of the lines, lines of the same members included.</summary>
    /// <param name="other">The other one; unchanged, and not to be written to during the call.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="other"/> is this one, its rules, options or currency differ, or both have a line of the same
    /// identity with other contents. Nothing was merged.</exception>
    /// <remarks>A line with an identity that both have read counts once, and in the report as <see cref="SkipReasons.DeliveredBefore"/>.</remarks>
    public void Merge(PurchaseLines<TKey> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            throw Error.Argument("Lines cannot be merged with themselves: each would count twice.", nameof(other));
        Rules.RequireSameReading(other.Rules, nameof(other));
        _sums.Names.RequireSame(other._sums.Names, nameof(other));
        Currencies.RequireSame(Currency, other.Currency, nameof(other));
        var members = new int[other.Count];
        for (var member = 0; member < members.Length; member++)
            members[member] = Index.Find(other.Index[member]);
        foreach (var ((member, id), line) in other._sums.Kept)
        {
            if (_sums.Kept.TryGetValue((members[member], id), out var here))
                RequireSame(here, line, other._sums.Names, other.Index[member], nameof(other));
        }

        var known = Count;
        try
        {
            for (var member = 0; member < members.Length; member++)
                members[member] = members[member] >= 0 ? members[member] : Index.GetOrAdd(other.Index[member]);
        }
        catch
        {
            Index.TakeBack(known); // a host's comparer threw: nothing was merged
            throw;
        }

        Currency ??= other.Currency;
        _reader.IdsFrom = Math.Max(_reader.IdsFrom, other._reader.IdsFrom);
        (_firstSeen, _lastSeen) = (Math.Min(_firstSeen, other._firstSeen), Math.Max(_lastSeen, other._lastSeen));
        _counts.Add(other._counts);
        MissingCategories += other.MissingCategories;
        UndeclaredCategories += other.UndeclaredCategories;
        AddSums(other._sums, members);
    }

    /// <summary>Joins two members into one, such as two accounts of one person.</summary>
    /// <param name="from">The key that is dropped.</param>
    /// <param name="into">The key that is kept; if no member has it, the member gets it.</param>
    /// <returns><see langword="false"/> when there is no member <paramref name="from"/>, or both keys are the same.</returns>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    /// <exception cref="ArgumentException">The two have a line of the same identity with other contents. Nothing was changed.</exception>
    /// <remarks>One pass over all members. A line of the same identity that both have counts once.</remarks>
    public bool MergeMembers(TKey from, TKey into)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(into);
        var (gone, stays) = (Index.Find(from), Index.Find(into));
        if (gone < 0 || gone == stays)
            return false;
        foreach (var ((member, id), line) in _sums.Kept)
        {
            if (member == gone && _sums.Kept.TryGetValue((stays, id), out var here))
                RequireSame(here, line, _sums.Names, from, nameof(from));
        }

        Rebuild(member => member == gone ? into : Index[member], static _ => false);
        return true;
    }

    /// <summary>Removes members: their keys and everything known about them.</summary>
    /// <param name="keys">The members' keys; keys of no member are ignored.</param>
    /// <returns>How many members were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    /// <remarks>One pass over all members. All other numbers are unchanged to the bit, and so is the report, which counts the lines that were read.</remarks>
    public int Remove(IReadOnlyCollection<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var gone = keys.Select(Index.Find).Where(member => member >= 0).ToHashSet();
        if (gone.Count > 0)
            Rebuild(member => Index[member], gone.Contains);
        return gone.Count;
    }

    /// <summary>Rebuilds the sums under other keys: members who get the same key become one, and those of removed members are left out.</summary>
    private void Rebuild(Func<int, TKey> keyOf, Func<int, bool> isGone)
    {
        var (reader, members) = _reader.Rekeyed(keyOf, isGone); // a host's comparer may throw: nothing has changed yet
        var before = _sums;
        (_reader, _sums) = (reader, new LineSums(before.Names.Fresh()));
        AddSums(before, members);
    }

    private void AddSums(LineSums other, int[] members)
    {
        foreach (var line in _sums.Add(other, members))
        {
            _counts.Redeliver(line.IsRefund ? RowOutcome.Refund : RowOutcome.Sale);
            MissingCategories -= line.Unknown == UnknownCategory.Missing && MissingCategories > 0 ? 1 : 0;
            UndeclaredCategories -= line.Unknown == UnknownCategory.Undeclared && UndeclaredCategories > 0 ? 1 : 0;
        }
    }

    private void RequireSame(in KeptLine here, in KeptLine there, CategoryNames names, TKey member, string parameter)
    {
        if (here.IsSame(there) && here.Category == _sums.Names.Find(names[there.Category]))
            return;
        throw Error.Argument(
            $"A line of '{member}' of {Rules.Calendar.Format(there.Cell)} over {CategorySums.Amount(there.Amount)} is in both under one identity, with another "
                + $"date, amount, quantity, category or order in the other: nothing was merged. Give the two lines different ids.", parameter);
    }
}
