namespace MemberValue.Numerics;

/// <summary>A column of values seen as whole numbers that keep their order; rows without a value are skipped.</summary>
internal interface IKeyColumn
{
    /// <summary>The number of rows, those without a value included.</summary>
    int Length { get; }

    /// <summary>Writes the keys of the rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1 that have a value.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="keys">Receives the keys; at least <paramref name="count"/> long.</param>
    /// <returns>How many keys were written.</returns>
    int Read(int start, int count, Span<long> keys);
}
