using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Ids as numbers of 64 bits, the same in every process, so that they may be stored. Two ids of one member share a number with probability 2^-64; a member
/// with n ids has such a pair with probability below n^2 / 2^65, 3e-14 for a thousand.
/// </summary>
internal static class RowHash
{
    // Odd numbers without a pattern: the fractions of the square roots of 2, 3, 5 and 7.
    private const ulong P2 = 0x6A09E667F3BCC909;
    private const ulong P3 = 0xBB67AE8584CAA73B;
    private const ulong P5 = 0x3C6EF372FE94F82B;
    private const ulong P7 = 0xA54FF53A5F1D36F1;

    // The same for 13, 17, 19 and 23: the seeds of the kinds of id, different from the four above, which would make a factor 0.
    private const ulong Row = 0x9B05688C2B3E6C1F;
    private const ulong Line = 0x1F83D9ABFB41BD6B;
    private const ulong Order = 0x5BE0CD19137E2179;
    private const ulong Item = 0xCBBB9D5DC1059ED8;

    /// <summary>A row's own id; never 0.</summary>
    public static ulong OfRow(in OrderId row) => NotZero(Of(Row, row));

    /// <summary>An order and a line of it; never 0.</summary>
    public static ulong OfLine(in OrderId order, in OrderId line) => NotZero(Of(Of(Line, order), line));

    /// <summary>An order; never 0.</summary>
    public static ulong OfOrder(in OrderId order) => NotZero(Of(Order, order));

    /// <summary>An item; never 0.</summary>
    public static ulong OfItem(in OrderId item) => NotZero(Of(Item, item));

    private static ulong Of(ulong seed, in OrderId id)
    {
        if (id.IsNumber)
            return Mix(Mix(seed ^ P2, (ulong)id.Number ^ P3) ^ P7, P5);
        var bytes = MemoryMarshal.AsBytes(id.Text.AsSpan());
        var length = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            seed = Mix(seed ^ P5, BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ P7);
        var rest = 0UL;
        foreach (var value in bytes)
            rest = (rest << 8) | value;
        return Mix(Mix(seed ^ P3, rest ^ P5) ^ P2, length ^ P7);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private static ulong NotZero(ulong hash) => hash == 0 ? P7 : hash;
}
