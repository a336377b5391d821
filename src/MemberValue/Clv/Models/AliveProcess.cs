namespace MemberValue.Clv;

/// <summary>
/// The parameters of the purchases to come of a member who is alive now. In every model here the future of a member who is alive is that of
/// the same family, with parameters that the history has moved; so "given the history" never needs formulas of its own.
/// </summary>
/// <param name="Shape">Of the mixing distribution of purchase rates: gamma shape (BG/BB: the first beta parameter).</param>
/// <param name="Rate">Of the same: gamma rate (BG/BB: the second beta parameter).</param>
/// <param name="DropoutFirst">First parameter of the mixing distribution of dropout: a, s, or gamma; 0 where nobody drops out.</param>
/// <param name="DropoutSecond">Second parameter of the same: b, beta, or delta.</param>
internal readonly record struct AliveProcess(double Shape, double Rate, double DropoutFirst, double DropoutSecond);
