namespace MemberValue.Numerics;

/// <summary>A positive integrand by its logarithm, as a struct so that the call is inlined and nothing is allocated.</summary>
internal interface IIntegrand
{
    /// <summary>The logarithm of the integrand.</summary>
    /// <param name="point">Where; take the distance to an end, or its logarithm, wherever the integrand is singular or 0 there.</param>
    /// <returns>ln f; negative infinity where f is 0.</returns>
    double LogValue(in IntegrationPoint point);
}

/// <summary>A point of an interval by its distances to both ends, each with its own relative accuracy.</summary>
/// <param name="X">The point itself. It may round to an end of the interval; the distances do not.</param>
/// <param name="ToLower">x - lower end; on (0, infinity) x.</param>
/// <param name="ToUpper">Upper end - x; on (0, infinity) infinity.</param>
/// <param name="LogToLower">ln(x - lower end), also where the distance itself is below the least double.</param>
/// <param name="LogToUpper">ln(upper end - x), also where the distance itself is below the least double.</param>
internal readonly record struct IntegrationPoint(double X, double ToLower, double ToUpper, double LogToLower, double LogToUpper);
