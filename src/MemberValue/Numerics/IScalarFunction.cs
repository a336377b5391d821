namespace MemberValue.Numerics;

/// <summary>A function of one variable, as a struct so that the call is inlined and nothing is allocated.</summary>
internal interface IScalarFunction
{
    /// <summary>The function's value.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value at <paramref name="x"/>.</returns>
    double Value(double x);
}
