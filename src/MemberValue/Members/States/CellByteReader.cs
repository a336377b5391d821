using System.Buffers.Binary;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Reads what <see cref="CellBytes"/> wrote, and says where the bytes are wrong.</summary>
internal ref struct CellByteReader(ReadOnlySpan<byte> bytes, CellCalendar calendar)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private int _cells;
    private int _cell;

    public readonly bool IsAtEnd => _at == _bytes.Length;

    /// <summary>An error of the cell that is being read.</summary>
    public readonly FormatException Bad(ErrorText what) =>
        Error.Format($"[{_cells - 1}] ({(calendar.Holds(_cell) ? calendar.Format(_cell) : "no cell")}): {what}");

    public byte Byte() => _at < _bytes.Length ? _bytes[_at++] : throw Bad($"it is cut short");

    /// <summary>Eight bytes, the lowest first; not 0.</summary>
    public ulong Bits()
    {
        if (_bytes.Length - _at < sizeof(ulong))
            throw Bad($"it is cut short");
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_at..]);
        _at += sizeof(ulong);
        return value != 0 ? value : throw Bad($"an identity or an order is 0");
    }

    /// <summary>The next cell: the first as a number, later ones as steps.</summary>
    public int NextCell()
    {
        var isFirst = _cells++ == 0;
        var number = Whole();
        var cell = isFirst ? Signed(number) : number >= 1 && number <= uint.MaxValue ? _cell + (Int128)number
            : throw Bad($"the step from the cell before is {number} and must be 1 or more");
        if (cell <= int.MinValue || cell > int.MaxValue || !calendar.Holds((int)cell))
            throw Bad($"the cell is {cell} and must lie on the calendar, years 1 to 9999");
        return _cell = (int)cell;
    }

    public int Count(string what, int least) => Whole() is var count && count >= (UInt128)least && count <= int.MaxValue
        ? (int)count
        : throw Bad($"{what} is {count} and must be {least} to {int.MaxValue}");

    /// <summary>An amount of so many units of 10^-10.</summary>
    public Int128 Money(string what, Int128 unit, bool signed = true)
    {
        var number = Whole();
        var value = signed ? Signed(number) : (Int128)(number <= (UInt128)Int128.MaxValue ? number : (UInt128)Int128.MaxValue);
        var most = ExactMoney.MaxSum / unit;
        return value >= -most && value <= most ? value * unit : throw Bad($"{what} is {value} units and must not pass {most}");
    }

    public OrderId Id()
    {
        var length = Whole();
        if (length == 0)
        {
            var number = Signed(Whole());
            return number >= long.MinValue && number <= long.MaxValue ? (long)number : throw Bad($"an order id is {number} and must be a number of 64 bits");
        }

        if (length > (UInt128)(_bytes.Length - _at))
            throw Bad($"an order id is {length} characters long, and so many do not follow");
        var text = new char[(int)length];
        foreach (ref var character in text.AsSpan())
            character = Whole() is var code && code <= char.MaxValue ? (char)code : throw Bad($"a character of an order id is {code} and must be 0 to 65535");
        return new string(text);
    }

    private static Int128 Signed(UInt128 number) => (Int128)(number >> 1) ^ -(Int128)(number & 1);

    private UInt128 Whole()
    {
        UInt128 number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            if (shift > 119 && part > 3) // 18 times 7 bits and 2 more are 128
                throw Bad($"a number has more than 128 bits");
            number |= (UInt128)(part & 0x7Fu) << shift;
            if (part < 0x80)
                return part != 0 || shift == 0 ? number : throw Bad($"a number has more bytes than it needs");
        }
    }
}
