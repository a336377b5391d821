namespace MemberValue.Tool.Reading;

/// <summary>A row that counts, as it is written: day and month are told apart when the whole column has been read.</summary>
/// <param name="File">The place of the file among all files.</param>
/// <param name="Line">The line in the file.</param>
/// <param name="Member">The key; null for none.</param>
/// <param name="Order">The order; null where there is no column for it.</param>
/// <param name="LineId">The line of the order; null where there is no column for it.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Refund">What of it was refunded, 0 or more.</param>
/// <param name="Margin">The margin; null where it is not known.</param>
/// <param name="Currency">The currency; null where it is not known.</param>
/// <param name="Zone">The time zone of the row; null where there is no column for it.</param>
/// <param name="Time">When.</param>
internal readonly record struct OrderRow(
    int File, int Line, string? Member, string? Order, string? LineId, decimal Amount, decimal Refund,
    decimal? Margin, string? Currency, string? Zone, TimeParts Time);
