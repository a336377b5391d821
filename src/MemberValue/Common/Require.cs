using System.Runtime.CompilerServices;

namespace MemberValue.Common;

/// <summary>The argument checks that several pillars share.</summary>
internal static class Require
{
    public static void Destination(int length, int count)
    {
        if (length < count)
            throw Error.Argument($"The destination holds {length} values and must hold at least {count}, one per member.", "destination");
    }

    public static void AtLeast(int value, int least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least)
            throw Error.OutOfRange(name, $"{name} is {value} and must be {least} or more.");
    }
}
