using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>One fit of all parts to a table.</summary>
internal sealed class PartFit<TKey>(MemberTable<TKey> table, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    where TKey : notnull
{
    private readonly Dictionary<FittedSlot, IFitted> _fitted = [];
    private readonly List<Text> _notFitted = [];

    public MemberTable<TKey> Table => table;

    public MemberColumns Columns => table.Columns;

    public IProgress<FitProgress>? Progress => progress;

    public CancellationToken CancellationToken => cancellationToken;

    public IReadOnlyDictionary<FittedSlot, IFitted> Fitted => _fitted;

    public IReadOnlyList<Text> NotFitted => _notFitted;

    /// <summary>Fits an item unless another part has fitted it.</summary>
    public void Put(FittedSlot slot, Func<IFitted> fit)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_fitted.ContainsKey(slot))
            _fitted[slot] = fit();
    }

    /// <summary>Whether the data allow a fit; if not, the sentence says why.</summary>
    public bool Allows(bool isAllowed, Text otherwise)
    {
        if (!isAllowed)
            _notFitted.Add(otherwise);
        return isAllowed;
    }
}
