using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Says whether members still buy, and how much they will: a model of purchases and of leaving, which is not observed. Implement it to plug in a model of
/// your own; the library's derive from <see cref="AttritionModel"/>.
/// </summary>
/// <remarks>A member without a purchase, and one with invalid data, gets NaN.</remarks>
public interface IAttritionModel
{
    /// <summary>What the model is called, such as <c>BG/NBD</c>.</summary>
    string Name { get; }

    /// <summary>The unit that the model's times and horizons are counted in.</summary>
    TimeUnit Unit { get; }

    /// <summary>A number of days as a horizon of this model, in its unit.</summary>
    /// <param name="days">How many days; above 0, or infinite.</param>
    /// <returns>The horizon. 91 days are exactly 13 weeks, whatever the rounding. A model that counts opportunities takes the nearest whole number of them,
    /// at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model cannot look so far ahead.</exception>
    double HorizonOf(double days) => HorizonIn(Unit, days);

    /// <summary>The probability that each member is still active at the window's last cell.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="destination">Receives one probability per member, 0 to 1; at least as long as the columns.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    void ProbabilityAlive(MemberTimeView members, Span<double> destination);

    /// <summary>The probability that each member buys at least once in the time after the window's last cell.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="destination">Receives one probability per member, 0 to 1; at least as long as the columns.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination);

    /// <summary>How many purchases each member is expected to make in the time after the window's last cell.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="destination">Receives one mean per member, 0 or more; at least as long as the columns.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination);

    /// <summary>The horizon that an option names in days; one that is too far for the model is found here, before anybody is assessed.</summary>
    internal static double HorizonOf(IAttritionModel model, object options, string option, double days)
    {
        try
        {
            return model.HorizonOf(days);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw OptionError.Of(options, option, days, $"it must suit the model. {error.Message}");
        }
    }

    /// <summary>Days in a unit; what is whole but for rounding is whole.</summary>
    internal static double HorizonIn(TimeUnit unit, double days)
    {
        var horizon = new TimeConversion(TimeUnit.Day, unit).Of(days);
        var whole = Math.Round(horizon);
        return Math.Abs(horizon - whole) <= 1e-12 * horizon ? whole : horizon;
    }
}
