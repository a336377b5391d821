using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Says what each member is worth: columns in, money out. Implement it to plug in a definition of your own.</summary>
public interface IClvCalculator
{
    /// <summary>
    /// What the value is and over which time, as the beginning of a sentence: <c>Expected value over the next 12 months</c>. "Value" unless a calculator says
    /// more.
    /// </summary>
    Text ValueName => Text.Of("Value", "会员价值");

    /// <summary>Values every member of the columns, in the table's currency; NaN for a member whose data do not have a value.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one amount per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Calculate(MemberColumns columns, Span<double> destination);
}
