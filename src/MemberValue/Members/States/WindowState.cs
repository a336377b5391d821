using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>
/// The position of a window that moves along a member's cells, and the sums of the cells in it: two cache lines. The logarithms of gaps are added up as in a
/// <see cref="RunningState"/>, first gap + those between + last gap, so both give the same bits.
/// </summary>
internal struct WindowState
{
    public Int128 Sales;
    public Int128 Refunds;
    public int Orders;
    public int From;    // the first fragment of the window
    public int Through; // the one after its last
    public bool LacksMargin;
    private bool _hasCell;
    private bool _beginsWithPurchase;
    private PurchaseRun _purchases; // its sum of logarithms is that of the gaps between the first and the last
    private double _firstGap; // the logarithm of the gap after the first cell, if that is a purchase
    private double _lastGap; // the logarithm of the gap before the last cell, if that is a purchase

    public readonly bool IsEmpty => From == Through;

    public readonly int PurchaseCount => _purchases.Count;

    public readonly int LastPurchase => _purchases.Last;

    public readonly PurchaseRun Purchases => _purchases with { SumOfLogGaps = _firstGap + _purchases.SumOfLogGaps + _lastGap };

    /// <summary>Adds the next cell in which a row counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(int cell, Int128 net, bool isPurchase)
    {
        CloseLast();
        if (!_hasCell)
            (_hasCell, _beginsWithPurchase) = (true, isPurchase);
        if (!isPurchase)
            return;
        if (_purchases.Count > 0)
            _lastGap = PurchaseRun.LogOf(cell - _purchases.Last);
        _purchases.AppendWithoutGap(cell, net);
    }

    /// <summary>Clears the purchases and keeps the sums that do not depend on them.</summary>
    public void ClearPurchases() =>
        (_hasCell, _beginsWithPurchase, _purchases, _firstGap, _lastGap) = (false, false, default, 0, 0);

    /// <summary>Another cell follows: closes the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CloseLast()
    {
        if (_purchases.Count == 2 && _beginsWithPurchase)
            _firstGap += _lastGap;
        else
            _purchases.SumOfLogGaps += _lastGap;
        _lastGap = 0;
    }
}
