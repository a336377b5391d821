namespace MemberValue.Members;

/// <summary>The distinct order ids of one open cell. Nearly always there is one, which needs no object.</summary>
internal struct OrderIdSet
{
    private OrderId _one;
    private HashSet<OrderId>? _all; // from the second id on

    public readonly int Count => _all?.Count ?? (_one.HasValue ? 1 : 0);

    /// <summary>Adds an id; false when it exists already.</summary>
    public bool Add(OrderId id)
    {
        if (_all is not null)
            return _all.Add(id);
        if (!_one.HasValue)
        {
            _one = id;
            return true;
        }

        if (_one == id)
            return false;
        _all = [_one, id];
        return true;
    }

    /// <summary>Adds all ids of another set, and returns how many existed already.</summary>
    public int Join(in OrderIdSet other)
    {
        var both = 0;
        foreach (var id in other.ToArray())
            both += Add(id) ? 0 : 1;
        return both;
    }

    /// <summary>A copy that shares nothing with this set.</summary>
    public readonly OrderIdSet Clone() => new() { _one = _one, _all = _all is null ? null : [.. _all] };

    public readonly OrderId[] ToArray() => _all is not null ? [.. _all] : _one.HasValue ? [_one] : [];
}
