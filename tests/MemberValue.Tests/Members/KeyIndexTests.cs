using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The key index numbers keys as a dictionary would, whatever the type and however its hash codes fall.</summary>
public class KeyIndexTests
{
    [Fact]
    public void Longs_are_numbered_as_in_a_dictionary() => AsADictionary(random => random.Next(4) switch
    {
        0 => random.NextInt64(),
        1 => random.Next(500),
        2 => (long)random.Next(500) << 32,
        _ => long.MinValue + random.Next(50),
    });

    [Fact]
    public void Ints_are_numbered_as_in_a_dictionary() => AsADictionary(random => random.Next(2) == 0 ? random.Next(500) : -random.Next(500));

    [Fact]
    public void Texts_are_numbered_as_in_a_dictionary() => AsADictionary(random => $"member {random.Next(2_000)}");

    [Fact]
    public void Guids_are_numbered_as_in_a_dictionary() => AsADictionary(random => new Guid(random.Next(2_000), 1, 2, new byte[8]));

    [Fact]
    public void Keys_of_an_own_type_are_numbered_as_in_a_dictionary() => AsADictionary(random => new ShopMember(random.Next(40), random.Next(40)));

    [Fact]
    public void Keys_with_one_hash_code_are_told_apart() => AsADictionary(random => new SameHash(random.Next(300)), 3_000);

    [Fact]
    public void Keys_with_hash_codes_in_two_groups_are_told_apart() => AsADictionary(random => new CoarseHash(random.Next(600)), 3_000);

    [Fact]
    public void A_comparer_decides_which_keys_are_one() =>
        AsADictionary(random => random.Next(2) == 0 ? $"KEY{random.Next(900)}" : $"key{random.Next(900)}", comparer: StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void A_comparer_of_numbers_is_asked_too() => AsADictionary(random => random.NextInt64(3_000), comparer: new ByTens());

    [Fact]
    public void A_builder_and_its_table_use_the_comparer()
    {
        var builder = new MemberTableBuilder<string>(comparer: StringComparer.OrdinalIgnoreCase);
        builder.AddRange([new("ANNA", new DateOnly(2024, 1, 1), 1m), new Transaction<string>("anna", new DateOnly(2024, 1, 2), 1m)]);
        var table = builder.Build();
        Assert.Equal(["ANNA"], table.Keys);
        Assert.Equal(2, table["aNNa"].Purchases);
        Assert.Equal(2, new MemberTableBuilder<string>().AddedTo("ANNA", "anna").Count);
    }

    private static void AsADictionary<TKey>(Func<Random, TKey> next, int steps = 20_000, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var random = new Random(7);
        var index = new KeyIndex<TKey>(comparer);
        var expected = new Dictionary<TKey, int>(comparer);
        for (var i = 0; i < steps; i++)
        {
            var key = next(random);
            Assert.Equal(expected.GetValueOrDefault(key, -1), index.Find(key));
            if (random.Next(3) == 0)
                continue;
            expected.TryAdd(key, expected.Count);
            var hash = index.Hash(key);
            Assert.Equal(expected[key], i % 2 == 0 ? index.GetOrAdd(key) : index.GetOrAdd(key, hash, index.Guess(hash)));
        }

        Assert.Equal(expected.Count, index.Count);
        var over = KeyIndex<TKey>.Over(index.ToArray(), comparer);
        foreach (var (key, number) in expected)
        {
            Assert.Equal(number, over.Find(key));
            Assert.Equal(key, index[number]);
        }

        Assert.Equal(index.Find(next(new Random(99))), over.Find(next(new Random(99))));
    }

    private readonly record struct ShopMember(int Shop, int Number);

    private readonly record struct SameHash(int Value)
    {
        public override int GetHashCode() => 42;
    }

    private readonly record struct CoarseHash(int Value)
    {
        public override int GetHashCode() => Value % 2 == 0 ? 0 : int.MinValue;
    }

    private sealed class ByTens : IEqualityComparer<long>
    {
        public bool Equals(long x, long y) => x / 10 == y / 10;

        public int GetHashCode(long obj) => (obj / 10).GetHashCode();
    }
}

file static class Added
{
    public static MemberTableBuilder<string> AddedTo(this MemberTableBuilder<string> builder, params string[] keys)
    {
        foreach (var key in keys)
            builder.Add(new Transaction<string>(key, new DateOnly(2024, 1, 1), 1m));
        return builder;
    }
}
