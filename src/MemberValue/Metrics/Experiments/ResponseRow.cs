namespace MemberValue.Metrics;

/// <summary>How members of one label, such as a cell of Rfm scores, responded.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <param name="Label">The label.</param>
/// <param name="Responses">Responses of those contacted.</param>
/// <param name="Interval">Wilson's interval of the response rate; NaN where nobody was contacted.</param>
/// <param name="Verdict">Whether the interval lies above or below the break-even rate.</param>
/// <param name="Cumulative">Responses of those contacted in this row and all before: to choose how many rows to contact.</param>
public sealed record ResponseRow<TLabel>(TLabel Label, Proportion Responses, ConfidenceInterval Interval, BreakEvenVerdict Verdict, Proportion Cumulative);
