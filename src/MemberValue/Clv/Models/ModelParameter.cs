using System.Runtime.CompilerServices;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>The check that every parameter of every model goes through.</summary>
internal static class ModelParameter
{
    public static double Positive(double value, string name, [CallerMemberName] string property = "") =>
        value > 0 && value <= double.MaxValue
            ? value
            : throw Error.OutOfRange(property, $"The parameter {name} is {value} and must be a finite number above 0.");
}
