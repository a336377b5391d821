using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>The response rate from which a campaign pays.</summary>
public static class BreakEven
{
    /// <summary>The response rate at which a contact costs as much as it brings: cost / profit per response.</summary>
    /// <param name="contactCost">What contacting one member costs, 0 or more.</param>
    /// <param name="profitPerResponse">What one response brings before the cost of contacts, above 0: margin less the cost of the offer.</param>
    /// <returns>The rate, 0 or more. Above 1 where a contact costs more than a response brings: no rate is high enough.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="contactCost"/> is negative, or <paramref name="profitPerResponse"/> is not above
    /// 0.</exception>
    /// <remarks>Hughes 1994, "Strategic Database Marketing", the break-even index of Rfm cells.</remarks>
    public static double ResponseRate(decimal contactCost, decimal profitPerResponse)
    {
        if (contactCost < 0)
            throw Error.OutOfRange(nameof(contactCost), $"The cost of a contact is {contactCost} and must be 0 or more.");
        if (profitPerResponse <= 0)
            throw Error.OutOfRange(
                nameof(profitPerResponse), $"The profit of a response is {profitPerResponse} and must be above 0: without one no response rate pays.");
        return (double)contactCost / (double)profitPerResponse;
    }
}
