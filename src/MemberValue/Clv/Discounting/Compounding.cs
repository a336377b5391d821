namespace MemberValue.Clv;

/// <summary>
/// The two directions between a rate per period and the continuous rate that compounds to it. The runtime's LogP1 and ExpM1 are log(1 + x) and
/// exp(x) - 1: at a rate of 1e-9 a second they have 7 digits. After Kahan: the rounding of 1 + x is divided out again. A few units in the
/// last place.
/// </summary>
internal static class Compounding
{
    /// <summary>log(1 + rate), for a rate of 0 or more.</summary>
    public static double Continuous(double rate)
    {
        var grown = 1 + rate;
        return grown.Equals(1.0) ? rate : Math.Log(grown) * (rate / (grown - 1));
    }

    /// <summary>exp(continuous) - 1, for a continuous rate of 0 or more.</summary>
    public static double Effective(double continuous)
    {
        var grown = Math.Exp(continuous);
        if (grown.Equals(1.0))
            return continuous;
        return continuous > 1 ? grown - 1 : (grown - 1) * (continuous / Math.Log(grown));
    }
}
