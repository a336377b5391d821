namespace MemberValue.Numerics;

/// <summary>A column of values as whole numbers in the same order; a row without a value has the key <see cref="Missing"/>.</summary>
internal interface IKeyColumn
{
    /// <summary>The key of a row without a value; no value has it.</summary>
    const long Missing = long.MinValue;

    /// <summary>The number of rows, including those without a value.</summary>
    int Length { get; }

    /// <summary>How many leading bits of a value the first count distinguishes, 4 to 10: more for columns of small numbers, fewer for wide ones.</summary>
    int Bits { get; }

    /// <summary>Writes the keys of the rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="keys">Receives the keys; at least <paramref name="count"/> long.</param>
    /// <returns>How many of them are <see cref="Missing"/>.</returns>
    int Read(int start, int count, Span<long> keys);
}
