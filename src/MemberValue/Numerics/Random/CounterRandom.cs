namespace MemberValue.Numerics;

/// <summary>
/// Random whole numbers of a seed and a stream: stream 17 of a seed is the same whether or not other streams were drawn, on every machine and runtime. A
/// struct: a copy continues from the state at the copy.
/// </summary>
/// <remarks>
/// Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64, mix13 of Stafford); bounded numbers without bias by
/// Lemire 2019, "Fast random integer generation in an interval".
/// </remarks>
internal struct CounterRandom : IUniformSource
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public CounterRandom(long seed, int stream) => _state = Mix(Mix((ulong)seed + Golden) + (uint)stream * Golden);

    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number of at least 0 and below 1: a multiple of 2^-53.</summary>
    public double Next01() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number of at least 0 and below <paramref name="end"/>, which is above 0.</summary>
    public int Below(int end)
    {
        var product = (Next() >> 32) * (ulong)end;
        if ((uint)product < (uint)end)
        {
            var least = (uint)-end % (uint)end;
            while ((uint)product < least)
                product = (Next() >> 32) * (ulong)end;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts values into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    /// <summary>The finaliser of SplitMix64: every bit of the result depends on every bit of the value.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
