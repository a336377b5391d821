using System.Text;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>Where a quantity lies in so many of the draws: the middle <see cref="Level"/> of them.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Median">The median of the draws.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Level">The share of the draws between the ends, above 0 and below 1.</param>
public readonly record struct Interval(double Lower, double Median, double Upper, double Level)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Lower = {Lower}, Median = {Median}, Upper = {Upper}, Level = {Level}");
}
