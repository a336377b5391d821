using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The columns about contracts that a host gives: <c>table.With(ContractColumns.Renewals, renewals)</c>.</summary>
public static class ContractColumns
{
    /// <summary>How many times the member has renewed, 0 or more; below 0 for a member without a contract.</summary>
    public static MemberColumn<int> Renewals { get; } = new(
        "Renewals", "renewals", "Give it from the contracts: table.With(ContractColumns.Renewals, renewals), below 0 for a member without a contract.");

    /// <summary>Whether the member has left. Who comes back has a new contract: no renewal, and not left.</summary>
    public static MemberColumn<bool> HasLeft { get; } =
        new("HasLeft", "", "Give it from the contracts: table.With(ContractColumns.HasLeft, hasLeft).");
}
