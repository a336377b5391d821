using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>
/// Numbers keys in the order of their first appearance: a hash table with linear probing. Unlike a dictionary it can be looked up in steps
/// (<see cref="Hash"/>, <see cref="PrefetchSlot"/>, <see cref="Guess"/>, <see cref="GetOrAdd(TKey, ulong, int)"/>), so that a batch of look-ups waits for
/// memory once instead of once per row. The hash of a whole number is one to one in all 64 bits, so equal hashes mean equal keys and the keys need not be
/// compared.
/// </summary>
internal sealed class KeyIndex<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly bool _hashIsKey;
    private TKey[] _keys;
    private Slot[] _slots;
    private int _shift;

    public KeyIndex(IEqualityComparer<TKey>? comparer, int capacity = 0)
    {
        // A value type's default comparer is inlined by the compiler of the machine code; anything else goes through the field.
        _comparer = comparer ?? (typeof(TKey).IsValueType ? null : EqualityComparer<TKey>.Default);
        _hashIsKey = _comparer is null && (typeof(TKey) == typeof(long) || typeof(TKey) == typeof(int));
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
    public ulong Hash(TKey key)
    {
        ulong code;
        if (typeof(TKey) == typeof(long) && _comparer is null)
            code = (ulong)(long)(object)key;
        else
            code = (uint)(_comparer is null ? EqualityComparer<TKey>.Default.GetHashCode(key) : _comparer.GetHashCode(key));
        code *= 0x9E37_79B9_7F4A_7C15; // 2^64 / golden ratio (Knuth, TAOCP 3, 6.4); odd, so one to one
        code ^= code >> 32;
        return code * 0xBF58_476D_1CE4_E5B9; // a multiplier of splitmix64
    }

    public int Find(TKey key) => Find(key, Hash(key));

    public int GetOrAdd(TKey key) => GetOrAdd(key, Hash(key));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(TKey key, ulong hash)
    {
        var found = Find(key, hash);
        return found >= 0 ? found : Add(key, hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void PrefetchSlot(ulong hash)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[hash >> _shift]));
    }

    /// <summary>The number of the first key with this hash, -1 when there is none. Asks for the key if it will be looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int Guess(ulong hash)
    {
        var slots = _slots;
        for (var position = (int)(hash >> _shift); ; position = (position + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[position];
            if (slot.Hash != hash && slot.NumberPlusOne != 0)
                continue;
            var guess = slot.NumberPlusOne - 1;
            if (Sse.IsSupported && !_hashIsKey && guess >= 0)
                Sse.Prefetch0(Unsafe.AsPointer(ref _keys[guess]));
            return guess;
        }
    }

    /// <summary>The number of a key, added if need be, from what <see cref="Guess"/> gave for its hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(TKey key, ulong hash, int guess) => guess >= 0 && IsKey(guess, key) ? guess : GetOrAdd(key, hash);

    /// <summary>Takes back the keys that were added last, those numbered from <paramref name="count"/> on.</summary>
    public void TakeBack(int count)
    {
        if (count >= Count)
            return;
        Array.Clear(_keys, count, Count - count);
        Count = count;
        PlaceAgain(new Slot[_slots.Length]);
    }

    private static Slot[] NewSlots(int capacity, out int shift)
    {
        var bits = Math.Max(BitOperations.Log2((uint)Math.Max(capacity, 1)) + 1, 5);
        if (capacity > (1L << bits) * 3 / 4)
            bits++;
        if (bits > 30)
            throw new InvalidOperationException("A builder or a table holds at most 805,306,368 members.");
        shift = 64 - bits;
        return new Slot[1 << bits];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(TKey key, ulong hash)
    {
        var slots = _slots;
        for (var position = (int)(hash >> _shift); ; position = (position + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[position];
            if (slot.NumberPlusOne == 0)
                return -1;
            if (slot.Hash == hash && IsKey(slot.NumberPlusOne - 1, key))
                return slot.NumberPlusOne - 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsKey(int number, TKey key) =>
        _hashIsKey || (_comparer is null ? EqualityComparer<TKey>.Default.Equals(_keys[number], key) : _comparer.Equals(_keys[number], key));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(TKey key, ulong hash)
    {
        if (Count == _keys.Length)
            Array.Resize(ref _keys, checked(Count * 2));
        if (Count + 1L > _slots.Length * 3L / 4)
            Grow();
        _keys[Count] = key;
        Place(hash, Count);
        return Count++;
    }

    private void Place(ulong hash, int number)
    {
        var position = (int)(hash >> _shift);
        while (_slots[position].NumberPlusOne != 0)
            position = (position + 1) & (_slots.Length - 1);
        _slots[position] = new Slot { Hash = hash, NumberPlusOne = number + 1 };
    }

    private void Grow() => PlaceAgain(NewSlots(_slots.Length, out _shift));

    private void PlaceAgain(Slot[] slots)
    {
        var old = _slots;
        _slots = slots;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.NumberPlusOne != 0 && slot.NumberPlusOne <= Count)
                Place(slot.Hash, slot.NumberPlusOne - 1);
        }
    }

    private struct Slot
    {
        public ulong Hash;
        public int NumberPlusOne; // 0 is empty
    }
}
