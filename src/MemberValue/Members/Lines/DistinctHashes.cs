using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// How many different things there are, from their hashes: exact up to <see cref="Most"/>; beyond, the smallest ones are kept and the number is estimated from
/// the largest of them. The same for the same things in any order and any split. At most 2 KB.
/// </summary>
/// <remarks>
/// Bar-Yossef, Jayram, Kumar, Sivakumar and Trevisan 2002, Counting distinct elements in a data stream; the estimate (k - 1) / U without bias is that of Beyer,
/// Haas, Reinwald, Sismanis and Gemulla 2007. Its standard error is 1 / sqrt(k - 2), 6.3%.
/// </remarks>
internal struct DistinctHashes
{
    /// <summary>How many hashes are kept.</summary>
    public const int Most = 256;

    private ulong _only; // the hash, while there is one
    private ulong[]? _all; // ascending; from the second hash on
    private int _kept;
    private bool _isFull; // whether there was one more than are kept

    /// <summary>The number of things; an estimate beyond <see cref="Most"/>.</summary>
    public readonly int Count => _isFull ? (int)Math.Min(int.MaxValue, Math.Round((Most - 1) / (_all![Most - 1] / 18446744073709551616.0))) : _kept;

    [UnscopedRef]
    private readonly ReadOnlySpan<ulong> Hashes => _all is null ? MemoryMarshal.CreateReadOnlySpan(in _only, _kept) : _all.AsSpan(0, _kept);

    public void Add(ulong hash)
    {
        if (_kept == 0)
        {
            (_only, _kept) = (hash, 1);
            return;
        }

        var hashes = Hashes;
        var at = PlaceOf(hash, hashes);
        if (at < hashes.Length && hashes[at] == hash)
            return;
        if (_kept == Most)
        {
            _isFull = true;
            if (at == Most)
                return;
            _kept--; // the largest makes room
        }

        _all ??= [_only, 0];
        if (_kept == _all.Length)
            Array.Resize(ref _all, 2 * _kept);
        _all.AsSpan(at, _kept - at).CopyTo(_all.AsSpan(at + 1));
        _all[at] = hash;
        _kept++;
    }

    /// <summary>The place of the first hash that is not smaller. Hashes are spread evenly, so the search starts where it is to be expected.</summary>
    private readonly int PlaceOf(ulong hash, ReadOnlySpan<ulong> hashes)
    {
        if (_isFull) // the smallest ones alone: not spread over all numbers
            return hashes.BinarySearch(hash) is var found && found >= 0 ? found : ~found;
        var at = (int)Math.BigMul(hash, (ulong)hashes.Length, out _);
        while (at > 0 && hashes[at - 1] >= hash)
            at--;
        while (at < hashes.Length && hashes[at] < hash)
            at++;
        return at;
    }

    public void Add(in DistinctHashes other)
    {
        foreach (var hash in other.Hashes)
            Add(hash);
        _isFull |= other._isFull;
    }

    public readonly DistinctHashes Clone() => this with { _all = (ulong[]?)_all?.Clone() };

    /// <summary>The bytes of the hashes, and one more where it is full.</summary>
    public readonly string ToText()
    {
        var bytes = new byte[(_kept * sizeof(ulong)) + (_isFull ? 1 : 0)];
        for (var i = 0; i < _kept; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), Hashes[i]);
        return Convert.ToBase64String(bytes);
    }

    /// <exception cref="FormatException">The field is not such a text.</exception>
    public static DistinctHashes Read(DocumentReader from, string name)
    {
        var text = from.TextOrNull(name) ?? "";
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            throw from.Damaged($"{name} is '{text[..Math.Min(text.Length, 40)]}' and must be base64");
        var (count, rest) = Math.DivRem(length, sizeof(ulong));
        var read = default(DistinctHashes);
        var before = 0UL;
        for (var i = 0; i < count; i++)
        {
            var hash = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)));
            if (hash <= before)
                throw from.Damaged($"{name} must have hashes that ascend from 1");
            read.Add(before = hash);
        }

        read._isFull = rest == 1;
        return count <= Most && (rest == 0 || (rest == 1 && count == Most)) ? read
            : throw from.Damaged($"{name} has {length} bytes and must have 8 for each of at most {Most} hashes");
    }
}
