namespace MemberValue.Tool.Reading;

/// <summary>A line of an order that counts: what was bought.</summary>
/// <param name="Row">The place of its order among the rows that count.</param>
/// <param name="Item">The item; null where it is not known.</param>
/// <param name="Category">The category; null where it is not known.</param>
/// <param name="Quantity">How many; 1 where it is not known, negative for what is given back.</param>
/// <param name="Amount">For how much; null where it cannot be read.</param>
internal readonly record struct OrderLine(int Row, string? Item, string? Category, decimal Quantity, decimal? Amount);
