namespace MemberValue.Members;

/// <summary>The order ids seen in a member's two open cells.</summary>
internal struct OpenOrders
{
    public OrderIdSet First;
    public OrderIdSet Last;

    /// <summary>A copy that shares nothing with this one.</summary>
    public readonly OpenOrders Clone() => new() { First = First.Clone(), Last = Last.Clone() };
}
