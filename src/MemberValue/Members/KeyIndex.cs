using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>
/// Numbers keys in the order of their first appearance: a hash table with linear probing whose slots hold 32 bits of hash and the key's
/// number. Unlike a dictionary it can be looked up in steps (<see cref="Hash"/>, <see cref="PrefetchSlot"/>, <see cref="PrefetchKey"/>,
/// <see cref="GetOrAdd(TKey, uint)"/>), so that a batch of look-ups waits for memory once and not once a row.
/// </summary>
internal sealed class KeyIndex<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey>? _comparer;
    private TKey[] _keys;
    private ulong[] _slots; // hash in the high half, number + 1 in the low half; 0 is empty
    private int _shift;

    public KeyIndex(IEqualityComparer<TKey>? comparer, int capacity = 0)
    {
        // A value type's default comparer is inlined by the compiler of the machine code; anything else goes through the field.
        _comparer = comparer ?? (typeof(TKey).IsValueType ? null : EqualityComparer<TKey>.Default);
        _keys = new TKey[Math.Max(capacity, 16)];
        _slots = NewSlots(Math.Max(capacity, 16), out _shift);
    }

    public int Count { get; private set; }

    public TKey this[int number] => _keys[number];

    public static KeyIndex<TKey> Over(TKey[] keys, IEqualityComparer<TKey>? comparer)
    {
        var index = new KeyIndex<TKey>(comparer) { _keys = keys, Count = keys.Length };
        index._slots = NewSlots(keys.Length, out index._shift);
        for (var number = 0; number < keys.Length; number++)
            index.Place(index.Hash(keys[number]), number);
        return index;
    }

    public TKey[] ToArray() => _keys.AsSpan(0, Count).ToArray();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Hash(TKey key)
    {
        // A long's own hash code folds its halves onto each other; mixing all 64 bits costs the same and collides less.
        var code = typeof(TKey) == typeof(long) ? (ulong)(long)(object)key
            : (uint)(_comparer is null ? EqualityComparer<TKey>.Default.GetHashCode(key) : _comparer.GetHashCode(key));
        code *= 0x9E37_79B9_7F4A_7C15; // 2^64 / golden ratio (Knuth, TAOCP 3, 6.4)
        code ^= code >> 29;
        code *= 0xBF58_476D_1CE4_E5B9; // a mixer of splitmix64
        return (uint)(code >> 32);
    }

    public int Find(TKey key) => Find(key, Hash(key));

    public int GetOrAdd(TKey key) => GetOrAdd(key, Hash(key));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(TKey key, uint hash)
    {
        var found = Find(key, hash);
        return found >= 0 ? found : Add(key, hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void PrefetchSlot(uint hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[hash >> _shift]));
    }

    /// <summary>Asks for the key that the hash's first slot points to, and gives its number: a guess, -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int PrefetchKey(uint hash)
    {
        var guess = (int)(uint)_slots[hash >> _shift] - 1;
        if (Sse.IsSupported && guess >= 0)
            Sse.Prefetch0(Unsafe.AsPointer(ref _keys[guess]));
        return guess;
    }

    private static ulong[] NewSlots(int capacity, out int shift)
    {
        var bits = Math.Max(BitOperations.Log2((uint)Math.Max(capacity, 1)) + 1, 5);
        if (capacity > (1L << bits) * 3 / 4)
            bits++;
        if (bits > 31)
            throw new InvalidOperationException("A table holds at most 1,610,612,736 members.");
        shift = 32 - bits;
        return new ulong[1 << bits];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(TKey key, uint hash)
    {
        var slots = _slots;
        for (var position = (int)(hash >> _shift); ; position = (position + 1) & (slots.Length - 1))
        {
            var slot = slots[position];
            if (slot == 0)
                return -1;
            if ((uint)(slot >> 32) == hash)
            {
                var number = (int)(uint)slot - 1;
                if (_comparer is null ? EqualityComparer<TKey>.Default.Equals(_keys[number], key) : _comparer.Equals(_keys[number], key))
                    return number;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(TKey key, uint hash)
    {
        if (Count == _keys.Length)
            Array.Resize(ref _keys, checked(Count * 2));
        if (Count + 1L > _slots.Length * 3L / 4)
            Grow();
        _keys[Count] = key;
        Place(hash, Count);
        return Count++;
    }

    private void Place(uint hash, int number)
    {
        var position = (int)(hash >> _shift);
        while (_slots[position] != 0)
            position = (position + 1) & (_slots.Length - 1);
        _slots[position] = ((ulong)hash << 32) | (uint)(number + 1);
    }

    private void Grow()
    {
        var old = _slots;
        _slots = NewSlots(_slots.Length, out _shift);
        foreach (var slot in old)
        {
            if (slot != 0)
                Place((uint)(slot >> 32), (int)(uint)slot - 1);
        }
    }
}
