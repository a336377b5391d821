using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a model was fitted to.</summary>
/// <param name="Window">The window of the table; null when the rows were given as arrays.</param>
/// <param name="Members">How many members the fit counted: the sum of the rows' weights.</param>
/// <param name="Rows">How many different rows that were.</param>
/// <param name="Fingerprint">Sixteen hexadecimal digits of the rows: equal for equal data in whatever order they came.</param>
public sealed record FitOrigin(ObservationWindow? Window, double Members, int Rows, string Fingerprint);
