namespace MemberValue.Common;

/// <summary>The argument checks that several pillars share.</summary>
internal static class Require
{
    public static void Destination(int length, int count)
    {
        if (length < count)
            throw new ArgumentException($"The destination holds {length} values and must hold at least {count}, one per member.", "destination");
    }
}
