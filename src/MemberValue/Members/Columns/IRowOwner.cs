namespace MemberValue.Members;

/// <summary>The owner of a row: it has the member's key and the currency of the amounts.</summary>
internal interface IRowOwner
{
    string? Currency { get; }

    /// <summary>The key of a row; null where rows have none, as that of a member's state.</summary>
    object? KeyOf(int row);

    /// <summary>Whether a row of this owner and one of another are of one member; true too where either has no key.</summary>
    bool IsSameMember(int row, IRowOwner other, int otherRow);
}

/// <summary>Rows whose currency alone is known.</summary>
internal sealed class KeylessRows(string currency) : IRowOwner
{
    public string Currency => currency;

    public object? KeyOf(int row) => null;

    public bool IsSameMember(int row, IRowOwner other, int otherRow) => true;
}
