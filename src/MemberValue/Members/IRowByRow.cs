namespace MemberValue.Members;

/// <summary>
/// Marks an implementation that looks at each row by itself and may be used by several threads: a table may be given to it in parts. It throws before the
/// first result is written, and for 0 rows too.
/// </summary>
internal interface IRowByRow;

/// <summary>Writes the results of some rows.</summary>
internal delegate void RowsFill<TResult>(MemberColumns rows, Span<TResult> destination);

/// <summary>Writes the results of the rows from <paramref name="start"/> on.</summary>
internal delegate void RangeFill<TResult>(int start, Span<TResult> destination);
