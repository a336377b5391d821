using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>A calculator that can value a part of the rows, so that the table door can share a table among processors.</summary>
internal interface IRowRangeCalculator : IClvCalculator
{
    /// <summary>Values the rows from <paramref name="start"/> on, one a place of <paramref name="destination"/>. Every throw comes before the
    /// first value is written, and comes for 0 rows too.</summary>
    void Calculate(MemberColumns columns, int start, Span<double> destination);
}
