using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>The sums of lines by member and category, the items of each member, and the lines that must be recognised again.</summary>
internal sealed class LineSums(CategoryNames names)
{
    private readonly KeyIndex<long> _pairs = new(null); // the hash of a number is one to one, so a guess is the pair
    private CategorySums[] _sums = [];
    private DistinctHashes[] _items = []; // by member

    public CategoryNames Names { get; } = names;

    /// <summary>Lines with an identity.</summary>
    public Dictionary<(int Member, ulong Id), KeptLine> Kept { get; } = [];

    /// <summary>The number of pairs of a member and a category.</summary>
    public int Pairs => _pairs.Count;

    public int MemberOf(int pair) => (int)(_pairs[pair] >> 32);

    public int CategoryOf(int pair) => (int)(_pairs[pair] & uint.MaxValue);

    public ref readonly CategorySums this[int pair] => ref _sums[pair];

    /// <summary>The items that a member bought.</summary>
    public DistinctHashes Items(int member) => member < _items.Length ? _items[member] : default;

    /// <summary>The hash of a pair, whose place in memory is asked for.</summary>
    public ulong HashOf(int member, int category)
    {
        var hash = _pairs.Hash(Pair(member, category));
        _pairs.PrefetchSlot(hash);
        return hash;
    }

    /// <summary>The pair that has a hash, -1 when there is none; its sums are asked for.</summary>
    public unsafe int Guess(ulong hash, int member)
    {
        var pair = _pairs.Guess(hash);
        if (Sse.IsSupported && pair >= 0)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref _sums[pair]));
            if (member < _items.Length)
                Sse.Prefetch0(Unsafe.AsPointer(ref _items[member]));
        }

        return pair;
    }

    /// <summary>The sums of a pair, to be added to.</summary>
    /// <param name="member">The member.</param>
    /// <param name="category">The category.</param>
    /// <param name="guess">The pair, where it is known.</param>
    public ref CategorySums Of(int member, int category, int guess = -1)
    {
        var pair = guess >= 0 ? guess : _pairs.GetOrAdd(Pair(member, category));
        if (pair >= _sums.Length)
            Array.Resize(ref _sums, Math.Max(16, 2 * _sums.Length));
        return ref _sums[pair];
    }

    /// <summary>The items of a member, to be added to.</summary>
    public ref DistinctHashes ItemsOf(int member)
    {
        if (member >= _items.Length)
            Array.Resize(ref _items, Math.Max(16, Math.Max(member + 1, 2 * _items.Length)));
        return ref _items[member];
    }

    /// <summary>Adds the members of other sums, each to the given member; those with a negative number are left out.</summary>
    /// <returns>The lines that both have, which count once.</returns>
    public List<KeptLine> Add(LineSums other, int[] members)
    {
        var twice = new List<(long Pair, KeptLine Line)>();
        foreach (var ((member, id), line) in other.Kept)
        {
            if (members[member] >= 0 && !Kept.TryAdd((members[member], id), line with { Category = Names.Of(other.Names[line.Category]) }))
                twice.Add((Pair(member, line.Category), line));
        }

        var common = twice.ToLookup(each => each.Pair, each => each.Line);
        for (var pair = 0; pair < other.Pairs; pair++)
        {
            var (member, category) = (other.MemberOf(pair), other.CategoryOf(pair));
            if (members[member] < 0)
                continue;
            var sums = other._sums[pair];
            foreach (var line in common[other._pairs[pair]])
                sums.TakeOut(line);
            Of(members[member], Names.Of(other.Names[category])).Add(sums);
        }

        for (var member = 0; member < members.Length; member++)
        {
            if (members[member] >= 0 && member < other._items.Length)
                ItemsOf(members[member]).Add(other._items[member]);
        }

        return [.. twice.Select(each => each.Line)];
    }

    /// <summary>The pairs of each member, one after the other; those of member m stand from start m to start m + 1.</summary>
    public int[] ByMember(int members, out int[] starts)
    {
        starts = new int[members + 2];
        for (var pair = 0; pair < Pairs; pair++)
            starts[MemberOf(pair) + 2]++;
        for (var member = 2; member < starts.Length; member++)
            starts[member] += starts[member - 1];
        var pairs = new int[Pairs];
        for (var pair = 0; pair < Pairs; pair++)
            pairs[starts[MemberOf(pair) + 1]++] = pair;
        return pairs;
    }

    private static long Pair(int member, int category) => ((long)member << 32) | (uint)category;
}
