using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a fit of a <see cref="ReturnModel"/> saw in its base.</summary>
public sealed record ReturnReport
{
    /// <summary>Members with purchase spend; 0 or more.</summary>
    public required long Members { get; init; }

    /// <summary>How many of them gave something back in a later cell.</summary>
    public required long MembersWithReturns { get; init; }

    /// <summary>Returns / purchase spend over all of them, 0 to 1; NaN without purchase spend.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double ObservedShare { get; init; }

    /// <summary>
    /// Standard error of <see cref="ReturnModel.Share"/> as a ratio of sums over members, 0 or more; NaN with fewer than two members. Source: Cochran 1977,
    /// "Sampling Techniques", eq. 2.39, members as the units.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double StandardError { get; init; }

    /// <summary>Variance of the members' true shares around the base's, 0 or more, as the fit takes it (<see cref="ReturnModel.Fit"/>).</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double BetweenVariance { get; init; }

    /// <summary>Variance of the share of one purchase around its member's, 0 or more.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double WithinVariance { get; init; }

    /// <summary>
    /// Refunds that are more than the purchases in the table brought, in money: of members without purchase spend, and what a member gave back beyond all
    /// they spent. They belong to sales before the window (or to none) and are left out.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double RefundsLeftOut { get; init; }

    /// <summary>Members with such refunds.</summary>
    public required long MembersLeftOut { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Members = {Members}, MembersWithReturns = {MembersWithReturns}, ObservedShare = {ObservedShare}, StandardError = {StandardError}, "
            + $"BetweenVariance = {BetweenVariance}, WithinVariance = {WithinVariance}, RefundsLeftOut = {RefundsLeftOut}, "
            + $"MembersLeftOut = {MembersLeftOut}");
}
