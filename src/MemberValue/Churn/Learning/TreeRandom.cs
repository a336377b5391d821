namespace MemberValue.Churn.Learning;

/// <summary>A small generator that can be split: one stream a tree, so that a forest does not depend on which thread grows which tree.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators". The stream of tree k starts where the k-th number of the seed's own stream points.</remarks>
internal struct TreeRandom(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = state;

    public static TreeRandom Of(long seed, int stream) => new(Mix(Mix(unchecked((ulong)seed)) + unchecked((ulong)(stream + 1) * Golden)));

    /// <summary>A whole number from 0 to below <paramref name="bound"/>, each equally likely. Lemire 2019, "Fast random integer generation in an interval".</summary>
    public int Below(int bound)
    {
        var product = (Next() >> 32) * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            var least = (uint)-bound % (uint)bound;
            while ((uint)product < least)
                product = (Next() >> 32) * (uint)bound;
        }

        return (int)(product >> 32);
    }

    private ulong Next() => Mix(_state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
